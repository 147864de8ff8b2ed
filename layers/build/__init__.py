"""From the catalogue to layers with figures, and the stores between them."""
