"""The briefings, and reading, editing and writing them."""
