"""The words of the interface, and how errors and choices are written."""
