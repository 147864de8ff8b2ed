"""Facts: sources, reference features, proposals and scenarios, and the one catalogue of them."""
