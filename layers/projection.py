"""The geodesic buffer of `layers.geometry`, under a stable public name."""

from layers.geometry.buffering import geodesic_buffer

__all__ = ["geodesic_buffer"]
