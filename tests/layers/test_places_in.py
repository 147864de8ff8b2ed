"""Inside, outside, or too close to tell."""

import math

import pytest
import shapely

from layers.analysis.settlements_in_zone import SETTLEMENTS, places_of
from tests.layers.project import BUILDER, CATALOG, brute_distances, geographiclib_dense

SEPARATION = BUILDER.layer("disengagement-1974.area-of-separation")
PASSAGE = BUILDER.layer("druze-corridor.passage", "via-izra")


def test_the_area_of_separation_is_drawn_too_coarsely_for_villages_at_its_edge() -> None:
    """The fact sheet: Ruwayhinah 20 m, Khan Arnabah 40 m, Hader 220 m from Line B."""
    found = places_of(SEPARATION, BUILDER)
    assert {"ruwayhinah", "khan-arnabah", "hader"} <= set(found.too_close)
    assert {"jubata-al-khashab", "turunjah", "ufaniya"} <= set(found.inside)
    assert {"beit-jinn", "sasa", "nawa", "buqata", "masade"} <= set(found.outside)
    assert found.count == (len(found.inside), len(found.inside) + len(found.too_close))
    assert found.inside["jubata-al-khashab"] == CATALOG.features["place/jubata-al-khashab"].name_in(
        "en"
    )
    arabic = places_of(SEPARATION, BUILDER, language="ar").inside
    assert arabic["turunjah"] == CATALOG.features["place/turunjah"].name_in("ar")


@pytest.mark.parametrize(("place", "inside"), [("majdal-shams", False), ("quneitra-ruins", True)])
def test_on_which_side_of_line_a_the_two_towns_are_drawn(place: str, inside: bool) -> None:
    """As drawn one is outside and one inside; both points lie within their accuracy of the line."""
    zone, feature = SEPARATION.feature("zone").geometry, CATALOG.features[f"place/{place}"]
    assert zone.covers(feature.geometry) == inside
    metres = brute_distances(
        shapely.get_coordinates(feature.geometry), geographiclib_dense(zone, 20)
    )
    assert (metres[0] < math.hypot(feature.accuracy_m, 150)) == (
        place in places_of(SEPARATION, BUILDER).too_close
    )


def test_a_place_is_told_by_its_distance_from_the_edge_and_both_accuracies() -> None:
    """East of the middle of the zone only Line B, known to 500 m, makes the edge: with places
    known to 1,000 m, sqrt(1000^2 + 500^2) = 1,118 m."""
    found = places_of(SEPARATION, BUILDER)
    line = geographiclib_dense(CATALOG.features["line/line-b"].geometry, 20)
    for place, outside in (
        ("beit-jinn", True),
        ("nab-al-sakhr", True),
        ("kudna", False),
        ("jaba", False),
    ):
        point = shapely.get_coordinates(CATALOG.features[f"place/{place}"].geometry)
        assert (brute_distances(point, line)[0] > 1118) == outside
        assert (place in found.outside) == outside
        assert (place in found.too_close) == (not outside)


def test_a_place_that_the_corridor_runs_through_moves_with_it() -> None:
    """Each stop is known to 1 or 2 km, and lies 2.5 km from the edge whichever way it errs."""
    stops = {"khan-arnabah", "jaba", "jasim", "inkhil", "izra", "busra-al-harir", "suwayda"}
    assert stops <= set(places_of(PASSAGE, BUILDER).inside)


def test_a_border_between_two_parts_of_a_zone_is_no_edge_of_it() -> None:
    """Three governorates, known to 2.5 km, each moved east, north, and grown: the outline is
    known to sqrt(9) * 2.5 = 7.5 km at worst, and Izra and Suwayda lie 30 km and more from it."""
    layer = BUILDER.layer("demilitarized-south.zone", "governorates")
    found = places_of(layer, BUILDER)
    assert {"izra", "suwayda"} <= set(found.inside)
    outline = geographiclib_dense(layer.feature("zone").geometry, 200)
    for place in found.too_close:
        feature = CATALOG.features[f"place/{place}"]
        nearest = brute_distances(shapely.get_coordinates(feature.geometry), outline)[0]
        assert nearest < math.hypot(feature.accuracy_m, 7500), place


def test_only_settlements_within_30_km_are_listed() -> None:
    found = places_of(SEPARATION, BUILDER)
    listed = {**found.inside, **found.outside, **found.too_close}
    line = geographiclib_dense(SEPARATION.feature("zone").geometry, 100)
    for feature in CATALOG.features.values():
        if feature.kind != "place":
            continue
        point = shapely.get_coordinates(feature.geometry)
        near = SEPARATION.feature("zone").geometry.covers(feature.geometry) or (
            brute_distances(point, line)[0] < 30_000
        )
        settled = feature.extra["place_kind"] in SETTLEMENTS
        assert (feature.id in listed) == (near and settled), feature.id


def test_bands_are_told_alone_and_together() -> None:
    layer = BUILDER.layer("disengagement-1974.limitation-east")
    whole, first = places_of(layer, BUILDER), places_of(layer, BUILDER, "to-10-km")
    assert set(first.inside) <= set(whole.inside)
    assert len(whole.inside) > len(first.inside)
    # Tasil lies between Line B and the outer edge, far from both.
    nearest = brute_distances(
        shapely.get_coordinates(CATALOG.features["place/tasil"].geometry),
        geographiclib_dense(CATALOG.features["line/line-b"].geometry, 50),
    )[0]
    assert 2_000 < nearest < 23_000
    assert "tasil" in whole.inside


def test_a_layer_without_a_zone_has_no_places() -> None:
    found = places_of(BUILDER.layer("disengagement-1974.line-a"), BUILDER)
    assert (found.inside, found.outside, found.too_close, found.count) == ({}, {}, {}, (0, 0))
