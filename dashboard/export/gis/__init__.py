"""Files of data for geographic information systems."""
