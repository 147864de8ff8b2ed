"""Every table begins with one byte order mark, by which spreadsheets know UTF-8."""

import ast
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st

from dashboard.analyse.measures import draw_measures
from dashboard.analyse.sensitivity import draw_sensitivity
from dashboard.export.__main__ import main as export
from dashboard.quotas.export_offers import session_offers
from geodata.scenario import make_scenario
from layers.__main__ import main as layers
from tests.layers.project import BUILDER, CATALOG
from tests.test_direction import ROOT, modules

MARK = b"\xef\xbb\xbf"
PASSAGE = "druze-corridor.passage"
WIDTH = f"{PASSAGE}.width_km"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def command(main: Callable[[], int], *arguments: str) -> None:
        monkeypatch.setattr(sys, "argv", ["program", *arguments])
        assert main() == 0

    return command


def assert_marked(content: bytes) -> None:
    assert content.startswith(MARK)
    assert content.count(MARK) == 1
    assert b"," in content.splitlines()[0]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--proposal", "druze-corridor"),
        ("--sweep", WIDTH),
        ("--compare", "on=druze-corridor", "on=economic-zone"),
    ],
    ids=["measures", "sweep", "comparison"],
)
def test_a_table_of_the_layers_command(run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    run(layers, *arguments, "--out", str(tmp_path))
    (table,) = tmp_path.glob("*.csv")
    assert_marked(table.read_bytes())


def test_what_is_printed_is_what_is_written(run, tmp_path: Path, capfdbinary) -> None:
    """It is often redirected into a file."""
    run(layers, "--sweep", WIDTH)
    printed = capfdbinary.readouterr().out
    run(layers, "--sweep", WIDTH, "--out", str(tmp_path))
    assert printed == (tmp_path / "sweep.csv").read_bytes()
    assert_marked(printed)


def test_an_exported_table(run, tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    run(export, "--format", "csv", "--out", str(out), "--proposal", "druze-corridor")
    assert_marked(out.read_bytes())


def test_tables_of_the_screen() -> None:
    now = make_scenario(CATALOG, [PASSAGE])
    draw_measures(BUILDER, now)
    st.session_state["swept"] = WIDTH
    draw_sensitivity(BUILDER, now, "light")
    offers = session_offers().by_name.values()
    assert {offer.file_name for offer in offers} == {"measures.csv", "layers.geojson", "sweep.csv"}
    tables = [offer for offer in offers if offer.media_type == "text/csv"]
    for offer in tables:
        assert_marked(offer.make())


def test_tables_are_written_in_one_place() -> None:
    places = [
        path.relative_to(ROOT).as_posix()
        for package in ("geodata", "layers", "dashboard")
        for path in modules(package)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ("csv.writer", "csv.DictWriter")
    ]
    assert places == ["layers/output/csv_table.py"]
