"""`python -m layers --out DIR`: the files, the table, and one line for a wrong name."""

import csv
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from layers.__main__ import main, write
from layers.build.builder import Builder
from layers.output.csv_table import FORMULA_STARTS
from layers.output.figure_table import COLUMNS
from tests.layers.project import BUILDER, CATALOG

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Run the command in this process; return its status and the folder that it wrote to."""

    def run_with(*arguments: str) -> tuple[int, Path]:
        folder = tmp_path / "out" / "deeper"
        monkeypatch.setattr(sys, "argv", ["layers", "--out", str(folder), *arguments])
        return main(), folder

    return run_with


def table(folder: Path) -> list[dict[str, str]]:
    with (folder / "measures.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


SAMPLE = ("disengagement-1974", "israeli-positions", "druze-corridor")
"""Lines, areas and bands of several parts, points without a measure, and a way with its passage."""


@pytest.mark.parametrize(
    "proposals", [SAMPLE, pytest.param((), marks=pytest.mark.full)], ids=["sample", "all"]
)
def test_every_layer_is_written_in_its_default_reading(run, proposals: tuple[str, ...]) -> None:
    status, folder = run(*(word for name in proposals for word in ("--proposal", name)))
    assert status == 0
    addresses = [
        address
        for address in CATALOG.layers
        if not proposals or address.partition(".")[0] in proposals
    ]
    assert {path.name for path in folder.iterdir()} == {
        "measures.csv", *(f"{address}.geojson" for address in addresses),
    }  # fmt: skip
    rows = table(folder)
    assert tuple(rows[0]) == COLUMNS == (
        "proposal", "layer", "reading", "feature", "measure",
        "value", "plus_minus", "unit", "rests_on", "licence", "value_raw", "plus_minus_raw",
        "other_end", "other_sources",
    )  # fmt: skip
    measured = {address for address in addresses if BUILDER.measures(BUILDER.layer(address))}
    assert {row["layer"] for row in rows} == measured
    for row in rows:
        layer = BUILDER.layer(row["layer"], row["reading"])
        quantity = BUILDER.measures(layer)[row["feature"], row["measure"]]
        assert (float(row["value"]), float(row["plus_minus"])) == quantity.rounded_numbers()
        # The same number to the last digit, not only to the shown one.
        assert float(row["value_raw"]) == quantity.value
        assert float(row["plus_minus_raw"]) == quantity.plus_minus
        assert row["unit"] == quantity.unit
        assert row["rests_on"].split() == list(quantity.rests_on)
        assert row["proposal"] == row["layer"].split(".")[0]
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())
    for address in addresses:
        content = json.loads((folder / f"{address}.geojson").read_text("utf-8"))
        assert content["features"][0]["properties"]["layer"] == address


def test_what_was_told_is_written_and_nothing_else(run) -> None:
    status, folder = run(
        "--proposal", "druze-corridor",
        "--reading", "druze-corridor.passage=southern",
        "--reading", "druze-corridor.passage=via-izra",
        "--set", "druze-corridor.passage.width_km=10",
    )  # fmt: skip
    assert status == 0
    assert {path.name for path in folder.iterdir()} == {
        "measures.csv",
        "druze-corridor.passage.geojson",
        "druze-corridor.passage@southern.geojson",
    }
    areas = {
        row["reading"]: float(row["value"]) for row in table(folder) if row["measure"] == "area"
    }
    # 10 km times 100.5 and 76.7 km, and up to a disc of 5 km radius; only what lies in Syria.
    assert set(areas) == {"via-izra", "southern"}
    assert 0.97 * 1003 < areas["via-izra"] < 1003 + 78.6
    assert 0.97 * 767 < areas["southern"] < 767 + 78.6


def test_a_scenario_is_written_as_it_stands(run) -> None:
    query = "on=demilitarized-south&demilitarized-south.zone=three-bands&view=33,36,9"
    status, folder = run("--scenario", query)
    assert status == 0
    assert {row["reading"] for row in table(folder)} == {"three-bands"}


def test_a_second_run_replaces_the_first(run) -> None:
    _, folder = run("--scenario", "on=disengagement-1974.line-a")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    run("--scenario", "on=disengagement-1974.line-a")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert not list(folder.glob("*.part"))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--proposal", "atlantis"), "proposal 'atlantis' is not one of disengagement-1974, "),
        (("--reading", "druze-corridor.road=via-izra"), "layer 'druze-corridor.road' is not one of disengagement-1974.line-a, "),
        (("--reading", "druze-corridor.passage=winding"), "reading 'winding' is not one of via-izra, straight-from-majdal-shams"),
        (("--proposal", "disengagement-1974", "--set", "druze-corridor.passage.width_km=6"), "'druze-corridor.passage.width_km' is of no proposal that is selected: add --proposal druze-corridor"),
        (("--scenario", "on=druze-corridor", "--proposal", "druze-corridor"), "--scenario says it all"),
        (("--reading", "druze-corridor.passage"), "'druze-corridor.passage' has no '=': write ADDRESS=VALUE"),
        (("--set", "druze-corridor.passage.length=1"), "parameter 'druze-corridor.passage.length' is not one of "),
        (("--set", "druze-corridor.passage.width_km=wide"), "druze-corridor.passage.width_km: 'wide' is not a number"),
        (("--set", "druze-corridor.passage.width_km=120"), "120 is outside 1 to 20"),
        (("--set", "druze-corridor.passage.width_km=nan"), "nan is outside 1 to 20"),
        (("--set", "druze-corridor.passage.width_km=7.3"), "7.3 is between two steps of 0.5: write 7.5"),
        (("--scenario", "on=atlantis"), "'atlantis' is not a layer here"),
        (("--scenario", "druze-corridor.passage.width_km=120"), "120 is outside 1 to 20"),
    ],
)  # fmt: skip
def test_a_wrong_name_ends_with_one_line_and_writes_nothing(
    run, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    status, folder = run(*arguments)
    captured = capsys.readouterr()
    assert status == 2
    assert told in captured.err
    assert captured.err.startswith("python -m layers: ")
    assert captured.err.count("\n") == 1
    assert captured.out == ""
    assert not folder.exists()


def test_a_folder_that_cannot_be_made_is_told(
    run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").write_text("a file", "utf-8")
    assert run("--proposal", "druze-corridor")[0] == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_command_itself_ends_with_2(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "layers", "--out", str(tmp_path / "out"), "--proposal", "atlantis"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_no_text_is_a_formula_to_a_spreadsheet(tmp_path: Path, start: str) -> None:
    hostile = {
        key: replace(feature, licence=f"{start}HYPERLINK(0)") if key == "line/line-a" else feature
        for key, feature in CATALOG.features.items()
    }
    builder = Builder(replace(CATALOG, features=hostile))
    write([builder.layer("disengagement-1974.line-a")], builder, tmp_path)
    rows = table(tmp_path)
    assert {row["licence"] for row in rows if row["measure"] == "length"} == {
        f"'{start}HYPERLINK(0)"
    }
    # A number is a number, also where it is small.
    assert all(float(row["plus_minus"]) >= 0 for row in rows)
