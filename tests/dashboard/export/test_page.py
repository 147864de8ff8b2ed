"""A page that stands alone: its size, what it would load, what it says, and whether it is inert."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.export.content.named_briefing import NamedBriefing
from dashboard.export.web_page.page import inert, page
from dashboard.export.web_page.page_data import DECIMALS, content_of, page_data
from dashboard.presentation.layer_details import details
from dashboard.text.ui_text import words
from geodata.briefings.step_scenario import scenario_of
from geodata.models.briefing import Briefing
from geodata.scenario import from_query, make_scenario
from layers.output.geojson import labelled_geojson
from tests.layers.project import BUILDER, CATALOG

pytestmark = pytest.mark.slow

LIMIT = 3_000_000
EVERYTHING = make_scenario(CATALOG, CATALOG.proposals)
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&\u2028"


class Seen(HTMLParser):
    """What a browser finds in a page: elements with their attributes, and the texts inside."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: text or "" for name, text in attrs}))
        self._open = tag
        if tag in ("script", "style"):
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 (its name is the parser's)
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open in ("script", "style"):
            self.texts[self._open][-1] += data

    def meta(self, name: str) -> str:
        found = [
            of["content"]
            for tag, of in self.elements
            if tag == "meta" and name in (of.get("name"), of.get("http-equiv"))
        ]
        assert len(found) == 1, name
        return found[0]

    def held(self) -> dict[str, object]:
        at = [of for tag, of in self.elements if tag == "script"].index(
            {"type": "application/json", "id": "held"}
        )
        found: dict[str, object] = json.loads(self.texts["script"][at])
        return found


def seen(content: bytes) -> Seen:
    parser = Seen()
    parser.feed(content.decode())
    parser.close()
    return parser


def named(briefing_id: str) -> NamedBriefing:
    return NamedBriefing(briefing_id, CATALOG.briefings[briefing_id])


@cache
def briefing_page(briefing_id: str) -> bytes:
    return page(make_scenario(CATALOG), BUILDER, named_briefing=named(briefing_id))


@cache
def full_page() -> bytes:
    return page(EVERYTHING, BUILDER)


@pytest.mark.parametrize("briefing_id", CATALOG.briefings)
def test_a_briefing_is_one_small_file(briefing_id: str) -> None:
    assert len(briefing_page(briefing_id)) < LIMIT


def test_with_everything_on_it_is_still_a_small_file() -> None:
    assert len(full_page()) < LIMIT


def test_the_same_scenario_is_the_same_bytes() -> None:
    found, _ = from_query("on=druze-corridor&druze-corridor.passage.width_km=6&lang=he", CATALOG)
    assert page(found, BUILDER) == page(found, BUILDER)
    one = named("corridor-what-100-km-means")
    assert page(make_scenario(CATALOG), BUILDER, named_briefing=one) == briefing_page(one.id)


def test_nothing_is_loaded() -> None:
    """No element names an address but `data:`, and no style imports or fetches from a host."""
    found = seen(full_page())
    for tag, attributes in found.elements:
        for name in ("src", "srcset", "href", "action", "data", "poster", "background"):
            assert attributes.get(name, "data:").startswith("data:"), (tag, attributes)
    assert not {tag for tag, _ in found.elements} & {"iframe", "object", "embed", "base", "form"}
    (style,) = found.texts["style"]
    assert "@import" not in style
    assert re.findall(r"url\(['\"]?(?:https?:)?//", style) == []


def test_the_policy_allows_these_scripts_and_styles_and_no_address() -> None:
    found = seen(full_page())
    policy = dict(
        part.strip().split(" ", 1) for part in found.meta("Content-Security-Policy").split(";")
    )
    assert policy["default-src"] == policy["connect-src"] == "'none'"
    assert policy["base-uri"] == policy["form-action"] == "'none'"
    assert policy["img-src"] == "data:"
    run = [
        text
        for (_, of), text in zip(
            [item for item in found.elements if item[0] == "script"],
            found.texts["script"],
            strict=True,
        )
        if of == {}
    ]
    for rule, texts in (("script-src", run), ("style-src", found.texts["style"])):
        hashed = [base64.b64encode(hashlib.sha256(text.encode()).digest()) for text in texts]
        assert policy[rule].split() == [f"'sha256-{text.decode()}'" for text in hashed]


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_embedded_data_are_inert_and_come_back(data: object) -> None:
    text = inert(data)
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == data


def test_hostile_texts_stay_texts() -> None:
    plain = Briefing.model_validate(
        CATALOG.briefings["corridor-what-100-km-means"].model_dump(by_alias=True)
    )
    step = plain.step[0].model_copy(update={"title": HOSTILE, "caption": HOSTILE})
    hostile = plain.model_copy(update={"title": HOSTILE, "step": [step, *plain.step[1:]]})
    expected = seen(page(make_scenario(CATALOG), BUILDER, "marking", NamedBriefing("a", plain)))
    found = seen(page(make_scenario(CATALOG), BUILDER, HOSTILE, NamedBriefing("a", hostile)))
    assert [tag for tag, _ in found.elements] == [tag for tag, _ in expected.elements]
    assert found.held()["briefing"]["title"] == HOSTILE
    assert found.held()["briefing"]["steps"][0]["title"] == HOSTILE


def test_it_says_where_it_is_from() -> None:
    found = seen(briefing_page("the-talks-in-eight-steps"))
    assert found.meta("briefing") == "the-talks-in-eight-steps"
    assert found.meta("data-version") == CATALOG.version
    assert found.meta("as-of") == "2026-01-06"
    assert found.meta("licence") == "ODbL-1.0"
    line_a = CATALOG.layers["disengagement-1974.line-a"].sources
    assert line_a
    assert set(line_a) <= set(found.meta("sources").split(", "))
    text = briefing_page("the-talks-in-eight-steps").decode()
    assert words()["page"]["fixed"] in text
    assert words()["neutrality"] in text


def test_the_presenters_notes_are_not_in_it() -> None:
    data = seen(briefing_page("the-talks-in-eight-steps")).held()
    assert all("notes" not in step for step in data["briefing"]["steps"])
    for step in CATALOG.briefings["the-talks-in-eight-steps"].step:
        words_of_it = re.split(r"\{[^}]*\}", str(step.notes))
        assert all(
            part.strip() not in briefing_page("the-talks-in-eight-steps").decode()
            for part in words_of_it
            if len(part.strip()) > 20
        )


@pytest.mark.parametrize("briefing_id", CATALOG.briefings)
def test_every_layer_that_a_step_can_show_is_in_it(briefing_id: str) -> None:
    data = seen(briefing_page(briefing_id)).held()
    for step, told in zip(CATALOG.briefings[briefing_id].step, data["steps"], strict=True):
        layers = {**data["layers"], **told["layers"]}
        for layer in BUILDER.layers(scenario_of(step, CATALOG)):
            here = layers[layer.name]
            assert data["answers"][f"{here['details']}&lang=en"] == details(layer, BUILDER)
            names = {item["id"] for item in data["answers"][here["shape"]]["features"]}
            assert names == {item.id for item in layer.features if item.role != "total"}


def test_a_changed_value_is_drawn_in_every_reading() -> None:
    """The briefing's step at 20 km: its layer, and its sister readings, have that width."""
    found, _ = from_query("on=druze-corridor&druze-corridor.passage.width_km=20", CATALOG)
    data = page_data(content_of(found, BUILDER, None))
    values = found.values_of("druze-corridor.passage", CATALOG)
    for reading in CATALOG.layers["druze-corridor.passage"].available_readings():
        layer = BUILDER.layer("druze-corridor.passage", reading.id, values)
        assert layer.hash in data["layers"][layer.name]["shape"]


def test_shapes_are_within_a_metre_of_what_is_measured() -> None:
    """Half of the last decimal, 0.000005 degrees of a meridian, is 0.55 m."""
    assert 0.5 * 10**-DECIMALS * 111_320 < 1
    layer = BUILDER.layer("disengagement-1974.line-a", "as-drawn")
    fine, coarse = (labelled_geojson(layer, "en", decimals) for decimals in (9, DECIMALS))
    for a, b in zip(fine["features"], coarse["features"], strict=True):
        points = zip(a["geometry"]["coordinates"], b["geometry"]["coordinates"], strict=True)
        assert all(abs(x - u) <= 0.51e-5 and abs(y - v) <= 0.51e-5 for (x, y), (u, v) in points)


@pytest.mark.parametrize("language", ["ar", "he"])
def test_names_are_in_the_scenarios_language(language: str) -> None:
    found = seen(page(replace(EVERYTHING, language=language), BUILDER))
    data = found.held()
    assert data["language"] == language
    assert all(f"lang={language}" in told["shape"] for told in data["layers"].values())
