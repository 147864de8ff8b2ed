"""Bring your own layer: what a person uploads or draws, as checked shapely geometry.

GeoJSON (RFC 7946), also zipped, is parsed as JSON and never handed to a reader that chooses its
own format. What the RFC lets one repair is repaired and noted; a feature that cannot be taken is
left out and noted; what leaves nothing, or is too large, is refused with an `OwnLayerError`.
Nothing of the file survives but its name, geometry, ids and titles.
"""

from geodata.user_layers.errors import OwnLayerError
from geodata.user_layers.geometry_types import Kind
from geodata.user_layers.user_layer import OwnFeature, OwnLayer, read_layer, read_sketch

__all__ = ["Kind", "OwnFeature", "OwnLayer", "OwnLayerError", "read_layer", "read_sketch"]
