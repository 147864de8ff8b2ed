"""The committed countries, governorates and the sea, checked with a ruler and a map.

Where a figure was taken from the files themselves, to notice a change, it says so.
"""

from typing import Any

import pytest
import shapely
from shapely.geometry import Point

from tests.geodata.reference_files import GEOD, area_km2, geometry, in_metres

GOVERNORATES = ("quneitra", "daraa", "suwayda", "rif-dimashq", "damascus")


# --- Countries ---


def test_countries_share_edges_and_do_not_overlap() -> None:
    shapes = [geometry(f"country/{name}") for name in ("syria", "lebanon", "jordan")]
    assert shapely.coverage_is_valid(shapes)


def test_syria_has_every_vertex_of_line_a() -> None:
    syria = set(geometry("country/syria").exterior.coords)
    assert set(geometry("line/line-a").coords) <= syria


@pytest.mark.parametrize(
    ("country", "km2", "tolerance"),
    [("syria", 190_387, 50), ("lebanon", 14_841, 50), ("jordan", 89_281, 50)],
)
def test_area_of_a_country(country: str, km2: float, tolerance: float) -> None:
    """Taken from the files; larger than the land, since the territorial sea belongs to them."""
    assert area_km2(geometry(f"country/{country}")) == pytest.approx(km2, abs=tolerance)


# --- The sea ---


@pytest.mark.parametrize(
    ("longitude", "latitude", "at_sea"),
    [
        (34.5, 33.5, True),  # between Cyprus and Lebanon
        (35.4, 34.2, True),  # off Batroun
        (34.95, 32.5, False),  # inland of Caesarea
        (34.5, 31.5, False),  # Gaza
        (35.5, 33.8, False),  # the heights above Beirut
        (35.9, 35.0, False),  # inland of Tartus
        (34.2, 35.45, False),  # the Karpas of Cyprus
    ],
)
def test_point_lies_at_sea_or_on_land(longitude: float, latitude: float, at_sea: bool) -> None:
    assert geometry("sea/sea").contains(Point(longitude, latitude)) == at_sea


@pytest.mark.parametrize("place", ["damascus", "tiberias", "amman", "kiryat-shmona"])
def test_inland_town_does_not_lie_at_sea(place: str) -> None:
    assert not geometry("sea/sea").contains(geometry(f"place/{place}"))


def test_the_sea_ends_at_the_coast_and_at_the_edge_of_the_window() -> None:
    """Its edge is the drawn coast, but for straight lines at 34.0 E and at no other longitude."""
    sea = geometry("sea/sea")
    edge = sea.boundary.difference(geometry("coast/coast"))
    assert {part.bounds[::2] for part in shapely.get_parts(edge)} == {(34.0, 34.0)}
    assert shapely.get_num_coordinates(sea) < 500


# --- Governorates ---


def test_governorates_meet_without_gap_and_overlap() -> None:
    shapes = [geometry(f"governorate/{name}") for name in GOVERNORATES]
    assert shapely.coverage_is_valid(shapes)
    joined: Any = shapely.union_all(shapes)
    assert joined.geom_type == "Polygon"
    assert not joined.interiors


def test_governorates_reach_the_edge_of_syria_and_no_farther() -> None:
    """All of their outer edge is Syria's, but for one line, the limit with Homs.

    Its 213 km were taken from the file; its ends lie 198 km apart.

    A gap along Line A or a border would add a line. 0.01 km2 is rounding at 6 decimals.
    """
    joined: Any = shapely.union_all([geometry(f"governorate/{name}") for name in GOVERNORATES])
    syria = geometry("country/syria")
    assert area_km2(joined.difference(syria)) < 0.01
    inner: Any = shapely.line_merge(joined.exterior.difference(syria.exterior.buffer(3e-6)))
    assert inner.geom_type == "LineString"
    assert GEOD.geometry_length(inner) / 1000 == pytest.approx(213, abs=1)


@pytest.mark.parametrize("name", GOVERNORATES)
def test_governorate_has_no_slivers(name: str) -> None:
    """Shrinking and growing again by 20 m takes off less than 0.1 % of the area."""
    area = in_metres(geometry(f"governorate/{name}"))
    opened = area.buffer(-20).buffer(20)
    assert area.geom_type == "Polygon"
    assert opened.geom_type == "Polygon"
    assert area.difference(opened).area < 0.001 * area.area


@pytest.mark.parametrize(
    ("name", "km2"),
    [
        ("quneitra", 571),
        ("daraa", 3913),
        ("suwayda", 6727),
        ("rif-dimashq", 18196),
        ("damascus", 116),
    ],
)
def test_area_of_a_governorate(name: str, km2: float) -> None:
    """Within 2 % of what Natural Earth draws, uncut: 572, 3,955, 6,630, 18,148 and 116 km2.

    The finer figures were taken from the files.
    """
    as_drawn = {"quneitra": 572, "daraa": 3955, "suwayda": 6630, "rif-dimashq": 18148}
    found = area_km2(geometry(f"governorate/{name}"))
    assert found == pytest.approx(km2, abs=1)
    assert found == pytest.approx(as_drawn.get(name, 116), rel=0.02)


def test_the_three_southern_governorates_together() -> None:
    """11,158 km2 by an independent earlier measurement on the uncut data; cutting adds 0.5 %."""
    areas = [area_km2(geometry(f"governorate/{n}")) for n in ("quneitra", "daraa", "suwayda")]
    assert sum(areas) == pytest.approx(11_158, rel=0.01)


@pytest.mark.parametrize(
    ("place", "governorate"),
    [
        ("daraa", "daraa"),
        ("nawa", "daraa"),
        ("suwayda", "suwayda"),
        ("salkhad", "suwayda"),
        ("damascus", "damascus"),
        ("kiswah", "rif-dimashq"),
        ("khan-arnabah", "quneitra"),
    ],
)
def test_town_lies_in_its_governorate(place: str, governorate: str) -> None:
    assert geometry(f"governorate/{governorate}").contains(geometry(f"place/{place}"))
