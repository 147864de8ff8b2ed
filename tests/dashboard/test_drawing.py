"""What the browser is told while it draws, and what it hands over when a drawing is done."""

import json
from urllib.parse import urlencode

import pytest
from geographiclib.geodesic import Geodesic
from starlette.requests import Request
from starlette.responses import Response

from dashboard.session import user_layers as own_module
from dashboard.session.map_report import MapDrawing
from dashboard.session.sketches import PATH, measure_sketch, take_sketch
from dashboard.session.user_layer_description import describe_user_layers, details_of
from dashboard.session.user_layers import MOST_DRAWN, UserLayers
from dashboard.stage.routes import ROUTES
from dashboard.text.ui_text import words
from layers.user_layers.sketch import Sketch
from tests.asgi import answer_of
from tests.layers.project import BUILDER
from tests.map_reports import drawing_report, drawing_told

AT = "35.7697,33.2674;36.2765,33.5138"
HOSTILE = "<script>top.ran=1</script>\u202e"


def asked_of_the_server(asked: dict[str, str]) -> Response:
    (route,) = [item for item in ROUTES if item.path == f"/{PATH}"]
    scope = {"type": "http", "query_string": urlencode(asked).encode(), "headers": []}
    answer = answer_of(route, Request(scope))
    assert isinstance(answer, Response)
    return answer


def finished(number: int, shape: str = "distance", name: str = "", at: str = AT) -> MapDrawing:
    positions = [[float(part) for part in pair.split(",")] for pair in at.split(";")]
    drawing = drawing_told(drawing_report(shape, positions, name, number))
    assert isinstance(drawing, MapDrawing)
    return drawing


def test_a_distance_is_told_in_both_units_and_its_end_in_three_notations() -> None:
    answer = asked_of_the_server({"shape": "distance", "at": AT})
    told = json.loads(answer.body)
    metres = Geodesic.WGS84.Inverse(33.2674, 35.7697, 33.5138, 36.2765)["s12"]
    assert told["figures"] == [
        {
            "title": "Distance",
            "texts": [f"{metres / 1000:.3f} km", f"{metres / 1609.344:.3f} mi"],
        }
    ]
    assert told["position"] == [
        "33.513800° N, 36.276500° E",
        "33°30′49.68″ N, 36°16′35.40″ E",
        "37S BT 47029 11570",
    ]
    assert told["refusal"] == ""


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ({"shape": "square", "at": AT}, "it is none of"),
        ({"at": AT}, "it is none of"),
        ({"shape": "line", "at": "nan,33"}, "no pairs of longitude and latitude"),
        ({"shape": "line", "at": "a;b"}, "no pairs of longitude and latitude"),
        ({"shape": "line", "at": "36,33,4"}, "no pairs of longitude and latitude"),
        ({"shape": "line", "at": ";".join(["36,33"] * 501)}, "more than 500 positions"),
        ({"shape": "circle", "at": "36,33;36,33"}, "the circle has no radius"),
        ({"shape": "area", "at": "36,33;37,34;37,33;36,34"}, "the area crosses itself"),
    ],
)
def test_what_is_no_drawing_is_one_line(asked: dict[str, str], line: str) -> None:
    answer = asked_of_the_server(asked)
    assert answer.status_code == 200
    refusal = json.loads(answer.body)["refusal"]
    assert line in refusal
    assert "\n" not in refusal


def test_nothing_set_yet_is_nothing_to_tell() -> None:
    assert measure_sketch({"shape": "area", "at": ""})["figures"] == []
    assert measure_sketch({"shape": "area", "at": "36,33"})["figures"] == []
    assert len(measure_sketch({"shape": "area", "at": "36,33"})["position"]) == 3


def test_a_drawing_is_taken_once() -> None:
    shelf = UserLayers()
    assert take_sketch(finished(7), shelf, BUILDER)
    assert not take_sketch(finished(7), shelf, BUILDER)
    assert [item.layer.name for item in shelf.shown] == ["Distance 1"]
    assert take_sketch(finished(8, name=HOSTILE), shelf, BUILDER)
    assert shelf.shown[1].layer.name == "<script>top.ran=1</script>"
    label = describe_user_layers(shelf)[0]["label"]
    assert label.startswith("Distance 1: ")
    assert label.endswith(" km")
    assert details_of(shelf.shown[0])["title"] == "Distance 1"


def test_without_a_drawing_there_is_nothing_to_take() -> None:
    assert not take_sketch(None, UserLayers(), BUILDER)


@pytest.mark.parametrize(
    "wrong",
    [
        finished(1, shape="area", at="36,33;37,34;37,33;36,34"),
        finished(1, shape="circle", at="36,33;36,33"),
    ],
)
def test_a_refusal_is_kept_until_the_next_drawing_and_nothing_is_lost(wrong: MapDrawing) -> None:
    shelf = UserLayers()
    assert take_sketch(wrong, shelf, BUILDER)
    assert shelf.refused
    assert shelf.layers == {}
    assert not take_sketch(wrong, shelf, BUILDER), "it is told once"
    assert take_sketch(finished(2), shelf, BUILDER)
    assert shelf.refused == ""
    assert len(shelf.layers) == 1


def test_there_is_an_end_to_drawings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_module, "MOST_DRAWN", 2)
    shelf = UserLayers()
    for number in range(1, 4):
        assert take_sketch(finished(number), shelf, BUILDER)
    assert len(shelf.layers) == 2 < MOST_DRAWN
    assert shelf.refused == words()["own_most_drawn"].format(most=2)


def test_another_name_is_cleaned_and_an_empty_one_changes_nothing() -> None:
    shelf = UserLayers()
    shelf.take_drawing(Sketch("line", ((36, 33), (36.1, 33.1))), "First", BUILDER)
    shelf.rename("own-1", "  ")
    assert shelf.layers["own-1"].layer.name == "First"
    before = shelf.layers["own-1"].figures
    shelf.rename("own-1", "A\u202e\nB")
    item = shelf.layers["own-1"]
    assert (item.layer.name, item.features[0].title, item.layer_features.name) == (
        "A B",
        "A B",
        "A B",
    )
    assert json.loads(item.shape)["features"][0]["properties"]["title"] == "A B"
    assert item.figures == before
    shelf.remove("own-1")
    assert shelf.shown == []


def test_own_layers_are_bounded_by_what_they_take_together(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = UserLayers()
    assert take_sketch(finished(1), shelf, BUILDER)
    (first,) = shelf.layers.values()
    monkeypatch.setattr(own_module, "SESSION_BYTES", 2 * len(first.shape) - 1)
    assert take_sketch(finished(2), shelf, BUILDER)
    assert list(shelf.layers) == [first.id], "one and a half have room: the second is refused"
    assert shelf.refused == words()["own_most_bytes"].format(most=0)
    shelf.remove(first.id)
    assert take_sketch(finished(3), shelf, BUILDER)
    assert len(shelf.layers) == 1
