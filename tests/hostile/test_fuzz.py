"""Any input at all is taken, or refused by the module's own error in one plain line.

What was found stands in the corpus and as examples here.
"""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from dashboard.presentation.layer_urls import layer_of_query
from dashboard.session.map_report import refusal_of_report
from dashboard.session.sketches import measure_sketch, take_sketch
from dashboard.session.user_layers import UserLayers
from geodata.briefings.briefing_edits import edit_step
from geodata.briefings.briefing_io import from_link, read_briefing
from geodata.models.briefing import Briefing
from geodata.models.proposal import Proposal
from geodata.scenario import from_query, to_query
from geodata.text.file_errors import FileError, parse_toml, validate
from geodata.user_layers import OwnLayerError, read_layer
from layers.build.briefing_figures import problems
from tests.hostile.corpus.briefings import briefing
from tests.hostile.corpus.links import link, sent
from tests.hostile.corpus.own_files import OWN_FILES
from tests.hostile.corpus.proposals import CORRIDOR
from tests.hostile.corpus.shapes import POINT
from tests.hostile.plain import is_one_plain_line
from tests.layers.project import BUILDER, CATALOG
from tests.map_reports import drawing_report, drawing_told

pytestmark = pytest.mark.slow

PATH = Path("a.toml")
ZIPS = [case.content for case in OWN_FILES if case.content.startswith(b"PK")]
SMALL_ZIPS = [content for content in ZIPS if len(content) < 2_000]
TOKENS = [
    *("[", "]", "{", "}", "=", ".", ",", "\n", '"', "'", '"""', "#", "\\", " ", "\ufeff", "\u202e"),
    *("nan", "inf", "1e999", "0x" + "f" * 6000, "9" * 5000, "-0", "1979-05-27", "25:61:61", "true"),
    *("[[step]]", "[step.view]", "[[provision]]", "a.b.c", "a = 1\n", '"\\ud800"', "{a = {a = 1}}"),
    "a" + ".a" * 40 + " = 1\n",
]
PIECES = st.sampled_from(TOKENS) | st.text(max_size=6)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=8)
    | st.sampled_from([*CATALOG.layers, *CATALOG.parameters, "{a.b.c.d}", "on", 10**400])
)


def one_line(error: Exception) -> None:
    assert is_one_plain_line(str(error))


def mutated(text: str, changes: list[tuple[float, float, str]]) -> str:
    """Return a text in which parts of some length are replaced."""
    for at, length, piece in changes:
        start = int(at * len(text))
        text = text[:start] + piece + text[start + int(length**8 * len(text)) :]
    return text


CHANGES = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), PIECES), min_size=1, max_size=4)


@given(st.sampled_from(SMALL_ZIPS), st.randoms(use_true_random=False), st.integers(1, 6))
@settings(max_examples=400, deadline=None)
def test_zip_bytes(content: bytes, choice: random.Random, count: int) -> None:
    whole = bytearray(content)
    for _ in range(count):
        at = choice.randrange(len(whole))
        whole[at : at + choice.choice((0, 1, 1, 1, 4))] = choice.randbytes(choice.choice((0, 1, 1)))
    try:
        read_layer(bytes(whole), "zones.zip")
    except OwnLayerError as error:
        one_line(error)


@given(CHANGES)
@settings(max_examples=300, deadline=None)
def test_json_bytes(changes: list[tuple[float, float, str]]) -> None:
    text = mutated(POINT.decode(), changes)
    try:
        read_layer(text.encode("utf-8", "surrogatepass"), "zones.geojson")
    except OwnLayerError as error:
        one_line(error)


def told_of_briefing(found: Briefing) -> None:
    for step_id, field, problem in problems(found, BUILDER):
        assert is_one_plain_line(f"{step_id[:60]}, {field}: {problem}")


@given(CHANGES)
@example([(0.0, 1.0, "title" + ".a" * 2_000 + " = 1")])
@example([(0.0, 1.0, "a = " + "1" * 5_000)])
@example([(0.0, 1.0, 'title = ""\nas_of = "2026"\nstep = [{id = 0x' + "f" * 9_000 + "}]")])
@settings(max_examples=400, deadline=None)
def test_a_briefings_text(changes: list[tuple[float, float, str]]) -> None:
    text = mutated(briefing(caption="{druze-corridor.passage.axis.length}").decode(), changes)
    try:
        found = read_briefing(text.encode("utf-8", "surrogatepass"), "a.toml", CATALOG)
    except FileError as error:
        one_line(error)
    else:
        told_of_briefing(found)


@given(CHANGES)
@example([(0.0, 1.0, "title" + ".a" * 2_000 + " = 1")])
@settings(max_examples=400, deadline=None)
def test_a_proposals_text(changes: list[tuple[float, float, str]]) -> None:
    try:
        validate(Proposal, parse_toml(mutated(CORRIDOR, changes), PATH), PATH)
    except FileError as error:
        one_line(error)


FIELDS = ["title", "as_of", "step", "id", "caption", "figures", "notes", "scenario", "view", "on", "readings", "parameters", "language", "centre", "zoom"]  # fmt: skip
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=5), inner, max_size=5)
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=4), st.booleans())
@example({"on": ["<img src=x onerror='top.ran=1'>"]}, True)
@example({"\ud800": 1}, False)
@settings(max_examples=400, deadline=None)
def test_a_briefings_link(changes: dict[str, Any], inside: bool) -> None:
    whole: Any = sent()
    for of in (whole, *(whole["step"][0], whole["step"][0]["scenario"]) * inside):
        of.update({name: value for name, value in changes.items() if not inside or name in of})
    try:
        found = from_link(link(whole).decode(), CATALOG)
    except FileError as error:
        one_line(error)
    else:
        told_of_briefing(found)


@given(st.text(max_size=120))
@example("{<img src=x onerror='top.ran=1'>}")
@example("{druze-corridor.passage@\u202e.axis.length}")
@example("{" + "x" * 100_000 + "}")
@settings(max_examples=200, deadline=None)
def test_a_caption_that_is_written(text: str) -> None:
    own = read_briefing(briefing(), "a.toml", CATALOG)
    try:
        found = edit_step(own, 0, caption=text)
    except ValidationError as error:
        one_line(ValueError(error.errors()[0]["msg"]))  # as the screen tells it
    except ValueError as error:
        one_line(error)
    else:
        told_of_briefing(found)


KEYS = st.sampled_from(["on", "view", "lang", *CATALOG.layers, *CATALOG.parameters]) | st.text()
VALUES = (
    st.text(max_size=60)
    | st.floats().map(str)
    | st.lists(st.floats().map(str), max_size=4).map(",".join)
    | st.sampled_from(["%E2%80%AE", "%0a%00", "%ff", "9" * 5000, "1_0", "٣", *CATALOG.layers])
)


@given(st.lists(st.tuples(KEYS, VALUES), max_size=20))
@settings(max_examples=300, deadline=None)
def test_a_query(pairs: list[tuple[str, str]]) -> None:
    query = "&".join(f"{key}={value}" for key, value in pairs)
    found, lines = from_query(query, CATALOG)
    assert from_query(to_query(found, CATALOG), CATALOG) == (found, [])
    assert all(map(is_one_plain_line, lines))
    layer = layer_of_query(query, BUILDER)
    assert layer is None or layer.address in CATALOG.layers


NUMBERS = (
    st.floats(-181, 181)
    | st.sampled_from([90, -90, 180, -180, 0, 1e-300, 10**400, float("nan"), float("inf"), 36])
    | JSON
)
SHAPES = st.sampled_from(["line", "area", "circle", "distance"]) | st.text(max_size=4)


@given(SHAPES, st.lists(st.lists(NUMBERS, min_size=1, max_size=3), max_size=6) | JSON, st.text())
@example("line", [[10**400, 33], [36, 33]], "")
@example("circle", [[0, 90], [0, 85]], "\ud800")
@settings(max_examples=300, deadline=None)
def test_a_drawing(shape: str, positions: Any, name: str) -> None:
    drawing, shelf = drawing_told(drawing_report(shape, positions, name)), UserLayers()
    if isinstance(drawing, str):
        assert is_one_plain_line(drawing)
        return
    assert take_sketch(drawing, shelf, BUILDER)
    assert len(shelf.layers) == 1 or is_one_plain_line(shelf.refused)


@given(JSON)
@settings(max_examples=300, deadline=None)
def test_a_report_of_the_map(said: Any) -> None:
    refusal = refusal_of_report(json.dumps(said))
    assert not refusal or is_one_plain_line(refusal)


@given(st.text())
@settings(max_examples=300, deadline=None)
def test_a_report_that_is_any_text(text: str) -> None:
    assert is_one_plain_line(refusal_of_report(text))


@given(SHAPES, st.lists(st.lists(NUMBERS, max_size=3), max_size=6) | st.text())
@example("circle", [[0, 90], [0, 85]])
@example("area", [[180, 89], [-180, 89], [0, 90]])
@settings(max_examples=300, deadline=None)
def test_a_measuring_request(shape: str, positions: Any) -> None:
    at = positions
    if isinstance(positions, list):
        at = ";".join(",".join(map(str, pair)) for pair in positions)
    told = measure_sketch({"shape": shape, "at": at})
    assert json.dumps(told, allow_nan=False)
    assert not told["refusal"] or is_one_plain_line(told["refusal"])
