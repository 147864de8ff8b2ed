"""Reference features for recipes, their displacement, and the features that recipes make."""
