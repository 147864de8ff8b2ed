"""The geodesic buffer: the name that others rely on, from `layers.geometry`."""

from layers.geometry.buffering import geodesic_buffer

__all__ = ["geodesic_buffer"]
