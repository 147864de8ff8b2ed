"""What reaches the map's frame: the message, the base map, and details."""

import base64
import json
import re
from pathlib import Path
from typing import Any

import folium
import pytest
from hypothesis import given, settings
from streamlit_folium import _get_feature_group_string, _get_map_string, generate_js_hash

from dashboard.presentation.base_map import base_map
from dashboard.presentation.layer_description import describe_layer
from dashboard.presentation.layer_details import details
from dashboard.presentation.layer_urls import layer_of_query
from dashboard.session.scenario_state import ViewRequest
from dashboard.session.switches import switches
from dashboard.stage import folium_host
from dashboard.stage.message import message
from dashboard.stage.static_payload import static_payload
from geodata import load
from geodata.catalog import GROUPS
from geodata.scenario import Scenario, make_scenario
from layers.build.builder import Builder
from layers.build.other_figures import other_figures
from tests.dashboard.told import whole
from tests.layers.project import BUILDER, CATALOG, copied, replace_once, scenarios

HOSTILE = "</script><img src=x onerror=alert(1)>{{7*7}}'); alert(2); ('"
PASSAGE = "druze-corridor.passage"


def told(builder: Builder, now: Scenario) -> dict[str, Any]:
    sent = message(
        builder,
        now,
        switches=switches(builder.catalog, now),
        flight=ViewRequest(0, now.view),
        tiles=None,
    )
    return whole(sent, builder)


def scripts(monkeypatch: pytest.MonkeyPatch, content: dict[str, Any]) -> tuple[str, str]:
    """Return what streamlit-folium would send: the base map's script, and the message's."""
    sent: dict[str, Any] = {}
    monkeypatch.setattr(
        folium_host, "st_folium", lambda base, **rest: sent.update(base=base, **rest)
    )
    folium_host.draw_map(content, key="map")
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
        '"Secure passage to Jabal al-Druze / Jabal al-Arab"',
        title,
    )
    builder = Builder(load.load_catalog(folder))
    now = make_scenario(builder.catalog, builder.catalog.proposals)
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
    written = folium_host.Message({"text": text}).written
    assert re.fullmatch(r"[A-Za-z0-9+/]*={0,2}", written)
    assert json.loads(base64.b64decode(written).decode("utf-8")) == {"text": text}


def test_the_base_map_is_the_same_for_every_scenario(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise streamlit-folium would mount the map anew, and the view would be lost."""
    several = [
        make_scenario(CATALOG),
        make_scenario(CATALOG, CATALOG.proposals, language="ar"),
        make_scenario(CATALOG, [PASSAGE], {PASSAGE: ("southern",)}, {f"{PASSAGE}.width_km": 12.0}),
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
    drawn = folium_host.OfflineMap("version")
    links = [link for _, link in (*drawn.default_js, *drawn.default_css)]
    assert links
    assert all(link.startswith("../../map/assets/version/") for link in links)


@given(scenarios(parameters=False))
@settings(max_examples=30, deadline=None)
def test_the_message_says_what_is_on_and_where_every_layer_is(now: Scenario) -> None:
    content = told(BUILDER, now)
    json.dumps(content, allow_nan=False)
    assert content["version"] == static_payload(BUILDER)["version"]  # with which known layers come
    assert content["on"] == [layer.name for layer in BUILDER.layers(now)]
    assert [layer["name"] for layer in content["layers"]] == [
        f"{address}@{reading.id}"
        for address, provision in CATALOG.layers.items()
        for reading in provision.reading
    ]
    for layer in content["layers"]:
        assert layer_of_query(layer["shape"].partition("?")[2], BUILDER).name == layer["name"]
        assert layer["group"] in GROUPS


@given(scenarios())
@settings(max_examples=60, deadline=None)
def test_a_layer_of_which_only_the_name_is_told_is_described_as_at_first(now: Scenario) -> None:
    expected = [
        describe_layer(
            BUILDER.layer(address, reading.id, now.values_of(address, CATALOG)), BUILDER, now
        )
        for address in CATALOG.layers
        for reading in now.available_readings(address, CATALOG)
    ]
    assert told(BUILDER, now)["layers"] == expected


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
        assert {line["why"] for line in shown["reported"]} <= {
            "",
            *(other.figure.why for other in other_figures(layer, CATALOG)),
        }
