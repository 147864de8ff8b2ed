"""Bring your own layer: what a person uploads or draws, as checked shapely geometry.

GeoJSON (RFC 7946), also zipped, is parsed as JSON, never by a reader that guesses the format.
Faults that the RFC allows to repair are repaired and noted; features that cannot be used are left
out and noted. A file that is too large, or has no usable feature, is refused with an
`OwnLayerError`. Only the file's name, geometry, ids and titles are kept.
"""

from geodata.user_layers.errors import OwnLayerError
from geodata.user_layers.geometry_types import Kind
from geodata.user_layers.user_layer import OwnFeature, OwnLayer, read_layer, read_sketch

__all__ = ["Kind", "OwnFeature", "OwnLayer", "OwnLayerError", "read_layer", "read_sketch"]
