"""GeoJSON to make bad files of."""

import json

POINT = b'{"type": "Point", "coordinates": [36, 33]}'
SQUARE = [[36.0, 33.0], [36.1, 33.0], [36.1, 33.1], [36.0, 33.1], [36.0, 33.0]]
BOW = [[[36, 33], [37, 34], [37, 33], [36, 34], [36, 33]]]


def feature(title: str, geometry: object, feature_id: object = None) -> dict[str, object]:
    return {
        "type": "Feature",
        "id": feature_id,
        "properties": {"name": title},
        "geometry": geometry,
    }


def collection(*features: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def zones(*titles: str) -> bytes:
    """Return a file with a square for each title."""
    area = {"type": "Polygon", "coordinates": [SQUARE]}
    return collection(*(feature(title, area) for title in titles))


def geometry(kind: str, coordinates: object) -> bytes:
    return json.dumps({"type": kind, "coordinates": coordinates}).encode()
