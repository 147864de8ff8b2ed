"""Each test names what was once wrong."""

import doctest
import threading
from pathlib import Path

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic

from geodata import load
from geodata.text import link_pairs
from geodata.text.file_errors import FileError
from layers.build.builder import Builder
from layers.build.check_recipes import check
from layers.geometry.densify import densify
from layers.geometry.measure import geodesic_area, geodesic_distance, geodesic_length
from layers.recipes import make
from tests.layers.project import BUILDER, CATALOG, copied, replace_once

CORRIDOR, SOUTH = "proposals/druze-corridor.toml", "proposals/demilitarized-south.toml"


def test_a_long_edge_is_not_where_its_chord_is() -> None:
    """The chord from 36 to 37 E runs through (36.5, 33); the geodesic passes 111 m north."""
    line = shapely.LineString([(36, 33), (37, 33)])
    way = Geodesic.WGS84.InverseLine(33, 36, 33, 37)
    middle = way.Position(way.s13 / 2)
    expected = Geodesic.WGS84.Inverse(33, 36.5, middle["lat2"], middle["lon2"])["s12"]
    assert expected == pytest.approx(111, abs=1)
    assert geodesic_distance(line, shapely.Point(36.5, 33)) == pytest.approx(expected, abs=0.01)
    # North of the square's chord, but south of its geodesic edge: inside.
    square = shapely.box(36, 32, 37, 33)
    assert geodesic_distance(square, shapely.Point(36.5, 33.0005)) == 0


def test_a_collection_may_hold_empty_parts() -> None:
    point, line = shapely.Point(36, 33), shapely.LineString([(36, 33), (36.1, 33)])
    collection = shapely.GeometryCollection([point, line, shapely.Polygon()])
    assert shapely.count_coordinates(densify(collection)) > 4
    assert geodesic_area(collection) == 0
    assert geodesic_length(collection) == pytest.approx(9345, abs=1)
    assert geodesic_distance(collection, shapely.Point(36, 33.1)) == pytest.approx(11_091, abs=1)


def test_an_area_is_never_negative_whatever_the_lines_errors() -> None:
    """Line B 113 m east and 406 m south made a ring with a hook of 1 mm, taken for clockwise."""
    rest = ("line/line-a", "line/line-b", "border/border-lebanon-syria")
    arguments = {"west": "line-a", "east": "line-b", "north": "border-lebanon-syria"}
    random = np.random.default_rng(1974)
    for _ in range(100):
        amounts = random.standard_normal(BUILDER.reference.displacement.count)
        reference = BUILDER.reference.displace(rest, amounts)
        zone = make("between", arguments, reference)[0].geometry
        assert zone.is_valid
        assert 180e6 < geodesic_area(zone) < 350e6  # 263 km2, give or take twice the plus-minus


def test_all_of_the_south_ends_at_the_parallel_of_damascus() -> None:
    """A geodesic from 30 to 45 E bulges 25 km north of the parallel at 33.5 N."""
    zone = BUILDER.layer("demilitarized-south.zone", "nearly-to-damascus").feature("zone").geometry
    assert zone.bounds[3] <= CATALOG.features["place/damascus"].geometry.y + 1e-5


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("proposals/disengagement-1974.toml", 'status = "in-force"', 'status = "agreed"', "party 'both' needs status 'in-force' or 'reported', not 'agreed'"),
        (CORRIDOR, "max = 20.0", "max = inf", "finite number"),
        (CORRIDOR, "step = 0.5", "step = inf", "finite number"),
        (CORRIDOR, 'width_km = { parameter = "width_km" }', "width_km = inf", "finite number"),
        ("reference/line-a.geojson", '"accuracy_m":150', '"accuracy_m":1e999', "finite number"),
        (SOUTH, '{ parameter = "standoff_km" }', '{ parameter = ["standoff_km"] }', "is used by a reading but not declared"),
        (SOUTH, 'id = "near"', 'id = "middle"', "the feature 'middle' is given twice"),
        (CORRIDOR, 'party = "israel"', "party = " + "[" * 5000, "is not TOML"),
    ],
    ids=lambda text: text[:24],
)  # fmt: skip
def test_a_file_that_was_taken_or_ended_in_a_traceback(
    tmp_path: Path, file: str, old: str, new: str, told: str
) -> None:
    folder = copied(tmp_path)
    replace_once(folder / file, old, new)
    with pytest.raises(FileError) as raised:
        check(Builder(load.load_catalog(folder)))
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("name", ["Druze Corridor", "druze.corridor", "none", "druze=corridor"])
def test_a_file_name_that_is_no_id_is_told(tmp_path: Path, name: str) -> None:
    folder = copied(tmp_path)
    (folder / CORRIDOR).rename(folder / "proposals" / f"{name}.toml")
    with pytest.raises(FileError, match="the file's name is the proposal's id"):
        load.load_catalog(folder)


def test_a_mark_at_the_start_of_a_file_does_no_harm(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    path = folder / CORRIDOR
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load.load_catalog(folder).proposals == CATALOG.proposals


def test_a_zone_that_is_empty_has_no_figures(tmp_path: Path) -> None:
    """Its distance to Damascus is not defined, and asking for it ended the page."""
    folder = copied(tmp_path)
    path = folder / SOUTH
    text = path.read_text("utf-8")
    start = text.index('id = "three-bands"')
    path.write_text(
        text[:start]
        + text[start:].replace('within = "syria"', 'within = "syria"\noutside = ["syria"]', 1),
        "utf-8",
    )
    builder = Builder(load.load_catalog(folder))
    check(builder)
    layer = builder.layer("demilitarized-south.zone", "three-bands")
    assert all(feature.geometry.is_empty for feature in layer.features)
    assert builder.figures(layer) == {}


def test_of_two_threads_that_ask_at_once_one_makes_the_layer_for_both() -> None:
    builder = Builder(CATALOG)
    begun, go_on = threading.Event(), threading.Event()
    made = []

    def slowly() -> object:
        begun.set()
        assert go_on.wait(60)
        return object()

    def ask(make_it) -> None:
        made.append(builder._layers.get("key", make_it))

    first = threading.Thread(target=ask, args=(slowly,))
    second = threading.Thread(target=ask, args=(object,))
    first.start()
    assert begun.wait(60)
    second.start()
    go_on.set()
    first.join()
    second.join()
    assert made[0] is made[1]


def test_the_examples_of_the_docstrings_are_right() -> None:
    """They were run by nobody: pytest looks for tests in `tests` only."""
    failed, tried = doctest.testmod(link_pairs)
    assert (failed, tried > 0) == (0, True)
