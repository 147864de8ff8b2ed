"""What a browser shows is what the command line says."""

import csv
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

from conftest import ROOT, Dashboard, look_at
from playwright.sync_api import expect

from layers.accuracy.quantity import Quantity
from layers.analysis.comparison_report import TITLES
from layers.output.csv_table import MARK

BANDS, PASSAGE = "demilitarized-south.zone=three-bands", "druze-corridor.passage"


def command(*arguments: str) -> str:
    told = subprocess.run(
        [sys.executable, "-m", "layers", *arguments],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True,
        env={"PYTHONIOENCODING": "utf-8", "PATH": ""},
    )  # fmt: skip
    return told.stdout


def test_key_figures_are_those_of_the_command(dashboard: Dashboard, tmp_path: Path) -> None:
    query = f"on={PASSAGE}&{PASSAGE}=southern&{PASSAGE}.width_km=8"
    command("--out", str(tmp_path), "--scenario", query)
    with (tmp_path / "measures.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    dashboard.open(query)
    card = dashboard.page.locator(".figure-card").first
    for feature, measure in (("zone", "area"), ("axis", "length")):
        (row,) = (item for item in rows if (item["feature"], item["measure"]) == (feature, measure))
        quantity = Quantity(float(row["value"]), float(row["plus_minus"]), row["unit"])
        expect(card).to_contain_text(quantity.text())


def test_a_comparison_from_a_link_is_that_of_the_command(dashboard: Dashboard) -> None:
    a = f"on=demilitarized-south&{BANDS}"
    b = "on=druze-corridor"
    lines = command("--compare", a, b).splitlines()
    dashboard.open(f"a={quote(a, safe='')}&b={quote(b, safe='')}")
    panel = dashboard.page.locator(".st-key-wide")
    for title in TITLES.values():
        (line,) = (item for item in lines if item.startswith(f"{title} "))
        expect(panel).to_contain_text(line.removeprefix(title).strip())
    for line in lines:
        if line.startswith("Places"):
            expect(panel).to_contain_text(line.partition(": ")[2])


def test_the_range_of_a_sweep_is_that_of_the_command(dashboard: Dashboard) -> None:
    first = "demilitarized-south.zone.standoff_km"
    steps = list(csv.DictReader(command("--sweep", first).removeprefix(MARK).splitlines()))
    by_figure = sorted(steps, key=lambda step: float(step["figure"]))
    least, most = (
        Quantity(float(step["figure"]), float(step["plus_minus"]), step["figure_unit"])
        for step in (by_figure[0], by_figure[-1])
    )
    dashboard.open("on=none")
    text = look_at(dashboard, "sensitivity")
    assert f"{least.text(short=True).rpartition(' ')[0]} to {most.text(short=True)}" in text
