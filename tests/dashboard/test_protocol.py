"""Both sides of the line to the browser have the same types: Python's, and those of the scripts."""

import re

import pytest

from dashboard.presentation import map_protocol, symbology
from dashboard.presentation.assets import FOLDER
from dashboard.presentation.base_map import base_map
from dashboard.text import ui_text_model, ui_text_tables
from tests.layers.project import CATALOG

TYPES = (FOLDER / "protocol.d.ts").read_text("utf-8")
INTERFACE = re.compile(
    r"^(?:export )?interface (\w+)(?: extends (\w+))? \{\n(.*?)^\}", re.MULTILINE | re.DOTALL
)
FOUND = {name: (parent, body) for name, parent, body in INTERFACE.findall(TYPES)}


def fields(name: str) -> set[str]:
    """Return the names of an interface's fields, with those of what it extends."""
    parent, body = FOUND[name]
    own = set(re.findall(r"^  (\w+)\??:", body, re.MULTILINE))
    return own | (fields(parent) if parent else set())


SAME = {
    "LayerStyle": map_protocol.LayerStyle,
    "LayerLook": map_protocol.LayerLook,
    "Layer": map_protocol.LayerDescription,
    "Fill": map_protocol.Fill,
    "Comparison": map_protocol.ComparisonDrawing,
    "Party": symbology.GroupStyle,
}
PART = {
    "Symbology": symbology.Symbology,
    "Words": ui_text_model.InterfaceText,
}


@pytest.mark.parametrize("name", SAME)
def test_a_type_has_the_same_fields_on_both_sides(name: str) -> None:
    assert fields(name) == set(SAME[name].__annotations__)


@pytest.mark.parametrize("name", PART)
def test_what_scripts_read_is_written(name: str) -> None:
    assert fields(name) <= set(PART[name].__annotations__)


def test_the_message_has_what_scripts_read_beside_the_words_that_are_learnt() -> None:
    assert fields("Message") - {"words"} <= set(map_protocol.MapMessage.__annotations__)


def test_a_feature_of_the_ground_is_sent_with_the_fields_that_scripts_read() -> None:
    assert fields("GroundFeature") == set(base_map(CATALOG)["features"][0])


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("drawing", ui_text_tables.SketchText),
        ("link", ui_text_tables.LinkText),
        ("spoken", ui_text_tables.LiveRegionText),
    ],
)
def test_words_that_scripts_read_are_in_their_tables(name: str, table: type) -> None:
    texts = re.search(
        rf"^  {name}: (.*?)(?=^  \w+:|^\}})", FOUND["Words"][1] + "}", re.MULTILINE | re.DOTALL
    )
    assert texts
    read = set(re.findall(r'"(\w+)"', texts[1]))
    assert read
    assert read <= set(table.__annotations__)
