"""Whatever comes in is taken, as text and checked geometry, or refused in one plain line."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from starlette.requests import Request

from dashboard.session.sketches import PATH, take_sketch
from dashboard.session.user_layers import UserLayers
from dashboard.stage.routes import ROUTES
from dashboard.text.ui_text import words
from geodata.briefings.briefing_edits import edit_step, set_title
from geodata.briefings.briefing_io import from_link, read_briefing
from geodata.comparison_query import from_comparison_query
from geodata.models.field_types import in_language
from geodata.models.proposal import Proposal
from geodata.scenario import from_query, to_query
from geodata.text.file_errors import FileError, read_toml, validate
from geodata.text.safe_text import HIDDEN, clean_text
from geodata.user_layers import OwnLayerError, read_layer
from geodata.user_layers.limits import MAX_TITLE
from layers.user_layers.features import features_of, own_collection
from tests.asgi import answer_of
from tests.hostile.corpus.briefings import BRIEFINGS, briefing
from tests.hostile.corpus.drawings import DRAWINGS
from tests.hostile.corpus.links import LINKS, QUERIES
from tests.hostile.corpus.own_files import OWN_FILES
from tests.hostile.corpus.proposals import PROPOSALS
from tests.hostile.corpus.shapes import zones
from tests.hostile.corpus.texts import TEXTS, Case
from tests.hostile.plain import is_one_plain_line
from tests.layers.project import BUILDER, CATALOG
from tests.map_reports import drawing_report, drawing_told


def of(cases: Sequence[Case]) -> Any:
    return pytest.mark.parametrize("case", [pytest.param(case, id=case.id) for case in cases])


def told(case: Case, line: str) -> None:
    assert case.told, f"it is refused: {line}"
    assert case.told in line
    assert is_one_plain_line(line)


@of(OWN_FILES)
def test_an_own_file(case: Case) -> None:
    name = "../up/zones\u202e.zip" if case.content.startswith(b"PK") else "C:\\zones\u202e.geojson"
    try:
        layer = read_layer(case.content, name)
    except OwnLayerError as error:
        told(case, str(error).removeprefix("zones."))
        return
    assert not case.told
    assert len({item.id for item in layer.features}) == len(layer.features)
    for text in (layer.name, *layer.notes, *(item.title for item in layer.features)):
        assert is_one_plain_line(text)
    sent = json.loads(own_collection(features_of(layer)))
    titles = [item["properties"]["title"] for item in sent["features"]]
    assert titles == [item.title for item in layer.features]
    given = json.loads(case.content.decode("utf-8-sig")).get("features", [{}])[0]
    written = (given.get("properties") or {}).get("name", "")
    assert titles[0] == (clean_text(written, MAX_TITLE) or "Feature 1")


@of(BRIEFINGS)
def test_a_briefing_file(case: Case) -> None:
    try:
        found = read_briefing(case.content, "../../etc/a\u202e\x00b.toml", CATALOG)
    except FileError as error:
        told(case, str(error).removeprefix("a b.toml: "))
        return
    assert not case.told
    assert not HIDDEN.search(in_language(found.title, "en"))


@of(LINKS)
def test_a_briefing_link(case: Case) -> None:
    try:
        found = from_link(case.content.decode(), CATALOG)
    except FileError as error:
        told(case, str(error))
        return
    assert not case.told
    assert not HIDDEN.search(in_language(found.title, "en"))


@of(QUERIES)
def test_a_scenario_link(case: Case) -> None:
    found, lines = from_query(case.content.decode(), CATALOG)
    assert from_query(to_query(found, CATALOG), CATALOG) == (found, [])
    assert bool(lines) == bool(case.told)
    assert case.told in "\n".join(lines)
    assert len(lines) <= 13
    assert all(map(is_one_plain_line, lines))


@of(QUERIES)
def test_a_comparison_link(case: Case) -> None:
    query = case.content.decode()
    a, b, lines = from_comparison_query(f"a={quote(query, safe='')}&b=on%3Dnone", CATALOG)
    assert a == from_query(query, CATALOG)[0]
    assert b.on == ()
    assert case.told in "\n".join(lines)
    assert all(line.startswith("A: ") and is_one_plain_line(line) for line in lines)
    assert bool(lines) == bool(case.told)


@of(PROPOSALS)
def test_a_proposal_file(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(case.content)
    try:
        found = validate(Proposal, read_toml(path), path)
    except FileError as error:
        told(case, str(error).removeprefix(f"{path}: "))
        return
    assert not case.told
    assert not HIDDEN.search(in_language(found.title, "en"))


NEVER_SAID = ("no pairs of longitude and latitude", "it is none of line, area")


@of(DRAWINGS)
def test_a_drawing(case: Case) -> None:
    given = json.loads(case.content)
    report = drawing_report(given["shape"], given["positions"], given["name"])
    drawing, shelf = drawing_told(report), UserLayers()
    if isinstance(drawing, str):  # the map never says so: it is refused before it is a drawing
        assert case.told in NEVER_SAID or case.name == "surrogate"
        assert is_one_plain_line(drawing)
        return
    assert take_sketch(drawing, shelf, BUILDER)
    assert bool(shelf.refused) == bool(case.told)
    if shelf.refused:
        assert case.told in shelf.refused
        assert is_one_plain_line(shelf.refused)
        assert shelf.layers == {}
    else:
        (item,) = shelf.shown
        named = clean_text(given["name"], MAX_TITLE)
        assert item.layer.name == (named or f"{words()['drawing']['shape'][given['shape']]} 1")


UNFINISHED = ("positions", "pairs", "none", "pole")
"""Nothing is set yet; and a circle round a pole is told of when it is finished."""


@of(DRAWINGS)
def test_a_drawing_that_is_measured(case: Case) -> None:
    """The same positions as the browser asks about while they are set."""
    given = json.loads(case.content)
    positions = given["positions"]
    at = (
        ";".join(",".join(str(part) for part in pair) for pair in positions)
        if isinstance(positions, list)
        else str(positions)
    )
    (route,) = [item for item in ROUTES if item.path == f"/{PATH}"]
    asked = f"shape={quote(given['shape'])}&at={quote(at.encode(errors='replace'))}"
    scope = {"type": "http", "query_string": asked.encode(), "headers": []}
    answer = answer_of(route, Request(scope))
    assert answer.status_code == 200
    refusal = json.loads(answer.body)["refusal"]
    assert not refusal or is_one_plain_line(refusal)
    assert bool(case.told) == bool(refusal) or case.name in UNFINISHED


TYPED = [
    pytest.param(text, id=f"{of_class}-{name}")
    for of_class, texts in TEXTS.items()
    for name, text in texts.items()
]


@pytest.mark.parametrize("text", TYPED)
def test_a_name_that_is_typed(text: str) -> None:
    shelf = UserLayers()
    shelf.take(zones("a"), "a.geojson", BUILDER)
    shelf.rename("own-1", text)
    assert shelf.layers["own-1"].layer.name == (clean_text(text, MAX_TITLE) or "a.geojson")
    assert is_one_plain_line(shelf.layers["own-1"].layer.name)


@pytest.mark.parametrize("text", TYPED)
def test_a_caption_that_is_typed(text: str) -> None:
    own = read_briefing(briefing(), "a.toml", CATALOG)
    if HIDDEN.search(text):
        with pytest.raises(ValueError, match=r"has the hidden character U\+"):
            edit_step(own, 0, title=text)
        return
    assert set_title(own, text).title == (text.strip() or "Untitled")
    assert edit_step(own, 0, title=text).step[0].title == text
    if "{" in text:
        with pytest.raises(ValueError, match=r"brace|form|known"):
            edit_step(own, 0, caption=text)
