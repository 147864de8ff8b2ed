"""Figures as they are read, and their plus-minus against a Monte Carlo run of the same rule."""

import math
from collections.abc import Callable

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from layers.accuracy import Figures, Quantity, plus_minus, rounded
from layers.measure import geodesic_area, geodesic_distance, geodesic_length
from layers.projection import geodesic_buffer, grow, translate
from layers.recipes import make
from layers.reference import Reference
from tests.layers.project import BUILDER

RUNS = 200
"""The spread of so few runs is itself known to 1 / sqrt(2 x 200) = 5 %; 25 % leaves room for
the rule's straight-line approximation."""
NEARBY = shapely.box(35, 32, 37.5, 34)
"""What is checked lies well inside; the rest of Syria need not be moved 200 times."""


@pytest.mark.parametrize(
    ("value", "spread", "expected"),
    [
        # One significant digit of the plus-minus, two if it begins with 1; the value to match.
        (263.7, 41.2, ("260", "40")),
        (97.14, 1.41, ("97.1", "1.4")),
        (97.14, 0.96, ("97.1", "1.0")),
        (97.14, 0.94, ("97.1", "0.9")),
        (97.14, 1.96, ("97", "2")),
        (97.14, 1.94, ("97.1", "1.9")),
        (12939.2, 377.4, ("12,900", "400")),
        (12939.2, 1377.4, ("12,900", "1,400")),
        (12939.2, 996.0, ("12,900", "1,000")),
        (0.0, 2.3, ("0", "2")),
        (-5.26, 0.3, ("-5.3", "0.3")),
        (3.0, 20.0, ("0", "20")),
        # No plus-minus that counts: three significant digits, without idle noughts.
        (79.61672, 4e-7, ("79.6", "")),
        (7.0, 0.0, ("7", "")),
        (0.0, 0.0, ("0", "")),
        (100.0, 0.0, ("100", "")),
        (1250.0, 0.0, ("1,250", "")),
        (0.012346, 0.0, ("0.0123", "")),
    ],
)
def test_a_figure_is_rounded_to_what_its_plus_minus_supports(
    value: float, spread: float, expected: tuple[str, str]
) -> None:
    assert rounded(value, spread) == expected


@given(st.floats(0, 1e5), st.floats(1e-3, 1e4))
@settings(max_examples=200, deadline=None)
def test_rounding_never_moves_a_figure_by_more_than_half_its_plus_minus(
    value: float, spread: float
) -> None:
    shown, shown_spread = (text.replace(",", "") for text in rounded(value, spread))
    if shown_spread:
        assert abs(float(shown) - value) <= 0.5 * float(shown_spread) * (1 + 1e-9)
        # 1.45 is shown as 1.4 or 1.5, and 2.5 as 2 or 3: off by a fifth at most.
        assert float(shown_spread) == pytest.approx(spread, rel=0.2)
        assert len(shown_spread.replace(".", "").strip("0")) <= 2


@pytest.mark.parametrize(
    ("quantity", "text", "short"),
    [
        (Quantity(262.9, 38.7, "km2"), "260 ± 40 km²", "260 km²"),
        (Quantity(9, 0, "count"), "9", "9"),
        (Quantity(79.617, 1e-7, "km"), "79.6 km", "79.6 km"),
        # 97.14 km / 1.609344 = 60.36 miles
        (Quantity(97.14, 1.41, "km").in_miles(), "60.4 ± 0.9 mi", "60.4 mi"),
        (Quantity(262.9, 38.7, "km2").in_miles(), "260 ± 40 km²", "260 km²"),
        # 1 km2 is 1,000 dunam; 262.9 km2 / 1.609344^2 = 101.5 square miles
        (Quantity(262.9, 38.7, "km2").in_units()[1], "260,000 ± 40,000 dunam", "260,000 dunam"),
        (Quantity(262.9, 38.7, "km2").in_units()[2], "102 ± 15 sq mi", "102 sq mi"),
    ],
)
def test_a_figure_is_read_with_its_unit(quantity: Quantity, text: str, short: str) -> None:
    assert quantity.text() == text
    assert quantity.text(short=True) == short


def monte_carlo(figures: Callable[[Reference], Figures], keys: tuple[str, ...]) -> Figures:
    """Return 1.96 standard deviations of figures when every feature is moved at random.

    The rule of DESIGN.md: as a whole, east and north each normal with `accuracy_m` as 95 %, and
    an outline also grown or shrunk by `accuracy_m / sqrt(perimeter / 25 km)` as 95 %.
    """
    random = np.random.default_rng(1974)
    runs: list[Figures] = []
    for _ in range(RUNS):
        reference = BUILDER.reference.fresh()
        for key in keys:
            feature = BUILDER.reference.features[key]
            geometry, sigma = feature.geometry, feature.accuracy_m / 1.96
            if geometry.geom_type.endswith("Polygon"):
                stretches = geodesic_length(geometry) / 25_000
                growth = random.normal(0, sigma) / math.sqrt(stretches)
                geometry = grow(geometry.intersection(NEARBY), growth)
            moved = translate(geometry, random.normal(0, sigma), random.normal(0, sigma))
            reference = reference.with_geometry(key, moved)
        runs.append(figures(reference))
    return {name: 1.96 * float(np.std([run[name] for run in runs])) for name in runs[0]}


def area_of_separation(reference: Reference) -> Figures:
    arguments = {"west": "line-a", "east": "line-b", "north": "border-lebanon-syria"}
    zone = make("between", arguments, reference)[0].geometry
    damascus = reference.take("place", "damascus")
    return {
        ("zone", "area"): geodesic_area(zone) / 1e6,
        ("zone", "distance-to-damascus"): geodesic_distance(zone, damascus) / 1000,
    }


def straight_corridor(reference: Reference) -> Figures:
    arguments = {"route": ["majdal-shams", "suwayda"], "width_km": 5.0, "within": "syria"}
    zone, axis = (item.geometry for item in make("corridor", arguments, reference))
    damascus = reference.take("place", "damascus")
    return {
        ("zone", "area"): geodesic_area(zone) / 1e6,
        ("axis", "length"): geodesic_length(axis) / 1000,
        ("axis", "distance-to-damascus"): geodesic_distance(axis, damascus) / 1000,
    }


def first_band(reference: Reference) -> Figures:
    """Made only of Line B and Syria, so that it can be run 200 times in a second or two."""
    arguments = {
        "from": "line-b", "side": "east", "within": "syria",
        "bands": [{"id": "to-10-km", "title": "", "depth_km": 10.0}],
    }  # fmt: skip
    band = make("bands", arguments, reference)[0].geometry
    return {("to-10-km", "area"): geodesic_area(band) / 1e6}


CHECKED = [
    ("disengagement-1974.area-of-separation", "as-drawn", area_of_separation),
    ("druze-corridor.passage", "straight-from-majdal-shams", straight_corridor),
    ("disengagement-1974.limitation-east", "as-written", first_band),
]


@pytest.mark.parametrize(("address", "reading", "figures"), CHECKED)
def test_the_plus_minus_is_that_of_a_monte_carlo_run(
    address: str, reading: str, figures: Callable[[Reference], Figures]
) -> None:
    now = figures(BUILDER.reference.fresh())
    quantities = BUILDER.figures(BUILDER.layer(address, reading))
    keys = tuple(dict.fromkeys(key for name in now for key in quantities[name].rests_on))
    spread = monte_carlo(figures, keys)
    for name, value in now.items():
        assert quantities[name].value == pytest.approx(value, rel=1e-9)
        assert quantities[name].plus_minus == pytest.approx(spread[name], rel=0.25), name


def test_the_area_of_separation_is_uncertain_as_its_lines_are_against_each_other() -> None:
    """By ruler: Line A moved 150 m and Line B 500 m east or west, over about 75 km of latitude,
    in quadrature sqrt(150^2 + 500^2) x 75 km = 39 km2."""
    quantity = BUILDER.figures(BUILDER.layer("disengagement-1974.area-of-separation"))[
        "zone", "area"
    ]
    assert quantity.plus_minus == pytest.approx(39, rel=0.15)
    assert quantity.text() == "260 ± 40 km²"


def test_errors_that_two_zones_share_cancel_in_their_difference() -> None:
    """Two strips east of Line A to two meridians: the line moves both edges alike.

    Each strip alone is uncertain by 150 m over the 65 km of latitude of the line: 10 km2.
    """

    def strips(reference: Reference) -> Figures:
        line = reference.take("line", "line-a")
        vertices = shapely.get_coordinates(line)
        north, south = vertices[:, 1].max(), vertices[:, 1].min()
        areas = []
        for meridian in (36.2, 36.4):
            ring = [*vertices, (meridian, north), (meridian, south)]
            areas.append(geodesic_area(shapely.Polygon(ring)) / 1e6)
        return {
            ("near", "area"): areas[0],
            ("far", "area"): areas[1],
            ("between", "area"): areas[1] - areas[0],
        }

    spread = plus_minus(strips, BUILDER.reference, ("line/line-a",))
    alone = spread["near", "area"]
    assert alone == pytest.approx(10, rel=0.3)
    assert spread["between", "area"] < 0.01 * math.hypot(alone, spread["far", "area"])


def test_two_features_add_in_quadrature() -> None:
    """The distance between two places, each known to 1 km: sqrt(2) km."""

    def distance(reference: Reference) -> Figures:
        a, b = (reference.take("place", name) for name in ("damascus", "suwayda"))
        return {("way", "length"): geodesic_distance(a, b) / 1000}

    spread = plus_minus(distance, BUILDER.reference, ("place/damascus", "place/suwayda"))
    assert spread["way", "length"] == pytest.approx(math.sqrt(2), rel=1e-3)


def test_a_figure_that_vanishes_in_a_perturbed_run_counts_as_nought_there() -> None:
    here = BUILDER.reference.features["place/damascus"].geometry

    def only_here(reference: Reference) -> Figures:
        there = reference.take("place", "damascus")
        return {("a", "area"): 8.0} if there.distance(here) < 1e-9 else {}

    assert plus_minus(only_here, BUILDER.reference, ("place/damascus",)) == {("a", "area"): 0.0}


def test_an_outline_is_uncertain_in_stretches_of_25_km() -> None:
    """Of Daraa alone: moving it leaves its area, so what is left is growing by
    accuracy / sqrt(perimeter / 25 km), all around: accuracy x sqrt(perimeter x 25 km)."""
    feature = BUILDER.reference.features["governorate/daraa"]
    expected = feature.accuracy_m * math.sqrt(geodesic_length(feature.geometry) * 25_000) / 1e6

    def area(reference: Reference) -> Figures:
        return {("zone", "area"): geodesic_area(reference.take("governorate", "daraa")) / 1e6}

    spread = plus_minus(area, BUILDER.reference, ("governorate/daraa",))
    # Corners of the outline are cut or rounded: some per cent.
    assert spread["zone", "area"] == pytest.approx(expected, rel=0.1)


def test_a_disc_that_is_moved_keeps_its_area() -> None:
    """All discs of 10 km are alike, wherever within a kilometre their centre lies."""

    def disc(reference: Reference) -> Figures:
        place = reference.take("place", "damascus")
        return {("disc", "area"): geodesic_area(geodesic_buffer(place, 10_000)) / 1e6}

    assert plus_minus(disc, BUILDER.reference, ("place/damascus",))["disc", "area"] < 1e-3
