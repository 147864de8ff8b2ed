"""Layers that a user uploads or draws, measured like the layers of the proposals."""
