"""Building layers and figures from the catalogue, with caches."""
