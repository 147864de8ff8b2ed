"""The command line and the screen tell the same numbers: each is run as a person runs it.

The page runs as Streamlit runs it, up to the text that a browser would be given; what a browser
shows of it is looked at in tests/browser/test_same_numbers.py.
"""

import csv
import io
import re
import sys
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.session import scenario_state
from dashboard.text.ui_text import words
from layers.__main__ import main
from layers.accuracy.metrics import METRICS
from layers.accuracy.quantity import UNITS, Quantity
from layers.analysis.comparison_report import TITLES
from layers.output.csv_table import MARK

pytestmark = pytest.mark.slow

PAGE = Path(__file__).resolve().parents[1] / "dashboard" / "main.py"

SCENARIOS = [
    "on=druze-corridor",
    "on=druze-corridor&druze-corridor.passage=southern,via-izra&druze-corridor.passage.width_km=8",
    "on=demilitarized-south&demilitarized-south.zone=three-bands",
    "on=disengagement-1974,israeli-positions",
]
COMPARISONS = [
    ("on=demilitarized-south&demilitarized-south.zone=three-bands", "on=druze-corridor"),
    ("on=disengagement-1974", "on=no-fly-zone"),
    ("on=druze-corridor.passage", "on=druze-corridor.passage&druze-corridor.passage.width_km=9"),
]
SWEPT = ["druze-corridor.passage.width_km", "demilitarized-south.zone.standoff_km"]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Run `python -m layers` in this process, with a catalogue of its own; return what it says."""

    def run(*arguments: str) -> str:
        monkeypatch.setattr(sys, "argv", ["layers", *arguments])
        assert main() == 0
        return capsys.readouterr().out

    return run


def page(query: str, view: str, **chosen: str) -> AppTest:
    made = AppTest.from_file(str(PAGE), default_timeout=180)
    for key, value in parse_qsl(query):
        made.query_params[key] = value
    made.session_state[scenario_state.PANEL] = view
    for key, value in chosen.items():
        made.session_state[key] = value
    made.run()
    assert not made.exception
    return made


def html_of(made: AppTest) -> str:
    return "\n".join(item.proto.body for item in made.main if item.type == "html")


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def measures(folder: Path) -> list[dict[str, str]]:
    with (folder / "measures.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("query", SCENARIOS)
def test_every_measure_of_the_command_stands_in_the_table_of_the_page(
    command, tmp_path: Path, query: str
) -> None:
    command("--out", str(tmp_path), "--scenario", query)
    expected = [
        (
            f"{row['layer']}@{row['reading']}",
            METRICS[row["measure"]].title,
            float(row["value"]),
            float(row["plus_minus"]),
            UNITS[row["unit"]],
            row["other_end"],
        )
        for row in measures(tmp_path)
    ]
    table = page(query, "measures").dataframe[0].value.fillna({"plus_minus": 0.0})
    columns = ("layer", "measure", "value", "plus_minus", "unit", "other_end")
    shown = list(zip(*(table[name] for name in columns), strict=True))
    assert shown
    assert sorted(shown) == sorted(expected)


@pytest.mark.parametrize("query", SCENARIOS)
def test_every_figure_on_a_card_is_one_of_the_command(command, tmp_path: Path, query: str) -> None:
    command("--out", str(tmp_path), "--scenario", query)
    told = {
        Quantity(float(row["value_raw"]), float(row["plus_minus_raw"]), row["unit"]).text()
        for row in measures(tmp_path)
    }
    shown = re.findall(r"<dd dir='auto'>(.*?)</dd>", html_of(page(query, "figures")))
    assert shown
    assert {unescape(text) for text in shown} <= told


@pytest.mark.parametrize(("a", "b"), COMPARISONS)
def test_a_comparison_is_told_alike(command, a: str, b: str) -> None:
    lines = command("--compare", a, b).splitlines()
    panel = html_of(page("on=none", "compare", **{"side-a": a, "side-b": b}))
    rows = dict(
        re.findall(
            r"<th scope='row' dir='auto'>([^<]*)</th><td class='figure' dir='auto'>([^<]*)</td>",
            panel,
        )
    )
    figures = {
        words()["comparison"][name]: line.removeprefix(title).strip()
        for name, title in TITLES.items()
        for line in lines
        if line.startswith(f"{title} ")
    }
    assert len(figures) == len(TITLES)
    assert {unescape(name): unescape(text) for name, text in rows.items()} == figures
    places = [
        line.partition(": ")[2].replace("none", "–") for line in lines if line.startswith("Places")
    ]
    shown = re.findall(r"<dd dir='auto'>(.*?)</dd>", panel)
    assert [unescape(text) for text in shown[: len(places)]] == places


@pytest.mark.parametrize("address", SWEPT)
def test_a_sweep_is_drawn_as_it_is_written(command, address: str) -> None:
    steps = list(csv.DictReader(io.StringIO(command("--sweep", address).removeprefix(MARK))))
    made = page("on=none", "sensitivity", swept=address)
    (chart,) = (item for item in made.main if item.type == "vega_lite_chart")
    points = drawn_points(chart.proto)
    assert len(points) == len(steps) > 2
    for point, step in zip(points, steps, strict=True):
        figure, plus_minus = float(step["figure_raw"]), float(step["plus_minus_raw"])
        assert point["value"] == float(step["value"])
        assert point["figure"] == pytest.approx(figure, rel=1e-12)
        assert point["high"] - point["figure"] == pytest.approx(plus_minus, abs=1e-9)
    told = text_of(html_of(made))
    by_figure = sorted(steps, key=lambda step: float(step["figure_raw"]))
    least, most = (
        Quantity(float(step["figure_raw"]), float(step["plus_minus_raw"]), step["figure_unit"])
        for step in (by_figure[0], by_figure[-1])
    )
    least_text = least.text(short=True).rpartition(" ")[0]
    assert f"{least_text} to {most.text(short=True)}" in told


def drawn_points(chart: Any) -> list[dict[str, float]]:
    """Return the points of the curve: the data of a chart that have a figure."""
    tables = (pa.ipc.open_stream(item.data.data).read_all() for item in chart.datasets)
    return next(table.to_pylist() for table in tables if "figure" in table.column_names)
