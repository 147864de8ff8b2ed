"""How layers look and what is said of them, for the screen and for every export."""
