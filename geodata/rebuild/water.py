"""Lakes and rivers of the background, from GSHHG and WDBII."""

from typing import Literal

import shapely
from shapely.geometry import LineString, MultiLineString, Polygon

from geodata.rebuild.geojson import Collection, Facts, Feature, Names
from geodata.rebuild.inputs.plane import simplify

LAKES = {"lake-tiberias": "181414", "dead-sea": "180660", "lake-qattinah": "183715"}
"""GSHHG's number of each lake that is drawn. Seasonal lakes east of Damascus are left out."""

RIVERS = {
    "awaj-river": ("18753", "18758"),
    "barada-river": ("10270",),
    "hasbani-river": ("4514",),
    "jordan-river": ("10268", "4515", "4563", "4564", "4559", "4562", "4561", "4560", "4621"),
    "litani-river": ("10269", "10267", "10266"),
    "orontes-river": ("4465",),
    "yarmouk-river": ("10369", "10373"),
    "zarqa-river": ("10375", "10371", "10372", "10374"),
}
"""WDBII's numbers of the parts of each river that is drawn. Coastal streams are left out."""

TOLERANCE_M = 60.0


def _facts(confidence: Literal["medium", "low"], accuracy_m: float, note: str) -> Facts:
    return Facts("gshhg", "2016", confidence, accuracy_m, note)


def lakes_file(shores: dict[str, LineString], names: dict[tuple[str, str], Names]) -> Collection:
    """Return the file of the lakes from GSHHG's shores, by number."""
    features = []
    for lake_id, number in LAKES.items():
        shore = simplify(Polygon(shores[number]), TOLERANCE_M)
        facts = _facts("medium", 500.0, "")
        if lake_id == "dead-sea":
            facts = _facts(
                "low",
                3000.0,
                "An old shore: the level has fallen since, and the southern basin is now "
                "evaporation ponds.",
            )
        features.append(Feature("lake", lake_id, shore, facts, names["lake", lake_id]))
    return Collection(
        "Lakes",
        "Shores of GSHHG at full resolution, simplified to 60 m.",
        "background",
        features,
    )


def rivers_file(courses: dict[str, LineString], names: dict[tuple[str, str], Names]) -> Collection:
    """Return the file of the rivers from WDBII's courses, by number."""
    features = []
    for river_id, numbers in RIVERS.items():
        parts = MultiLineString([courses[number] for number in numbers])
        course = simplify(shapely.line_merge(parts), TOLERANCE_M)
        note = "The Hula valley is left open, as in the source." if "4515" in numbers else ""
        facts = _facts("medium", 500.0, note)
        features.append(Feature("river", river_id, course, facts, names["river", river_id]))
    return Collection(
        "Rivers",
        "Courses of WDBII at full resolution, chosen and named by number, simplified to 60 m.",
        "background",
        features,
    )
