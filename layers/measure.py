"""The ellipsoidal measures of `layers.geometry`, under stable public names."""

from layers.geometry.measure import geodesic_area, geodesic_distance, geodesic_length

__all__ = ["geodesic_area", "geodesic_distance", "geodesic_length"]
