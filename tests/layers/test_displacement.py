"""Lines and places that lie elsewhere: shared edges move together, and each as far as it may."""

import math

import numpy as np
import pytest
import shapely

from layers.geometry.measure import geodesic_area, geodesic_distance, geodesic_length
from tests.layers.project import BUILDER, CATALOG

REFERENCE = BUILDER.reference
MODEL = REFERENCE.displacement
DRAWS = 400
"""A spread of so many draws is itself known to 1 / sqrt(2 x 400) = 3.5 %."""
GOVERNORATES = tuple(f"governorate/{name}" for name in ("quneitra", "daraa", "suwayda"))
ALL = (*GOVERNORATES, "governorate/rif-dimashq", "governorate/damascus", "country/syria")


def draws(count: int = DRAWS) -> np.ndarray:
    return np.random.default_rng(2026).standard_normal((count, MODEL.count))


def metres(key: str, moved: shapely.Geometry) -> np.ndarray:
    """Return by how many metres each vertex of a feature moved, east and north."""
    before = shapely.get_coordinates(REFERENCE.features[key].geometry)
    off = shapely.get_coordinates(moved) - before
    return off * (93_300, 110_900)  # of a degree at 33 N


@pytest.mark.parametrize(
    "key", ["line/line-a", "line/line-b", "edge/rif-dimashq-suwayda", "road/road-damascus-daraa"]
)
def test_a_line_deviates_everywhere_as_far_as_its_accuracy_says(key: str) -> None:
    """East and north each, 95 % within `accuracy_m`, away from ends that hang on something."""
    line = REFERENCE.features[key].geometry
    away = shapely.line_locate_point(line, shapely.points(shapely.get_coordinates(line)))
    middle = (away > 0.35 * line.length) & (away < 0.65 * line.length)
    moved = [metres(key, MODEL.displace([key], amounts)[key])[middle] for amounts in draws()]
    within = np.percentile(np.abs(moved), 95, axis=(0, 1))
    assert within == pytest.approx(REFERENCE.features[key].accuracy_m, rel=0.12)


def test_a_line_deviates_smoothly() -> None:
    """By no more than a fifth of a standard deviation more at the next vertex, 500 m on."""
    key = "line/line-b"
    for amounts in draws(20):
        moved = metres(key, MODEL.displace([key], amounts)[key])
        assert np.abs(np.diff(moved, axis=0)).max() < 0.2 * 500 / 1.96


def test_what_is_farther_apart_than_two_stretches_deviates_independently() -> None:
    """The ends of Line B lie 96 km apart along it; its middle deviates as neither of them does."""
    key = "line/line-b"
    moved = np.array([metres(key, MODEL.displace([key], a)[key])[:, 0] for a in draws()])
    ends = np.corrcoef(moved[:, 0], moved[:, -1])[0, 1]
    middle = np.corrcoef(moved[:, 0], moved[:, moved.shape[1] // 2])[0, 1]
    neighbours = np.corrcoef(moved[:, 0], moved[:, 2])[0, 1]  # a kilometre on
    assert abs(ends) < 0.15
    assert abs(middle) < 0.15
    assert neighbours > 0.95


def test_areas_that_share_an_edge_still_share_it() -> None:
    """No gap and no overlap between governorates, wherever their limits lie."""
    for amounts in draws(20):
        moved = MODEL.displace(ALL, amounts)
        three = [moved[key] for key in GOVERNORATES]
        if all(area.geom_type == "Polygon" for area in three):
            assert shapely.coverage_is_valid(three)
        joined = geodesic_area(shapely.union_all(three))
        assert joined == pytest.approx(sum(map(geodesic_area, three)), rel=1e-3)


def test_a_governorate_moves_with_line_a_and_the_border() -> None:
    """Where Quneitra ends at Line A and Daraa at Jordan they move as these lines do: to the digit."""
    amounts = draws(1)[0]
    lines = ("line/line-a", "border/border-jordan-syria")
    moved = MODEL.displace((*ALL, *lines), amounts)
    for key, line in (("governorate/quneitra", lines[0]), ("governorate/daraa", lines[1])):
        shared = set(map(tuple, shapely.get_coordinates(moved[key]))) & set(
            map(tuple, shapely.get_coordinates(moved[line]))
        )
        before = set(map(tuple, shapely.get_coordinates(REFERENCE.features[key].geometry))) & set(
            map(tuple, shapely.get_coordinates(REFERENCE.features[line].geometry))
        )
        assert len(shared) == len(before) > 50


def test_a_limit_that_ends_at_a_border_ends_there_wherever_it_lies() -> None:
    limit, border = "edge/daraa-suwayda", "border/border-jordan-syria"
    for amounts in draws(10):
        moved = MODEL.displace((limit, border), amounts)
        ends = shapely.points(shapely.get_coordinates(moved[limit])[[0, -1]])
        assert min(geodesic_distance(end, moved[border]) for end in ends) < 1e-3


def test_a_place_moves_as_a_whole_and_by_itself() -> None:
    keys = ("place/damascus", "place/suwayda")
    moved = np.array(
        [
            [metres(key, geometry)[0] for key, geometry in MODEL.displace(keys, amounts).items()]
            for amounts in draws()
        ]
    )
    spread = 1.96 * moved.std(axis=0)
    assert spread.ravel() == pytest.approx([1000.0] * 4, rel=0.1)
    assert abs(np.corrcoef(moved[:, 0, 0], moved[:, 1, 0])[0, 1]) < 0.15


def test_without_deviations_everything_lies_as_it_is_drawn() -> None:
    moved = MODEL.displace(ALL, np.zeros(MODEL.count))
    for key in ALL:
        assert moved[key].equals(REFERENCE.features[key].geometry), key


def test_deviations_of_far_lines_are_left_out() -> None:
    """Of Syria's outline, a zone in the south-west moves with some 120 km and not with 2,500."""
    zone = BUILDER.layer("disengagement-1974.limitation-east").feature("to-10-km").geometry
    every, near = (MODEL.deviations(["country/syria"], around) for around in (None, zone))
    assert set(near) < set(every)
    assert len(near) < 0.2 * len(every)
    far = np.zeros(MODEL.count)
    far[[item for item in every if item not in near]] = 3.0
    moved = MODEL.displace(["country/syria"], far)["country/syria"]
    assert geodesic_area(zone.difference(moved)) == pytest.approx(0, abs=10)


def test_each_limit_of_governorates_states_its_accuracy_and_evidence() -> None:
    limits = [item for item in CATALOG.features.values() if item.kind == "edge"]
    inner = [item for item in limits if not item.id.startswith("at-sea")]
    assert len(inner) == 7
    for limit in inner:
        assert "UN OCHA" in limit.note
        assert limit.accuracy_m >= 1800
    # A limit is no border: the lines of 1974 and the borders are ten times as exact.
    assert (
        max(
            CATALOG.features[key].accuracy_m
            for key in ("line/line-a", "border/border-jordan-syria")
        )
        <= 150
    )


def test_every_vertex_of_an_area_lies_on_an_edge_of_it() -> None:
    for key in (*ALL, "country/lebanon", "country/jordan"):
        area = CATALOG.features[key]
        on_edges = {
            vertex
            for edge in area.edges
            for vertex in map(tuple, shapely.get_coordinates(CATALOG.features[edge].geometry))
        }
        assert set(map(tuple, shapely.get_coordinates(area.geometry))) <= on_edges, key


def test_a_straight_line_sways_by_the_square_root_of_its_stretches() -> None:
    """The area that a line of n stretches sweeps: n independent steps of about 25 km times sigma.

    By ruler for the limit of Daraa and Suwayda: 140 km, 6 stretches, sigma 1.22 km; whichever way
    weights blend, sigma x 25 km x sqrt(6) = 75 km2, give or take a quarter.
    """
    key = "edge/daraa-suwayda"
    line = REFERENCE.features[key].geometry
    assert geodesic_length(line) / 25_000 == pytest.approx(6, abs=0.6)
    west = shapely.Point(35.5, 32.8)
    swept = []
    for amounts in draws(200):
        moved = MODEL.displace([key], amounts)[key]
        ring = [*moved.coords, (west.x, west.y)]
        before = [*line.coords, (west.x, west.y)]
        swept.append(_signed_km2(ring) - _signed_km2(before))
    sigma = REFERENCE.features[key].accuracy_m / 1.96 / 1000
    assert np.std(swept) == pytest.approx(sigma * 25 * math.sqrt(6), rel=0.25)


def _signed_km2(ring: list[tuple[float, float]]) -> float:
    """Shoelace on a plane of 93.5 and 110.9 km a degree."""
    x, y = (np.array(ring) * (93.5, 110.9)).T
    return float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y) / 2)
