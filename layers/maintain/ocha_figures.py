"""`python -m layers.maintain.ocha_figures FILE`: what our figures are with UN OCHA's governorates.

FILE holds the outlines of the first administrative level as GeoJSON, each with its code as
``pcode``; it is read and not kept. Every figure that rests on governorates is computed again with
these outlines in place of ours, by the same recipes and on the same ellipsoid. The answer is the
text of ``geodata/figures-un-ocha.toml``; with ``--limits`` a line for each limit between
governorates instead, with how far ours lies from theirs: the evidence in
``geodata/rebuild/edges.csv``.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import shapely
import tomli_w
from shapely.geometry.base import BaseGeometry

from geodata import load
from geodata.models.field_types import Id
from layers.accuracy.metrics import METRICS, FigureKey, figures_of, names_of
from layers.build.builder import Builder
from layers.build.layer import Layer
from layers.cli.commands import BAD_INPUT, OneLineParser, exit_status, print_error
from layers.features.reference import Reference
from layers.geometry.densify import densify
from layers.geometry.half_planes import side_of
from layers.geometry.local_plane import LocalPlane
from layers.geometry.measure import geodesic_area

PROGRAM = "python -m layers.maintain.ocha_figures"
CODES = {
    "SY01": "damascus",
    "SY03": "rif-dimashq",
    "SY12": "daraa",
    "SY13": "suwayda",
    "SY14": "quneitra",
}
"""UN OCHA's code of each governorate of the reference data."""
KIND = "governorate"
SEPARATION = ("disengagement-1974.area-of-separation", "zone")
"""The layer and the feature of which it is told how other outlines share it."""
LEAST_PART_KM2 = 0.5
SAMPLE_M = 100.0
DECIMALS = {"km2": 0, "km": 1, "percent": 1}
HEAD = (
    "# Written by `python -m layers.maintain.ocha_figures FILE`: "
    "write it again, do not edit it.\n\n"
)
ABOUT = {
    "source": "ocha-admin-boundaries-2020",
    "by": "UN OCHA, COD-AB v02, 2020, computed by us",
    "why": "The same recipe over UN OCHA's outlines of the governorates, Quneitra's cut at Line A, "
    "with the default values of parameters.",
}


class OutlinesError(ValueError):
    """A file does not hold the outlines that are needed. The message is one line."""


def outlines(path: Path) -> dict[Id, BaseGeometry]:
    """Return the outlines of the governorates that a file holds, by our ids.

    Raises
    ------
    OutlinesError
        If one is missing, or if the file is no such GeoJSON.
    OSError
        If it cannot be read.
    """
    try:
        features = json.loads(path.read_bytes())["features"]
        found = {
            CODES[code]: shapely.make_valid(shapely.geometry.shape(item["geometry"]))
            for item in features
            if (code := item["properties"]["pcode"]) in CODES
        }
    except (ValueError, KeyError, TypeError, AttributeError, shapely.GEOSException):
        raise OutlinesError(f"{path}: is no GeoJSON of outlines, each with a pcode") from None
    if missing := [code for code, unit_id in CODES.items() if unit_id not in found]:
        raise OutlinesError(f"{path}: has no outline with the pcode {', '.join(missing)}")
    return {unit_id: densify(area) for unit_id, area in found.items()}


def with_outlines(reference: Reference, others: dict[Id, BaseGeometry]) -> Reference:
    """Return reference data with other governorates; Quneitra is cut at Line A, as ours is."""
    east = side_of(reference.features["line/line-a"].geometry, "east")
    cut = {"quneitra": others["quneitra"].intersection(east)}
    return reference.with_geometries(
        {f"{KIND}/{unit_id}": area for unit_id, area in (others | cut).items()}
    )


def figures(builder: Builder, other: Reference) -> Iterator[tuple[str, float]]:
    """Yield the address and the value of every figure that rests on governorates."""
    for address, provision in builder.catalog.layers.items():
        for reading in provision.reading:
            layer = builder.layer(address, reading.id)
            names = _names_on_governorates(layer)
            here = figures_of(layer.features, builder.reference.fresh(), names)
            there = figures_of(builder.features(layer, other), other.fresh(), names)
            for name, value in there.items():
                if name in here:
                    yield ".".join((layer.name, *name)), _round_figure(value, METRICS[name[1]].unit)


def text(builder: Builder, others: dict[Id, BaseGeometry]) -> str:
    """Return the text of the file of figures."""
    other = with_outlines(builder.reference, others)
    address, feature_id = SEPARATION
    zone = builder.layer(address)
    parts = {
        unit_id: _area_km2(zone.feature(feature_id).geometry.intersection(area))
        for unit_id, area in others.items()
    }
    found = {
        **ABOUT,
        "divided": {
            f"{zone.name}.{feature_id}": {
                unit_id: round(part)
                for unit_id, part in sorted(parts.items(), key=lambda item: -item[1])
                if part >= LEAST_PART_KM2
            }
        },
        "governorate": {
            unit_id: {"km2": round(_area_km2(other.features[f"{KIND}/{unit_id}"].geometry))}
            for unit_id in others
        },
        "figure": dict(figures(builder, other)),
    }
    return HEAD + tomli_w.dumps(found)


def limit_distances(
    reference: Reference, others: dict[Id, BaseGeometry]
) -> dict[Id, tuple[float, float, float]]:
    """Return the median, 95th percentile and greatest distance in metres of each limit from theirs.

    It is sampled every `SAMPLE_M`, and measured to the outline of a governorate that it bounds.
    """
    found = {}
    for edge_id, line in reference.all_of("edge").items():
        side = next((unit_id for unit_id in others if unit_id in edge_id), None)
        if side:
            plane = LocalPlane.about(line)
            flat = shapely.LineString(plane.to_plane(shapely.get_coordinates(line)))
            along = np.arange(SAMPLE_M / 2, flat.length, SAMPLE_M)
            points = np.array(shapely.line_interpolate_point(flat, along))
            off = shapely.distance(points, plane.flatten(others[side].boundary))
            median, most = np.percentile(off, (50, 95))
            found[edge_id] = (float(median), float(most), float(off.max()))
    return found


def _names_on_governorates(layer: Layer) -> list[FigureKey]:
    """Return the figures of a layer that rest on governorates: all of them, or the shares."""
    every = [name for name in names_of(layer.features, METRICS) if not METRICS[name[1]].counted]
    if any(key.startswith(f"{KIND}/") for key in layer.rests_on):
        return every
    return [name for name in every if name[1].startswith("share-of-")]


def _area_km2(area: BaseGeometry) -> float:
    return geodesic_area(area) / 1e6


def _round_figure(value: float, unit: str) -> float:
    """Return a value to the square kilometre, or to a tenth; a whole number as one."""
    rounded = round(float(value), DECIMALS[unit])
    return int(rounded) if rounded.is_integer() else rounded


def main() -> int:
    """Print the file. Return 0, or 2 after a line on bad input."""
    return exit_status(PROGRAM, _run)


def _run() -> int:
    parser = OneLineParser(prog=PROGRAM, description=__doc__)
    parser.add_argument("file", type=Path, metavar="FILE", help="outlines with a pcode each")
    parser.add_argument("--limits", action="store_true", help="how far limits lie from theirs")
    arguments = parser.parse_args()
    try:
        others = outlines(arguments.file)
    except OutlinesError as error:
        print_error(PROGRAM, error)
        return BAD_INPUT
    builder = Builder(load.load_catalog())
    if arguments.limits:
        for edge_id, metres in limit_distances(builder.reference, others).items():
            distances = "\t".join(f"{item:,.0f}" for item in metres)
            sys.stdout.write(f"{edge_id}\t{distances}\n")
    else:
        sys.stdout.write(text(builder, others))
    return 0


if __name__ == "__main__":
    sys.exit(main())
