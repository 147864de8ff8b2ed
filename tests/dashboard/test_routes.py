"""What the server answers to the map's frame: addresses of layers, the base map, assets."""

import gzip
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.responses import Response

from dashboard.presentation.app_catalog import builder
from dashboard.presentation.assets import Asset, assets
from dashboard.presentation.layer_description import default_descriptions
from dashboard.presentation.layer_urls import layer_of_query, layer_path, layer_query, value_path
from dashboard.quotas.compute_queue import ComputeQueue
from dashboard.stage import folium_host, routes
from dashboard.stage import published_files as files_module
from dashboard.stage.published_files import published_files
from dashboard.stage.routes import ROUTES
from dashboard.stage.static_payload import static_payload
from dashboard.text.ui_text import words
from layers.build.builder import Builder
from layers.build.layer import Layer
from tests.asgi import answer_of
from tests.layers.project import BUILDER, CATALOG

PASSAGE = "druze-corridor.passage"
FILES = f"map/assets/{published_files(builder()).version}/"


@st.composite
def layers(draw: st.DrawFn) -> Layer:
    address = draw(st.sampled_from(list(CATALOG.layers)))
    provision = CATALOG.layers[address]
    values = {
        item.id: item.nearest(draw(st.floats(item.min, item.max))) for item in provision.parameter
    }
    return BUILDER.layer(address, draw(st.sampled_from(provision.reading)).id, values)


@given(layers())
@settings(max_examples=40, deadline=None)
def test_an_address_leads_back_to_its_layer_in_any_process(layer: Layer) -> None:
    path, _, query = layer_path(layer, "shape").partition("?")
    assert path == f"map/layers/{layer.hash}/shape"
    found = layer_of_query(query, BUILDER)
    assert found is not None
    assert (found.name, found.hash) == (layer.name, layer.hash)


@pytest.mark.parametrize(
    "query",
    [
        "", "on=none", "on=disengagement-1974", "on=atlantis",
        f"on={PASSAGE}&{PASSAGE}=southern,via-izra",
        f"on={PASSAGE}&{PASSAGE}=winding",
        f"on={PASSAGE}&{PASSAGE}.width_km=5.1",
    ],
)  # fmt: skip
def test_an_address_that_names_no_layer_or_not_exactly_leads_nowhere(query: str) -> None:
    assert layer_of_query(query, BUILDER) is None


def answer(path: str, query: str = "", *, takes: str = "") -> Response:
    """Ask the routes as the server does, for an answer packed in a way that is taken or in none."""
    headers = [(b"accept-encoding", takes.encode())] if takes else []
    scope = {"type": "http", "method": "GET", "path": f"/{path}", "query_string": query.encode(),
             "headers": headers, "server": ("localhost", 80), "scheme": "http", "root_path": ""}  # fmt: skip
    for route in ROUTES:
        if found := route.path_regex.match(f"/{path}"):
            return answer_of(route, Request({**scope, "path_params": found.groupdict()}))
    raise AssertionError(f"no route for /{path}")


def test_a_layer_is_served_for_good_under_its_hash_only() -> None:
    layer = BUILDER.layer(PASSAGE, "southern", {"width_km": 7.5})
    shape = answer(f"map/layers/{layer.hash}/shape", layer_query(layer))
    assert shape.status_code == 200
    assert "immutable" in shape.headers["cache-control"]
    assert {item["id"] for item in json.loads(shape.body)["features"]} == {"zone", "axis"}
    assert answer(f"map/layers/{layer.hash[:-1]}x/shape", layer_query(layer)).status_code == 404
    assert answer(f"map/layers/{layer.hash}/shape", "on=atlantis").status_code == 404


def test_where_a_value_s_shape_is_does_not_depend_on_the_value_that_is_shown() -> None:
    """Or what the browser has asked for one step ahead would be asked for again."""
    shown = [BUILDER.layer(PASSAGE, "southern", {"width_km": value}) for value in (5, 7.5)]
    width = next(item for item in shown[0].provision.parameter if item.id == "width_km")
    first, second = (value_path(layer, width, "en") for layer in shown)
    assert first == second
    path, _, query = first.partition("?")
    told = json.loads(answer(path, f"{query}7.5").body)
    assert shown[1].hash in told["address"]


def test_a_shape_is_written_and_packed_once_for_all_who_ask(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    layer = BUILDER.layer(PASSAGE, "southern", {"width_km": 8.5})
    path, query = f"map/layers/{layer.hash}/shape", layer_query(layer)
    first = answer(path, query)
    for name in ("labelled_geojson", "compress"):
        monkeypatch.setattr(routes, name, lambda *_: pytest.fail("it was made again"))
    assert answer(path, query).body == first.body
    assert {item["id"] for item in json.loads(first.body)["features"]} == {"zone", "axis"}


SHAPE = BUILDER.layer(PASSAGE, "southern")


@pytest.mark.parametrize(
    ("path", "query"),
    [
        (FILES + "base.json", ""),
        (FILES + "map.css", ""),
        (f"map/layers/{SHAPE.hash}/shape", layer_query(SHAPE)),
    ],
)
def test_who_takes_it_packed_is_given_the_same_as_who_does_not(path: str, query: str) -> None:
    plain, small = answer(path, query), answer(path, query, takes="gzip, deflate, br")
    assert gzip.decompress(small.body) == plain.body
    assert len(small.body) < len(plain.body) / 2
    assert small.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    for told in (plain, small):
        assert told.headers["vary"] == "Accept-Encoding"  # a cache keeps the two apart
        assert int(told.headers["content-length"]) == len(told.body)


def test_pictures_are_not_packed_again() -> None:
    assert "content-encoding" not in answer(FILES + "relief.png", takes="gzip").headers
    assert "content-encoding" not in answer(FILES + "images/layers.png", takes="gzip").headers


@pytest.mark.parametrize("name", ["../host.py", "host.py", "images/../host.py", "/etc/passwd", ""])
def test_only_the_assets_are_served(name: str) -> None:
    assert answer(FILES + name).status_code == 404


def test_the_assets_that_the_map_names_are_served() -> None:
    for name in (*folium_host.LOADED, *folium_host.STYLES):
        assert answer(FILES + name).status_code == 200


def test_a_file_is_kept_for_good_under_its_version_alone() -> None:
    for name in published_files(builder()).files:
        current, other = answer(FILES + name), answer(f"map/assets/0123456789abcdef/{name}")
        assert current.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert (other.status_code, other.body) == (200, current.body)
        assert other.headers["cache-control"] == "no-cache"


def test_what_changes_in_any_file_changes_the_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = published_files(Builder(CATALOG)).version
    assert published_files(Builder(CATALOG)).version == before
    monkeypatch.setitem(words(), "legend", "Another word")
    assert published_files(Builder(CATALOG)).version != before
    monkeypatch.undo()
    monkeypatch.setattr(files_module, "relief_picture", lambda _: b"another picture")
    assert published_files(Builder(CATALOG)).version != before
    monkeypatch.undo()
    changed = {**assets(), "map.css": Asset(b"body {}", "text/css")}
    monkeypatch.setattr(files_module, "assets", lambda: changed)
    assert published_files(Builder(CATALOG)).version != before


def test_an_address_of_the_map_that_leads_nowhere_is_no_page() -> None:
    assert answer("map/base.json").status_code == 404


def test_what_is_told_once_comes_with_the_base_map_and_its_version() -> None:
    base = json.loads(answer(FILES + "base.json").body)
    assert base["layers"] == json.loads(json.dumps(default_descriptions(BUILDER)))
    assert base["version"] == static_payload(BUILDER)["version"]


def test_a_page_that_is_open_learns_other_words_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    before = static_payload(Builder(CATALOG))["version"]
    assert static_payload(Builder(CATALOG))["version"] == before
    monkeypatch.setitem(words(), "legend", "Another word")
    assert static_payload(Builder(CATALOG))["version"] != before


def test_only_what_cannot_all_be_kept_waits_for_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page asks for all default shapes at once; of the shapes with values there are too many."""

    class Full(ComputeQueue):
        async def answer(self, *_: object) -> Response:
            return Response(status_code=429)

    monkeypatch.setattr(routes, "_queue", Full())
    layer = BUILDER.layer(PASSAGE, "via-izra")
    wider = BUILDER.layer(PASSAGE, "via-izra", {"width_km": 8.0})
    for what in ("shape", "details"):
        assert answer(*layer_path(layer, what).split("?")).status_code == 200
        assert answer(*layer_path(wider, what).split("?")).status_code == 429
    (parameter,) = [item for item in wider.provision.parameter if item.id == "width_km"]
    assert answer(*f"{value_path(layer, parameter, 'en')}8".split("?")).status_code == 429
    assert answer("map/measure", "shape=line&at=36,33;36.1,33").status_code == 429
