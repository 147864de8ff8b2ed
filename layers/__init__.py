"""Geometry: recipes turn provisions into named features, and measures turn those into figures."""
