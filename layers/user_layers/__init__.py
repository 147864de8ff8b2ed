"""Layers that a person brings or draws, measured as those of the proposals are."""
