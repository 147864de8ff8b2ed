"""The committed places, positions, roads and names of areas, checked against each other."""

import re

import pytest
from shapely.geometry import LineString

from tests.geodata.reference_files import FEATURES, GEOD, SOURCES, geometry


def test_there_are_93_places_with_names_and_rank() -> None:
    places = [item for key, item in FEATURES.items() if key.startswith("place/")]
    assert len(places) == 93
    for item in places:
        properties = item["properties"]
        assert {"en", "ar"} <= set(properties["name"])
        assert 1 <= properties["rank"] <= 5
        assert "population" not in properties
        assert not re.search(r"\d m\b", properties["name"]["en"])


def test_coordinates_claim_no_more_than_is_known() -> None:
    """Four decimals for a place; two for a reported position, as the press supports no more."""
    for key, item in FEATURES.items():
        decimals = {"place": 4, "position": 2}.get(key.partition("/")[0])
        if decimals:
            for value in item["geometry"]["coordinates"]:
                assert value == round(value, decimals), key


@pytest.mark.parametrize("key", [key for key in FEATURES if key.startswith("position/")])
def test_position_cites_dated_reports_and_keeps_to_the_village(key: str) -> None:
    item = FEATURES[key]["properties"]
    assert item["reports"]
    assert all(SOURCES[report]["kind"] == "press" for report in item["reports"])
    assert item["as_of"] == max(SOURCES[report]["date"] for report in item["reports"])
    assert item["accuracy_m"] >= 2000
    assert item["group"] in {"hermon", "quneitra", "yarmouk"}
    if "place" in item:
        here, there = geometry(key), geometry(f"place/{item['place']}")
        assert GEOD.inv(here.x, here.y, there.x, there.y)[2] < 800


def test_haaretz_names_seven_places() -> None:
    """Seven sites on 18 February 2025, each at a place of its own."""
    named = [
        item["id"]
        for key, item in FEATURES.items()
        if key.startswith("position/") and "haaretz-2025-02-18" in item["properties"]["reports"]
    ]
    assert len(named) == 7


@pytest.mark.parametrize("key", [key for key in FEATURES if key.startswith("road/")])
def test_road_joins_its_places_and_says_that_it_is_schematic(key: str) -> None:
    item = FEATURES[key]["properties"]
    stops = [geometry(f"place/{place}").coords[0] for place in item["places"]]
    assert list(geometry(key).coords) == stops
    assert item["note"] == "Schematic: joins towns, not surveyed."


# --- Names of areas ---


@pytest.mark.parametrize("country", ["jordan", "lebanon", "syria"])
def test_name_of_a_country_stands_in_it(country: str) -> None:
    assert geometry(f"country/{country}").contains(geometry(f"area-name/{country}"))


@pytest.mark.parametrize("lake", ["dead-sea", "lake-tiberias"])
def test_name_of_a_lake_stands_in_it(lake: str) -> None:
    assert geometry(f"lake/{lake}").contains(geometry(f"area-name/{lake}"))
    assert (
        FEATURES[f"area-name/{lake}"]["properties"]["name"]
        == FEATURES[f"lake/{lake}"]["properties"]["name"]
    )


def test_name_of_the_golan_stands_between_lake_tiberias_and_line_a() -> None:
    """At its own latitude: 32.92 N, where Line A lies near 35.87 E."""
    name = geometry("area-name/golan")
    across = LineString([(35.0, name.y), (36.5, name.y)])
    line_a = geometry("line/line-a").intersection(across)
    assert geometry("lake/lake-tiberias").bounds[2] < name.x < line_a.bounds[0]
    assert 35.85 < line_a.bounds[0] < 35.89


def test_name_of_israel_stands_south_of_lebanon_and_west_of_the_golan() -> None:
    """In Galilee: west of Safed (35.50 E), north of Nazareth (32.70 N), and not at sea."""
    name = geometry("area-name/israel")
    assert 34.95 < name.x < 35.5
    assert 32.7 < name.y < 33.05
    assert not geometry("sea/sea").contains(name)
    assert not geometry("country/lebanon").contains(name)


def test_names_of_areas_are_known_in_three_languages_and_the_golan_has_a_status() -> None:
    areas = [item for key, item in FEATURES.items() if key.startswith("area-name/")]
    assert len(areas) == 7
    for item in areas:
        assert set(item["properties"]["name"]) == {"en", "ar", "he"}
        assert item["properties"]["area_kind"] in {"lake", "region", "state"}
    status = {item["id"]: item["properties"].get("status") for item in areas}
    golan = status.pop("golan")
    assert golan["en"] == "Israeli-occupied; annexed 1981, UNSCR 497; US recognition 2019"
    for text in golan.values():  # three lines of the label, with the same years
        assert re.findall(r"\d+", text) == ["1981", "497", "2019"]
        assert len(re.split("[;؛] ", text)) == 3
    assert set(status.values()) == {None}
