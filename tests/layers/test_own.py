"""Own layers laid over others: exact, as one side of a comparison, in the matrix, as a file."""

import pytest
import shapely

from geodata.scenario import make_scenario
from geodata.user_layers import OwnFeature, OwnLayer
from geodata.user_layers.limits import TALKS_AREA
from layers.analysis.comparison import compare
from layers.analysis.overlap_matrix import matrix
from layers.features.feature import Feature
from layers.geometry.measure import geodesic_area
from layers.output.figure_table import COLUMNS
from layers.user_layers.features import UserLayerFeatures, features_of, own_collection, own_figures
from layers.user_layers.output import own_items, own_rows
from layers.user_layers.sketch import Sketch
from tests.layers.project import BUILDER, CATALOG

ZONE = "demilitarized-south"
BOX = ((35.9, 32.7), (36.4, 32.7), (36.4, 33.1), (35.9, 33.1))


def laid(drawing: Sketch) -> UserLayerFeatures:
    return UserLayerFeatures("Mine", features_of(drawing.layer("Mine")))


def test_an_own_layer_against_a_proposal_adds_up() -> None:
    box = laid(Sketch("area", BOX))
    found = compare(BUILDER, make_scenario(CATALOG), make_scenario(CATALOG, [ZONE]), own_a=[box])
    values = {name: quantity.value for name, quantity in found.quantities.items()}
    assert values["area-a"] == pytest.approx(geodesic_area(box.area) / 1e6, rel=1e-9)
    assert values["common"] + values["only-a"] == pytest.approx(values["area-a"], rel=1e-9)
    assert values["common"] + values["only-b"] == pytest.approx(values["area-b"], rel=1e-9)
    # The box is exact, the zone is not: only what the zone's outline touches has a plus-minus.
    assert found.quantities["area-a"].plus_minus == 0
    assert found.quantities["area-b"].plus_minus > 0


def test_a_copy_of_a_proposal_is_all_in_both() -> None:
    """A layer that is taken away and brought again covers what it came from."""
    (layer,) = [
        item
        for item in BUILDER.layers(make_scenario(CATALOG, [ZONE]))
        if item.address == f"{ZONE}.zone"
    ]
    copy = UserLayerFeatures("Copy", layer.features)
    found = compare(
        BUILDER, make_scenario(CATALOG), make_scenario(CATALOG, [f"{ZONE}.zone"]), own_a=[copy]
    )
    assert found.quantities["overlap-ratio"].value == pytest.approx(100, abs=1e-7)


def test_two_own_layers_are_compared_and_nobody_elses_answer_is_kept() -> None:
    nothing = make_scenario(CATALOG)
    one, other = laid(Sketch("area", BOX)), laid(Sketch("circle", (BOX[0], BOX[1])))
    found = compare(BUILDER, nothing, nothing, own_a=[one], own_b=[other])
    assert found.quantities["common"].value == pytest.approx(
        geodesic_area(one.area.intersection(other.area)) / 1e6, rel=1e-4
    )
    assert found is compare(BUILDER, nothing, nothing, own_a=[one], own_b=[other])
    assert not any(one.hash in key for key in BUILDER.compared._items)
    assert one.hash != laid(Sketch("area", BOX)).hash


def test_a_line_is_no_area_and_is_said_so() -> None:
    line = laid(Sketch("distance", BOX[:2]))
    found = compare(BUILDER, make_scenario(CATALOG), make_scenario(CATALOG, [ZONE]), own_a=[line])
    assert found.without_area == ("A",)
    assert matrix(BUILDER, make_scenario(CATALOG, [f"{ZONE}.zone"]), [line]).names == (
        f"{ZONE}.zone@{CATALOG.layers[f'{ZONE}.zone'].default_reading}",
    )


def test_the_matrix_has_own_layers_and_stays_symmetric() -> None:
    found = matrix(
        BUILDER,
        make_scenario(CATALOG, [ZONE, "druze-corridor"]),
        [laid(Sketch("area", BOX)), laid(Sketch("circle", (BOX[0], BOX[1])))],
    )
    size = len(found.layers)
    assert found.names[-2:] == ("Mine", "Mine")
    for i in range(size):
        for j in range(size):
            assert found.km2[i][j] == found.km2[j][i]
            assert found.km2[i][j] <= min(found.km2[i][i], found.km2[j][j]) * (1 + 1e-6)


def test_the_rows_and_the_features_of_a_file_have_every_digit() -> None:
    drawing = Sketch("area", BOX)
    layer = drawing.layer("=Mine")
    features = features_of(layer)
    figures = own_figures(features, BUILDER.reference)
    rows = list(own_rows("=Mine", "own-1", figures))
    assert all(len(row) == len(COLUMNS) for row in rows)
    area = next(row for row in rows if row[COLUMNS.index("measure")] == "area")
    assert area[COLUMNS.index("value_raw")] == geodesic_area(features[0].geometry) / 1e6
    assert area[COLUMNS.index("value")] == 2075.2  # as the card has it
    assert area[COLUMNS.index("plus_minus")] == area[COLUMNS.index("plus_minus_raw")] == ""
    (item,) = own_items(layer, figures, drawing)
    assert shapely.equals_identical(shapely.geometry.shape(item["geometry"]), features[0].geometry)
    assert item["properties"]["positions"] == [list(at) for at in BOX]


def test_what_the_screen_is_sent_lies_within_a_metre() -> None:
    """1e-5 degrees are 1.1 m; a pixel has 16 m where the map is largest."""
    shore = [(36 + x / 1e4, 33 + (x * x % 97) / 1e6) for x in range(4000)]
    layer = OwnLayer("x", (OwnFeature("a", "A", shapely.LineString(shore), "line"),), 4000, ())
    features = features_of(layer)
    sent = shapely.from_geojson(own_collection(features))
    assert shapely.count_coordinates(sent) < 4000
    assert shapely.hausdorff_distance(sent.geoms[0], features[0].geometry) < 1.2e-5


def test_a_point_that_is_small_is_sent_as_well() -> None:
    tiny = Feature("a", "A", "zone", shapely.box(36, 33, 36.000001, 33.000001))
    assert not shapely.from_geojson(own_collection((tiny,))).is_empty


def test_the_area_of_the_talks_holds_what_is_drawn_but_what_is_on_all_of_syria() -> None:
    area = shapely.box(*TALKS_AREA)
    outside = {
        address
        for address, provision in CATALOG.layers.items()
        for reading in provision.reading
        for feature in BUILDER.layer(address, reading.id).features
        if not area.contains(feature.geometry)
    }
    assert outside == {"no-turkish-forces.country", "no-turkish-forces.air-bases"}
