"""What reaches the map's frame: the message, the base map, addresses of layers, and looks."""

import base64
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import folium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.responses import Response
from streamlit_folium import _get_feature_group_string, _get_map_string, generate_js_hash

from dashboard import symbology
from dashboard.details import details
from dashboard.state import Flight
from dashboard.switches import switches
from dashboard.web_map import host, routes
from dashboard.web_map.base import base_map
from dashboard.web_map.layer_address import layer_of_query, layer_path, layer_query
from dashboard.web_map.message import message
from dashboard.web_map.routes import ROUTES
from geodata import catalog
from geodata.catalog import GROUPS, group_of
from geodata.scenario import Scenario, scenario
from layers.build import Builder, Layer
from tests.layers.project import BUILDER, CATALOG, copied, replace_once, scenarios

CONFIG = Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml"
HOSTILE = "</script><img src=x onerror=alert(1)>{{7*7}}'); alert(2); ('"
PASSAGE = "druze-corridor.passage"
THEMES = ("light", "dark")


def told(builder: Builder, now: Scenario) -> dict[str, Any]:
    return message(
        builder,
        now,
        switches=switches(builder.catalog, now),
        flight=Flight(0, now.view),
        tiles=None,
    )


def scripts(monkeypatch: pytest.MonkeyPatch, content: dict[str, Any]) -> tuple[str, str]:
    """Return what streamlit-folium would send: the base map's script, and the message's."""
    sent: dict[str, Any] = {}
    monkeypatch.setattr(host, "st_folium", lambda base, **rest: sent.update(base=base, **rest))
    host.draw(content, key="map")
    base: folium.Map = sent["base"]
    base.get_root().render()
    script = _get_map_string(base)
    return script, _get_feature_group_string(sent["feature_group_to_add"], map=base)


def test_hostile_text_is_no_part_of_a_script(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = copied(tmp_path)
    title = '"' + HOSTILE + '"'
    replace_once(
        folder / "proposals" / "druze-corridor.toml",
        '"Secure passage to the Druze Mountain"',
        title,
    )
    builder = Builder(catalog.load(folder))
    now = scenario(builder.catalog, builder.catalog.proposals)
    content = told(builder, now)
    assert HOSTILE in {layer["proposal"] for layer in content["layers"]}
    base, script = scripts(monkeypatch, content)
    written = re.search(r"talks\.receive\('([A-Za-z0-9+/=]+)'\);", script)
    assert written
    assert json.loads(base64.b64decode(written[1])) == json.loads(json.dumps(content))
    around = script.replace(written[1], "")
    for text in (base, around):
        assert not re.search(r"<|onerror|alert|7\*7|\{\{", text)


@pytest.mark.parametrize("text", [HOSTILE, "الخط أ", "קו א׳", "a\\nb\u2028'\"`${x}", "\U0001f5fa"])
def test_any_text_arrives_as_it_was(text: str) -> None:
    written = host.Message({"text": text}).written
    assert re.fullmatch(r"[A-Za-z0-9+/]*={0,2}", written)
    assert json.loads(base64.b64decode(written).decode("utf-8")) == {"text": text}


def test_the_base_map_is_the_same_for_every_scenario(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise streamlit-folium would mount the map anew, and the view would be lost."""
    several = [
        scenario(CATALOG),
        scenario(CATALOG, CATALOG.proposals, language="ar"),
        scenario(CATALOG, [PASSAGE], {PASSAGE: ("southern",)}, {f"{PASSAGE}.width_km": 12.0}),
    ]
    sent = [scripts(monkeypatch, told(BUILDER, now)) for now in several]
    assert len({base for base, _ in sent}) == 1
    assert len({generate_js_hash(base, "map") for base, _ in sent}) == 1
    # While what they tell differs, and an older group is not kept in the browser.
    assert len({script for _, script in sent}) == len(several)
    assert all("window.feature_group = [];" in script for _, script in sent)


def test_the_base_map_has_the_sea_and_the_names_of_areas() -> None:
    drawn = {(item["kind"], item["id"]): item for item in base_map(CATALOG)["features"]}
    assert drawn["sea", "sea"]["geometry"]["type"] == "Polygon"
    golan = drawn["area-name", "golan"]
    assert golan["area"] == "region"
    assert golan["status"]["en"].startswith("Israeli-occupied; annexed 1981, UNSCR 497")


def test_the_map_loads_nothing_from_elsewhere() -> None:
    links = [link for _, link in (*host.OfflineMap.default_js, *host.OfflineMap.default_css)]
    assert links
    assert all(link.startswith("../../map/assets/") for link in links)


@given(scenarios(parameters=False))
@settings(max_examples=30, deadline=None)
def test_the_message_says_what_is_on_and_where_every_layer_is(now: Scenario) -> None:
    content = told(BUILDER, now)
    json.dumps(content, allow_nan=False)
    assert content["on"] == [layer.name for layer in BUILDER.layers(now)]
    assert [layer["name"] for layer in content["layers"]] == [
        f"{address}@{reading.id}"
        for address, provision in CATALOG.layers.items()
        for reading in provision.reading
    ]
    for layer in content["layers"]:
        assert layer_of_query(layer["shape"].partition("?")[2], BUILDER).name == layer["name"]
        assert layer["group"] in GROUPS


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


def answer(path: str, query: str = "") -> Response:
    """Ask the routes as the server does."""
    scope = {"type": "http", "method": "GET", "path": f"/{path}", "query_string": query.encode(),
             "headers": [], "server": ("localhost", 80), "scheme": "http", "root_path": ""}  # fmt: skip
    for route in ROUTES:
        if found := route.path_regex.match(f"/{path}"):
            return route.endpoint(Request({**scope, "path_params": found.groupdict()}))
    raise AssertionError(f"no route for /{path}")


def test_a_layer_is_served_for_good_under_its_hash_only() -> None:
    layer = BUILDER.layer(PASSAGE, "southern", {"width_km": 7.5})
    shape = answer(f"map/layers/{layer.hash}/shape", layer_query(layer))
    assert shape.status_code == 200
    assert "immutable" in shape.headers["cache-control"]
    assert {item["id"] for item in json.loads(shape.body)["features"]} == {"zone", "axis"}
    assert answer(f"map/layers/{layer.hash[:-1]}x/shape", layer_query(layer)).status_code == 404
    assert answer(f"map/layers/{layer.hash}/shape", "on=atlantis").status_code == 404


def test_a_shape_is_written_once_for_all_who_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    layer = BUILDER.layer(PASSAGE, "southern", {"width_km": 8.5})
    path, query = f"map/layers/{layer.hash}/shape", layer_query(layer)
    first = answer(path, query)
    monkeypatch.setattr(routes, "labelled", lambda *_: pytest.fail("it was written again"))
    assert answer(path, query).body == first.body
    assert {item["id"] for item in json.loads(first.body)["features"]} == {"zone", "axis"}


@pytest.mark.parametrize("name", ["../host.py", "host.py", "images/../host.py", "/etc/passwd", ""])
def test_only_the_assets_are_served(name: str) -> None:
    assert answer(f"map/assets/{name}").status_code == 404


def test_the_assets_that_the_map_names_are_served() -> None:
    for name in (*host.LOADED, *host.STYLES):
        assert answer(f"map/assets/{name}").status_code == 200


@pytest.mark.parametrize("address", CATALOG.layers)
def test_details_follow_from_files_and_figures(address: str) -> None:
    for reading in CATALOG.layers[address].reading:
        layer = BUILDER.layer(address, reading.id)
        shown = json.loads(json.dumps(details(layer, BUILDER), allow_nan=False))
        assert shown["sources"]
        assert len(shown["rests_on"]) == len(layer.rests_on)
        assert set(shown["features"]) == {feature.id for feature in layer.features}
        texts = [
            figure["text"] for item in shown["features"].values() for figure in item["figures"]
        ] + [figure["text"] for figure in shown["whole"]]
        figures = BUILDER.figures(layer).values()
        assert sorted(texts) == sorted(quantity.text() for quantity in figures)
        assert len(shown["reported"]) <= len(layer.provision.reported)


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    dark, light = sorted((luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)  # the known limit grey


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
def test_strokes_are_seen_as_well_as_text(theme: str, group: str, ground: str) -> None:
    """4.5:1, what WCAG 2.2 (1.4.3) asks of text, since strokes are also used for names."""
    colours = tomllib.loads(CONFIG.read_text("utf-8"))["theme"][theme]
    stroke = symbology.symbology().party[group].stroke
    assert contrast(stroke[theme], colours[ground]) >= 4.5  # type: ignore[index]


def test_what_is_neutral_has_no_colour_of_a_party() -> None:
    """Grey: as much red as green and blue; letters are read on all shares, as above."""
    fill = symbology.symbology().neutral.fill
    assert fill[1:3] == fill[3:5] == fill[5:7]
    assert symbology.share_fill(0) == f"{fill}00"
    grey, part = int(fill[1:3], 16), int(symbology.share_fill(100)[7:], 16) / 255
    for colours in (tomllib.loads(CONFIG.read_text("utf-8"))["theme"][it] for it in THEMES):
        ground = [int(colours["backgroundColor"][at : at + 2], 16) for at in (1, 3, 5)]
        mixed = "#" + "".join(f"{round(part * grey + (1 - part) * own):02x}" for own in ground)
        assert contrast(mixed, colours["textColor"]) >= 4.5


def test_every_group_status_and_role_has_its_look() -> None:
    looks = symbology.symbology()
    assert set(looks.party) == {*GROUPS, "own"}  # a person's own layers belong to no party
    assert {group_of(item) for item in CATALOG.proposals.values()} <= set(looks.party)
    assert {item.status for item in CATALOG.proposals.values()} <= set(looks.status)
    drawn = {
        feature.role
        for address, provision in CATALOG.layers.items()
        for reading in provision.reading
        for feature in BUILDER.layer(address, reading.id).features
    }
    assert drawn - {"accuracy", "total"} <= set(looks.role)
    # Groups differ in hue, and those that can meet in one status also in the angle of the hatch.
    assert len({look.fill for look in looks.party.values()}) == len(looks.party)
    assert len({str(look.dash) for look in looks.status.values()}) == len(looks.status)
