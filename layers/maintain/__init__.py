"""Commands for maintainers: what a new version of the data changes."""
