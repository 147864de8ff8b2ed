"""People: the map on the screen, its controls, and what can be taken away from it."""
