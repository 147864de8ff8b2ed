"""Panels that show what the map rests on: stances, timeline, interpretations, sources."""
