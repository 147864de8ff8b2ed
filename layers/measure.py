"""Ellipsoidal measures on WGS 84: the names that others rely on, from `layers.geometry`."""

from layers.geometry.measure import geodesic_area, geodesic_distance, geodesic_length

__all__ = ["geodesic_area", "geodesic_distance", "geodesic_length"]
