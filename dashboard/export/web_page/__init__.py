"""One HTML file that works without a server."""
