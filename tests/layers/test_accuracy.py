"""Figures as they are read, and what their plus-minus is by ruler."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from layers.accuracy.perturbation import balanced_draws, half_width, plus_minus
from layers.accuracy.quantity import Figures, Quantity, round_to_plus_minus
from layers.features.reference import Reference
from layers.geometry.buffering import geodesic_buffer
from layers.geometry.measure import geodesic_area, geodesic_distance
from tests.layers.project import BUILDER


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
    assert round_to_plus_minus(value, spread) == expected


@given(st.floats(0, 1e5), st.floats(1e-3, 1e4))
@settings(max_examples=200, deadline=None)
def test_rounding_never_moves_a_figure_by_more_than_half_its_plus_minus(
    value: float, spread: float
) -> None:
    shown, shown_spread = (text.replace(",", "") for text in round_to_plus_minus(value, spread))
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


def test_the_area_of_separation_is_uncertain_as_its_lines_are_against_each_other() -> None:
    """By ruler: Line A deviates by 150 m and Line B by 500 m, east or west, independently over
    stretches of about 25 km of some 75 km of latitude: sqrt(0.15^2 + 0.5^2) x 25 x sqrt(3) km2."""
    quantity = BUILDER.figures(BUILDER.layer("disengagement-1974.area-of-separation"))[
        "zone", "area"
    ]
    assert quantity.plus_minus == pytest.approx(22.6, rel=0.15)
    assert quantity.text() == "260 ± 20 km²"


def test_the_three_governorates_reach_what_an_independent_file_gives() -> None:
    """UN OCHA's file (COD-AB v02, 2020) gives 10,754 km2, since its limits lie elsewhere."""
    figures = BUILDER.measures(BUILDER.layer("demilitarized-south.zone", "governorates"))
    area = figures["zone", "area"]
    assert area.value - area.plus_minus < 10_754 < area.value + area.plus_minus
    perimeter = figures["zone", "perimeter"].plus_minus
    assert 5 < perimeter < 30, "independent deviations each 25 km, not one for the whole length"


@pytest.mark.parametrize(("line", "sigma_km"), [("line-a", 0.0765), ("line-b", 0.255)])
def test_the_length_of_a_line_is_uncertain_by_its_two_ends_and_its_bends(
    line: str, sigma_km: float
) -> None:
    """Of a straight one the ends alone count: 1.96 x sqrt(2) sigma; bends add some."""
    length = BUILDER.figures(BUILDER.layer(f"disengagement-1974.{line}"))["line", "length"]
    assert 0.6 < length.plus_minus / (1.96 * math.sqrt(2) * sigma_km) < 1.3


@pytest.mark.parametrize(
    ("mean", "spread", "expected"),
    [(0.0, 1.0, 1.96), (10.0, 1.0, 11.645), (3.0, 0.0, 3.0), (1.0, 1.0, 2.7)],
)
def test_a_half_width_holds_95_per_cent_of_a_normal_distribution(
    mean: float, spread: float, expected: float
) -> None:
    """1.96 around its mean; 1.645 beyond a mean far off, where one tail is all that counts.

    The last one by tables: P(-2.7 < x < 2.7) = P(z < 1.7) - P(z < -3.7) = 0.9554 - 0.0001.
    """
    changes = [mean - spread, mean + spread]
    assert half_width(changes) == pytest.approx(expected, rel=0.02)
    assert half_width([-change for change in changes]) == half_width(changes)


@given(st.integers(0, 200))
@settings(deadline=None)
def test_draws_are_balanced(deviations: int) -> None:
    draws = balanced_draws(deviations)
    assert draws.shape == (len(draws), deviations)
    assert len(draws) <= 64
    exact = draws[:, :63]
    if deviations:
        assert exact.mean(axis=0) == pytest.approx(np.zeros(exact.shape[1]), abs=1e-6)
        assert exact.T @ exact / len(draws) == pytest.approx(np.eye(exact.shape[1]), abs=1e-6)


def test_errors_that_two_zones_share_cancel_in_their_difference() -> None:
    """Two strips east of Line A to two meridians: the line moves both edges alike.

    Each strip alone is uncertain by 150 m over stretches of about 25 km of the line's 65 km of
    latitude, and at both ends over half its width of some 40 km: sqrt(6^2 + 4^2) = 7 km2.
    Beyond the nearer meridian the north and south edges run from there.
    """

    def strips(reference: Reference) -> Figures:
        line = reference.take("line", "line-a")
        vertices = shapely.get_coordinates(line)
        south, north = (32.7, 33.4) if vertices[0, 1] < vertices[-1, 1] else (33.4, 32.7)
        areas = []
        for meridian in (36.2, 36.4):
            beyond = [(36.2, north), (meridian, north), (meridian, south), (36.2, south)]
            ring = [*vertices, *beyond]
            areas.append(geodesic_area(shapely.Polygon(ring)) / 1e6)
        return {
            ("near", "area"): areas[0],
            ("far", "area"): areas[1],
            ("between", "area"): areas[1] - areas[0],
        }

    spread = plus_minus(strips, BUILDER.reference, ("line/line-a",))
    alone = spread["near", "area"]
    assert alone == pytest.approx(7, rel=0.3)
    assert spread["between", "area"] < 0.01 * math.hypot(alone, spread["far", "area"])


def test_two_features_add_in_quadrature() -> None:
    """The distance between two places, each known to 1 km: sqrt(2) km."""

    def distance(reference: Reference) -> Figures:
        a, b = (reference.take("place", name) for name in ("damascus", "suwayda"))
        return {("way", "length"): geodesic_distance(a, b) / 1000}

    spread = plus_minus(distance, BUILDER.reference, ("place/damascus", "place/suwayda"))
    assert spread["way", "length"] == pytest.approx(math.sqrt(2), rel=1e-3)


def test_a_figure_that_vanishes_in_every_draw_is_as_uncertain_as_it_is_large() -> None:
    here = BUILDER.reference.features["place/damascus"].geometry

    def only_here(reference: Reference) -> Figures:
        there = reference.take("place", "damascus")
        return {("a", "area"): 8.0} if there.distance(here) < 1e-9 else {}

    assert plus_minus(only_here, BUILDER.reference, ("place/damascus",)) == {("a", "area"): 8.0}


def test_a_disc_that_is_moved_keeps_its_area() -> None:
    """All discs of 10 km are alike, wherever within a kilometre their centre lies."""

    def disc(reference: Reference) -> Figures:
        place = reference.take("place", "damascus")
        return {("disc", "area"): geodesic_area(geodesic_buffer(place, 10_000)) / 1e6}

    assert plus_minus(disc, BUILDER.reference, ("place/damascus",))["disc", "area"] < 1e-3
