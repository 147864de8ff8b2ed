"""Bring your own layer: what a person uploads or draws, as checked shapely geometry.

GeoJSON (RFC 7946), also zipped, is parsed as JSON and never handed to a reader that chooses its
own format. What the RFC lets one repair is repaired and noted; a feature that cannot be taken is
left out and noted; what leaves nothing, or is too large, is refused with an `OwnLayerError`.
Nothing of the file survives but its name, geometry, ids and titles.
"""

from geodata.own.forms import Kind
from geodata.own.layer import OwnFeature, OwnLayer, drawn, read
from geodata.own.refusal import OwnLayerError

__all__ = ["Kind", "OwnFeature", "OwnLayer", "OwnLayerError", "drawn", "read"]
