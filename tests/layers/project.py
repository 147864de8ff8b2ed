"""The project's own data, loaded once, copies of it to break, and any scenario of it."""

import math
import shutil
from itertools import pairwise
from pathlib import Path

import numpy as np
import shapely
from geographiclib.geodesic import Geodesic
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from geodata import catalog, load
from geodata.scenario import LANGUAGES, LATITUDES, LONGITUDES, Scenario, View, make_scenario
from layers.build.builder import Builder
from layers.build.figure_store import FigureStore

CATALOG = load.load_catalog()
BUILDER = Builder(CATALOG, FigureStore(writes=True))
"""What one test has measured, the others read: from a folder that ends with the run."""


def copied(folder: Path) -> Path:
    """Return a copy of what is read of ``geodata``, in a folder of the test."""
    copy = folder / "geodata"
    copy.mkdir()
    for path in catalog.FOLDER.glob("*.toml"):
        shutil.copy(path, copy)
    for name in ("proposals", "reference", "briefings"):
        shutil.copytree(catalog.FOLDER / name, copy / name)
    return copy


def replace_once(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, f"{path.name} no longer says {old!r}: mend this test"
    path.write_text(text.replace(old, new, 1), "utf-8")


@st.composite
def scenarios(draw: st.DrawFn, *, parameters: bool = True) -> Scenario:
    """Return any scenario of the catalogue that controls could bring about."""
    layers = list(CATALOG.layers)
    readings = {
        address: tuple(draw(st.sets(st.sampled_from([r.id for r in item.reading]), min_size=1)))
        for address, item in CATALOG.layers.items()
        if draw(st.booleans())
    }
    values = {
        address: item.nearest(draw(st.floats(item.min, item.max)))
        for address, item in CATALOG.parameters.items()
        if parameters and draw(st.booleans())
    }
    views = st.builds(
        lambda latitude, longitude, quarters: View(
            round(latitude, 4), round(longitude, 4), quarters / 4
        ),
        st.floats(*LATITUDES),
        st.floats(*LONGITUDES),
        st.integers(24, 52),  # zoom 6 to 13 in the map's quarter steps
    )
    return make_scenario(
        CATALOG,
        draw(st.sets(st.sampled_from(layers))),
        readings,
        values,
        draw(st.none() | views),
        draw(st.sampled_from(LANGUAGES)),
    )


def geographiclib_dense(geometry: BaseGeometry, spacing_m: float) -> np.ndarray:
    """Return longitudes and latitudes along the edges of a geometry, as GeographicLib puts them.

    Every vertex is among them, and the edges between are geodesics.
    """
    found: list[tuple[float, float]] = []
    outline = geometry.boundary if shapely.get_dimensions(geometry) == 2 else geometry
    for part in shapely.get_parts(outline):
        vertices = shapely.get_coordinates(part)
        found.append((vertices[0][0], vertices[0][1]))
        for (x1, y1), (x2, y2) in pairwise(vertices):
            line = Geodesic.WGS84.InverseLine(y1, x1, y2, x2)
            pieces = max(1, math.ceil(line.s13 / spacing_m))
            for step in range(1, pieces):
                at = line.Position(line.s13 * step / pieces)
                found.append((at["lon2"], at["lat2"]))
            found.append((x2, y2))
    return np.array(found)


def brute_distances(points: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Return for each point the geodesic distance in metres to the nearest of the others.

    The nearest is found by straight chords through the ellipsoid, which order points as
    geodesics do; GeographicLib then measures the one pair.
    """
    space, other_space = _chord_space(points), _chord_space(others)
    nearest = [int(((other_space - one) ** 2).sum(axis=1).argmin()) for one in space]
    return np.array(
        [
            Geodesic.WGS84.Inverse(lat, lon, others[at][1], others[at][0])["s12"]
            for (lon, lat), at in zip(points, nearest, strict=True)
        ]
    )


def _chord_space(degrees: np.ndarray) -> np.ndarray:
    """Return earth-centred coordinates in metres on WGS 84 (EPSG guidance note 7-2, 4.1.1)."""
    longitude, latitude = np.radians(degrees[:, 0]), np.radians(degrees[:, 1])
    flattening = 1 / 298.257223563
    square = flattening * (2 - flattening)
    radius = 6378137.0 / np.sqrt(1 - square * np.sin(latitude) ** 2)
    return np.column_stack(
        (
            radius * np.cos(latitude) * np.cos(longitude),
            radius * np.cos(latitude) * np.sin(longitude),
            radius * (1 - square) * np.sin(latitude),
        )
    )


def seeded_polygon(seed: int, corners: int = 12) -> shapely.Polygon:
    """Return a star-shaped polygon of the study area, up to about 100 km wide, with long edges."""
    random = np.random.default_rng(seed)
    centre = random.uniform((35.2, 32.4), (37.8, 34.0))  # inside 34.5-38.5 E, 31.8-34.6 N
    angles = 2 * math.pi * (np.arange(corners) + random.uniform(0, 0.8, corners)) / corners
    radii = random.uniform(0.1, 0.6, corners)
    ring = centre + np.column_stack((radii * np.cos(angles), radii * np.sin(angles)))
    return shapely.Polygon(ring)
