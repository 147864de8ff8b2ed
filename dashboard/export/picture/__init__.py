"""A picture of a scenario: map, labels, legend, surround."""
