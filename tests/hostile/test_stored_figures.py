"""A planted entry among the figures on disk is passed over, and the figures are measured anew."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from layers.accuracy.perturbation import MeasuredFigure
from layers.build import figure_store
from layers.build.builder import Builder
from layers.build.figure_store import FOLDER_VARIABLE, FigureStore
from tests.hostile.corpus.texts import DIRECTIONS, EMPTY, FORMULAS, GDAL, SCRIPTS
from tests.layers.project import CATALOG

ADDRESS = "disengagement-1974.line-a"
KEY = next(iter(CATALOG.features))
ANEW = {("line", "length"): MeasuredFigure(1.0, 0.5, (KEY,))}
TEXTS = {
    "script": SCRIPTS,
    "formula": FORMULAS,
    "gdal": GDAL,
    "direction": DIRECTIONS,
    "empty": EMPTY,
}


def entry(value: str = "9.0", plus_minus: str = "9.0", feature: str = "line") -> str:
    """Return an entry as it should be, but for what is told."""
    return f'[[{json.dumps(feature)}, "length", {value}, {plus_minus}, [{json.dumps(KEY)}]]]'


def named(text: str, of: str) -> str:
    """Return an entry with a text in place of a name."""
    names = {"feature": "line", "measure": "length", "key": KEY} | {of: text}
    return json.dumps([[names["feature"], names["measure"], 9.0, 9.0, [names["key"]]]])


PLANTED: dict[str, object] = {
    **{
        f"{name}-{which}-{of}": named(text, of)
        for name, texts in TEXTS.items()
        for which, text in texts.items()
        for of in ("feature", "measure", "key")
    },
    **{
        f"number-{value[:9]}": entry(value)
        for value in ("NaN", "Infinity", "-Infinity", "1e999", "9" * 400, "9" * 5000, "true")
    },
    **{f"number-text-{value}": entry(f'"{value}"') for value in ("9.0", "NaN")},
    "number-less-than-none": entry(plus_minus="-1.0"),
    "number-endless-plus-minus": entry(plus_minus="1e999"),
    "number-of-no-unit": entry("null"),
    "number-alone": 9,
    "many-keys": json.dumps([["line", "length", 9.0, 9.0, ["x"] * 1_000_000]]),
    "many-figures": json.dumps([[f"line-{at}", "length", 9.0, 9.0, []] for at in range(100_000)]),
    "nested-lists": "[" * 100_000 + "]" * 100_000,
    "nested-key": '[["line", "length", 9.0, 9.0, [["x"]]]]',
    "encoding-latin": '[["line\xe9", "length", 9.0, 9.0, []]]'.encode("latin-1"),
    "encoding-mark": entry().encode("utf-16"),
    "encoding-pickle": b"\x80\x04cos\nsystem\n.",
    "duplicate-unknown": json.dumps(2 * [["zone", "length", 9.0, 9.0, []]]),
    "empty-entry": "",
    "empty-null": None,
    "empty-figure": "[[]]",
    "empty-object": "{}",
}


@pytest.fixture
def builder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Builder:
    """Return a builder whose measuring is replaced, and that has stored what it comes to."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    monkeypatch.setattr("layers.build.builder.measure_figures", lambda *_: ANEW)
    first = Builder(CATALOG, FigureStore(writes=True))
    first.figures(first.layer(ADDRESS))
    return Builder(CATALOG, FigureStore())


def plant(what: object, folder: Path) -> None:
    file = folder / figure_store.OWN_FOLDER / figure_store.FILE
    with closing(sqlite3.connect(file)) as database, database:
        assert database.execute("UPDATE figures SET figures = ?", (what,)).rowcount == 1


@pytest.mark.parametrize("name", PLANTED)
def test_an_entry_that_was_planted(name: str, builder: Builder, tmp_path: Path) -> None:
    plant(PLANTED[name], tmp_path)
    (quantity,) = builder.figures(builder.layer(ADDRESS)).values()
    assert (quantity.value, quantity.plus_minus) == (1.0, 0.5)


def test_an_entry_of_the_right_form_is_taken(builder: Builder, tmp_path: Path) -> None:
    """The test above would also pass if none were."""
    plant(entry(), tmp_path)
    (quantity,) = builder.figures(builder.layer(ADDRESS)).values()
    assert (quantity.value, quantity.plus_minus) == (9.0, 9.0)


@pytest.mark.parametrize("value", ["1e308", "-1e308", "5e-324", "-0.0"])
def test_a_number_without_sense_is_still_written(
    value: str, builder: Builder, tmp_path: Path
) -> None:
    plant(entry(value, "5e-324"), tmp_path)
    (quantity,) = builder.figures(builder.layer(ADDRESS)).values()
    assert quantity.text().endswith(" km")


@pytest.mark.usefixtures("builder")
def test_an_entry_that_was_planted_is_replaced(tmp_path: Path) -> None:
    plant(named("<script>", "feature"), tmp_path)
    writing = Builder(CATALOG, FigureStore(writes=True))
    layer = writing.layer(ADDRESS)
    writing.figures(layer)
    assert FigureStore().read(f"figures {layer.hash}") == ANEW
