"""For maintainers: makes every file of ``geodata/reference`` again from its raw data."""
