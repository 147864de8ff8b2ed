"""Facts: sources, reference features, proposals and scenarios, and the one catalogue of them."""

__version__ = "0.6.0"
