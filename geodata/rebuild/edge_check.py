"""``python -m geodata.rebuild.edge_check FILE``: how far limits of governorates lie from others.

The file is GeoJSON of governorates with their codes as ``pcode``, such as UN OCHA's COD-AB for
Syria (admin 1). It is not shipped; what this prints is the evidence in ``edges.csv``.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.rebuild.plane import to_plane

PCODES = {
    "SY01": "damascus",
    "SY03": "rif-dimashq",
    "SY12": "daraa",
    "SY13": "suwayda",
    "SY14": "quneitra",
}
"""The codes of the United Nations, and our ids."""

SAMPLE_M = 100.0
"""Distance between the points of our limits that are measured from."""

EDGES = Path(__file__).resolve().parent.parent / "reference" / "edges.geojson"


def edge_distances(edge: BaseGeometry, other: BaseGeometry) -> tuple[float, float, float]:
    """Return the median, the 95th percentile and the greatest distance of a line from another.

    Both in metres of a plane. The line is sampled every `SAMPLE_M`, from half of it on.
    """
    points = shapely.line_interpolate_point(edge, np.arange(SAMPLE_M / 2, edge.length, SAMPLE_M))
    distances = shapely.distance(points, other)
    median, most = np.percentile(distances, (50, 95))
    return float(median), float(most), float(distances.max())


def compare(
    edges: Mapping[str, BaseGeometry], others: Mapping[str, BaseGeometry]
) -> dict[str, tuple[float, float, float]]:
    """Return the distances of every limit from the outline of the first of its sides that is there.

    Parameters
    ----------
    edges
        Our limits by id, in degrees; an id names the two sides.
    others
        The other dataset's governorates by our ids, in degrees.
    """
    outlines = {area_id: to_plane(area.boundary) for area_id, area in others.items()}
    found = {}
    for edge_id, edge in edges.items():
        side = next((side for side in outlines if side in edge_id), None)
        if side:
            found[edge_id] = edge_distances(to_plane(edge), outlines[side])
    return found


def _features(path: Path) -> list[tuple[dict[str, str], BaseGeometry]]:
    content = json.loads(path.read_text("utf-8"))
    return [
        ({**item["properties"], "id": item.get("id", "")}, shapely.geometry.shape(item["geometry"]))
        for item in content["features"]
    ]


def main(given: list[str] | None = None) -> int:
    """Print a line for each limit: median, 95th percentile and greatest distance in metres."""
    parser = argparse.ArgumentParser(prog="python -m geodata.rebuild.edge_check")
    parser.add_argument("file", type=Path, metavar="FILE", help="governorates of another dataset")
    path = parser.parse_args(given).file
    others = {PCODES[facts["pcode"]]: area for facts, area in _features(path)}
    edges = {facts["id"]: line for facts, line in _features(EDGES)}
    for edge_id, distances in compare(edges, others).items():
        print(edge_id, *(f"{metres:,.0f}" for metres in distances), sep="\t")
    return 0


if __name__ == "__main__":
    sys.exit(main())
