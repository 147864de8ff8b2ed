"""Every measure against GeographicLib, against brute force, or by hand."""

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic

from layers.accuracy.metrics import GOVERNORATES, KEY_METRICS, METRICS, WHOLE
from layers.features.feature import Feature
from layers.geometry.densify import densify
from layers.geometry.measure import geodesic_area
from tests.layers.project import BUILDER, CATALOG, brute_distances, geographiclib_dense

SQUARE = densify(shapely.box(36, 32.6, 36.4, 33))
SEPARATION = "disengagement-1974.area-of-separation"


def value(measure: str, geometry=SQUARE) -> float | None:
    feature = Feature("zone", "", "zone", geometry)
    return METRICS[measure].of(feature, BUILDER.reference.fresh())


def vertices_of(key: str, spacing_m: float = 20) -> np.ndarray:
    geometry = CATALOG.features[key].geometry
    if isinstance(geometry, shapely.Point):
        return shapely.get_coordinates(geometry)
    return geographiclib_dense(geometry, spacing_m)


def test_the_perimeter_is_geographiclibs() -> None:
    planimeter = Geodesic.WGS84.Polygon()
    for longitude, latitude in [(36, 32.6), (36.4, 32.6), (36.4, 33), (36, 33)]:
        planimeter.AddPoint(latitude, longitude)
    assert value("perimeter") == pytest.approx(planimeter.Compute()[1] / 1000, abs=1e-5)


@pytest.mark.parametrize("place", ["damascus", "daraa", "suwayda"])
def test_a_place_is_as_far_as_by_brute_force(place: str) -> None:
    geometry = densify(shapely.box(36.15, 32.95, 36.35, 33.2))
    rim = geographiclib_dense(geometry, 2)
    expected = brute_distances(vertices_of(f"place/{place}"), rim)[0]
    assert 1000 * value(f"distance-to-{place}", geometry) == pytest.approx(expected, abs=0.01)


def test_line_a_is_as_far_as_by_brute_force() -> None:
    line = vertices_of("line/line-a", 1)
    corner = np.array([[36.0, 33.0]])
    near = densify(shapely.box(36, 32.9, 36.2, 33))
    # The nearest point is one on the western edge; brute force over points 1 m apart on both.
    rim = geographiclib_dense(near, 5)
    west = rim[np.isclose(rim[:, 0], 36.0)]
    expected = min(brute_distances(west[::20], line).min(), brute_distances(corner, line)[0])
    assert 1000 * value("distance-to-line-a", near) == pytest.approx(expected, abs=1)


def test_the_nearest_border_is_the_least_of_all() -> None:
    for geometry in (
        densify(shapely.box(36.3, 32.6, 36.5, 32.8)),
        densify(shapely.box(36.0, 33.3, 36.2, 33.4)),
        shapely.Point(37, 33.2),
    ):
        points = (
            geographiclib_dense(geometry, 400)
            if geometry.area
            else shapely.get_coordinates(geometry)
        )
        apart = {
            feature.id: brute_distances(vertices_of(feature.key, 400), points).min()
            for feature in CATALOG.features.values()
            if feature.kind == "border" and not feature.background
            and feature.geometry.distance(geometry) < 1
        }  # fmt: skip
        nearest = min(apart, key=lambda key: apart[key])
        reference = BUILDER.reference.fresh()
        found = METRICS["distance-to-border"].of(Feature("zone", "", "zone", geometry), reference)
        assert list(reference.taken) == [f"border/{nearest}"]
        # Points 400 m apart on both: off by at most 200 m sideways, twice.
        assert 1000 * found == pytest.approx(apart[nearest], abs=25)


def test_the_depth_is_that_of_the_farthest_vertex() -> None:
    rim = shapely.get_coordinates(SQUARE)
    expected = brute_distances(rim, vertices_of("line/line-a", 5)).max()
    assert 1000 * value("depth-from-line-a") == pytest.approx(expected, abs=0.5)


@pytest.mark.slow
def test_what_lies_west_of_line_a_has_no_depth() -> None:
    assert value("depth-from-line-a", densify(shapely.box(35.6, 32.9, 35.7, 33))) is None
    measures = BUILDER.measures(BUILDER.layer("economic-zone.zone"))
    assert ("west", "depth-from-line-a") not in measures
    assert ("east", "depth-from-line-a") in measures


def test_shares_of_governorates_add_up_to_the_area_within_them() -> None:
    areas = {
        name: geodesic_area(CATALOG.features[f"governorate/{name}"].geometry)
        for name in GOVERNORATES
    }
    within = shapely.union_all(
        [BUILDER.reference.features[f"governorate/{name}"].geometry for name in GOVERNORATES]
    )
    for address in (SEPARATION, "no-fly-zone.zone", "druze-corridor.passage"):
        layer = BUILDER.layer(address)
        added = sum(
            quantity.value / 100 * areas[name.removeprefix("share-of-")]
            for (feature, name), quantity in BUILDER.measures(layer).items()
            if feature == "zone" and quantity.unit == "percent"
        )
        expected = geodesic_area(layer.feature("zone").geometry.intersection(within))
        assert added == pytest.approx(expected, rel=1e-4), address


def test_a_zone_of_governorates_has_all_of_them_and_none_of_the_others() -> None:
    measures = BUILDER.measures(BUILDER.layer("demilitarized-south.zone", "governorates"))
    shares = {name: item for (_, name), item in measures.items() if item.unit == "percent"}
    assert set(shares) == {"share-of-quneitra", "share-of-daraa", "share-of-suwayda"}
    for quantity in shares.values():
        assert quantity.value == pytest.approx(100, abs=1e-5)
        assert quantity.plus_minus == pytest.approx(0, abs=1e-3)
        assert quantity.text() == "100 %"


@pytest.mark.slow
def test_the_shares_of_the_whole_are_those_of_its_bands() -> None:
    measures = BUILDER.measures(BUILDER.layer("disengagement-1974.limitation-east"))
    for name in ("area", "share-of-quneitra", "share-of-daraa"):
        parts = [
            item.value
            for (feature, key), item in measures.items()
            if key == name and feature != WHOLE
        ]
        assert measures[WHOLE, name].value == pytest.approx(sum(parts))


@pytest.mark.slow
@pytest.mark.parametrize("address", CATALOG.layers)
def test_the_key_figures_are_the_same_among_all(address: str) -> None:
    layer = BUILDER.layer(address)
    figures, measures = BUILDER.figures(layer), BUILDER.measures(layer)
    reported = {(item.feature, item.measure) for item in layer.provision.reported}
    key = {name for name in measures if name[1] in KEY_METRICS or name in reported}
    assert figures == {name: measures[name] for name in key}
    assert BUILDER.measures(layer) is measures


def test_a_figure_rests_only_on_what_it_needs() -> None:
    measures = BUILDER.measures(BUILDER.layer(SEPARATION))
    layer = set(BUILDER.layer(SEPARATION).rests_on)
    assert set(measures["zone", "perimeter"].rests_on) == layer
    assert set(measures["zone", "share-of-quneitra"].rests_on) == layer | {"governorate/quneitra"}
    assert set(measures["zone", "distance-to-daraa"].rests_on) == layer | {"place/daraa"}
