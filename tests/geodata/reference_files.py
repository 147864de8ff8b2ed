"""The committed reference files, read once, and the rulers that their tests measure with."""

import json
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyproj import Geod, Transformer
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

GEODATA = Path(__file__).resolve().parents[2] / "geodata"
REFERENCE = GEODATA / "reference"
FILES = {
    path.stem: json.loads(path.read_text("utf-8")) for path in sorted(REFERENCE.glob("*.geojson"))
}
SOURCES = tomllib.loads((GEODATA / "sources.toml").read_text("utf-8"))
FEATURES: dict[str, dict[str, Any]] = {
    f"{feature['properties']['kind']}/{feature['id']}": feature
    for content in FILES.values()
    for feature in content["features"]
}
GEOD = Geod(ellps="WGS84")

_TO_UTM = Transformer.from_crs("EPSG:4326", "EPSG:32636", always_xy=True)


def geometry(key: str) -> Any:
    """Return a feature's geometry, of whatever type its file gives it."""
    return shape(FEATURES[key]["geometry"])


def in_metres(item: BaseGeometry) -> BaseGeometry:
    def project(points: np.ndarray) -> np.ndarray:
        return np.column_stack(_TO_UTM.transform(points[:, 0], points[:, 1]))

    return shapely.transform(item, project)


def area_km2(item: BaseGeometry) -> float:
    return abs(GEOD.geometry_area_perimeter(shapely.orient_polygons(item))[0]) / 1e6


def distance_km(line: BaseGeometry, point: Point) -> float:
    """Geodesic distance to the nearest of points that lie at most some 20 m apart on a line."""
    dense = shapely.get_coordinates(shapely.segmentize(line, 0.0002))
    x, y = np.full(len(dense), point.x), np.full(len(dense), point.y)
    return float(GEOD.inv(x, y, dense[:, 0], dense[:, 1])[2].min()) / 1000
