"""`python -m layers --sweep`: the table on the screen or in a folder, and one line for an error."""

import csv
import io
import sys
from pathlib import Path

import pytest

from layers.__main__ import main
from layers.output.csv_table import MARK

pytestmark = pytest.mark.slow

STANDOFF = "demilitarized-south.zone.standoff_km"


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["layers", *arguments])
    return main()


def test_the_table_is_printed(monkeypatch, capsys) -> None:
    assert run(monkeypatch, "--sweep", STANDOFF) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out.removeprefix(MARK))))
    assert [float(row["value"]) for row in rows] == list(range(5, 41))


def test_or_written_into_a_folder(monkeypatch, capsys, tmp_path: Path) -> None:
    folder = tmp_path / "deeper" / "out"
    chosen = ("--reading", "druze-corridor.passage=southern", "--measure", "axis.length")
    address = "druze-corridor.passage.width_km"
    assert run(monkeypatch, "--sweep", address, *chosen, "--out", str(folder)) == 0
    assert capsys.readouterr().out == ""
    assert [path.name for path in folder.iterdir()] == ["sweep.csv"]
    with (folder / "sweep.csv").open(encoding="utf-8-sig", newline="") as file:
        (length,) = {float(row["figure"]) for row in csv.DictReader(file)}
    assert length == pytest.approx(76.7, abs=0.1)  # the southern way, whatever its width


def test_values_are_taken(monkeypatch, capsys) -> None:
    address = "demilitarized-south.zone"
    figures = []
    for depth in ("8", "10"):
        told = ("--set", f"{address}.far_depth_km={depth}")
        assert run(monkeypatch, "--sweep", f"{address}.near_depth_km", *told) == 0
        table = csv.DictReader(io.StringIO(capsys.readouterr().out.removeprefix(MARK)))
        figures.append([float(row["figure"]) for row in table])
    assert all(more > less for less, more in zip(*figures, strict=True))


@pytest.mark.parametrize(
    "arguments",
    [
        ("--sweep", "nothing"),
        ("--sweep", STANDOFF, "--reading", "demilitarized-south.zone=governorates"),
        ("--sweep", STANDOFF, "--measure", "zone.length"),
        ("--sweep", STANDOFF, "--reading", "demilitarized-south.zone=governorates",
         "--reading", "demilitarized-south.zone=nearly-to-damascus"),
    ],
)  # fmt: skip
def test_an_error_is_one_line(monkeypatch, capsys, arguments: tuple[str, ...]) -> None:
    assert run(monkeypatch, *arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("python -m layers: ")
    assert told.err.count("\n") == 1


def test_without_a_sweep_a_folder_is_needed(monkeypatch, capsys) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(monkeypatch)
    assert stopped.value.code == 2
    assert "--out" in capsys.readouterr().err
