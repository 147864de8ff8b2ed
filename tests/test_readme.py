"""The README says what the program computes, and names every recipe and licence there is."""

import re
from pathlib import Path

import pytest

from geodata.load import load_catalog
from layers.build.builder import Builder
from layers.recipes import RECIPES
from tests.benchmarks import record

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
SPEED = (ROOT / "tests/benchmarks/README.md").read_text("utf-8")
ROWS = re.findall(r"^\| `([a-z0-9.@-]+)` \| (.+?) \|$", README, re.MULTILINE)
BUILDER = Builder(load_catalog())


def test_there_are_figures_to_check() -> None:
    assert len(ROWS) >= 8


@pytest.mark.parametrize(("address", "written"), ROWS)
def test_a_figure_is_the_computed_one(address: str, written: str) -> None:
    layer_address, _, rest = address.partition("@")
    reading, feature, measure = rest.split(".")
    layer = BUILDER.layer(layer_address, reading)
    assert BUILDER.figures(layer)[feature, measure].text() == written


def test_the_table_of_speeds_is_the_record() -> None:
    found = record.read()
    assert found
    assert [row for row in record.in_words(found) if row not in SPEED] == []
    assert f"{found['date'][:16].replace('T', ' ')} UTC" in SPEED


def test_every_recipe_is_on_the_page_for_writers_of_proposals() -> None:
    page = (ROOT / "geodata/proposals/README.md").read_text("utf-8")
    assert [name for name in RECIPES if f"`{name}`" not in page] == []


def test_every_licence_of_the_reference_data_is_named() -> None:
    licences = {feature.licence for feature in BUILDER.catalog.features.values()}
    assert [licence for licence in licences if licence not in README] == []
