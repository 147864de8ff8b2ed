"""`python -m layers.maintain.figure_changes OLD [NEW]`: exactly the figures that rest on a change are listed."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from layers.accuracy.quantity import Quantity
from layers.maintain import data_versions, figure_changes
from layers.maintain.figure_changes import Move, main, moves, summary
from tests.layers.project import BUILDER, CATALOG, copied, replace_once

pytestmark = pytest.mark.slow

KEPT = ("druze-corridor", "economic-zone")
PASSAGE, ZONE = "druze-corridor.passage", "economic-zone.zone"


def small(folder: Path) -> Path:
    """Return a copy with two proposals, which is measured sooner than all of them."""
    folder.mkdir()
    copy = copied(folder)
    for path in (copy / "proposals").glob("*.toml"):
        if path.stem not in KEPT:
            path.unlink()
    shutil.rmtree(copy / "briefings")
    (copy / "article.toml").unlink()  # it stands in other proposals too
    for path in copy.glob("figures-*.toml"):  # so do they
        path.unlink()
    return copy


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return small(tmp_path / "old")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return small(tmp_path / "new")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Run the command in this process; return its status, its lines by address, and the last."""

    def run_with(*arguments: object) -> tuple[int, dict[str, str], str]:
        monkeypatch.setattr(sys, "argv", ["moved", *map(str, arguments)])
        status = main()
        *lines, last = capsys.readouterr().out.splitlines()
        return status, dict(line.split(": ", 1) for line in lines), last

    return run_with


def addresses(of: str) -> set[str]:
    """Return the addresses of the figures of one reading, ``PROPOSAL.PROVISION@READING``."""
    layer = BUILDER.layer(*of.split("@"))
    return {f"{of}.{feature}.{measure}" for feature, measure in BUILDER.figures(layer)}


def test_the_same_folder_twice_has_not_moved(run, old: Path) -> None:
    every = sum(
        len(addresses(f"{address}@{reading.id}"))
        for address in (PASSAGE, ZONE)
        for reading in CATALOG.layers[address].reading
    )
    assert run(old, old) == (0, {}, f"0 moved, 0 new, 0 gone, {every} as they were")


def test_a_default_moves_what_is_drawn_with_it(run, old: Path, new: Path) -> None:
    replace_once(new / "proposals/economic-zone.toml", "default = 2.0", "default = 3.0")
    status, lines, last = run(old, new)
    assert status == 1
    # The depth is an argument of this reading only. The area between the lines is drawn without
    # it, and the western strip grows away from Damascus.
    assert set(lines) == {
        f"{ZONE}@both-sides.{part}"
        for part in ("west.area", "east.area", "whole.area", "east.distance-to-damascus")
    }
    assert last.startswith(f"{len(lines)} moved, 0 new, 0 gone, ")
    # The strip is 1 km deeper along a line of about 80 km, and nearer to Damascus by that.
    told = re.fullmatch(
        r"(\S+) ± \S+ km² -> (\S+) ± \S+ km², \+(\S+) km², beyond the ±",
        lines[f"{ZONE}@both-sides.west.area"],
    )
    assert told
    assert 75 < float(told[3]) < 85
    assert float(told[2]) - float(told[1]) == pytest.approx(float(told[3]), abs=0.11)
    assert lines[f"{ZONE}@both-sides.east.distance-to-damascus"].endswith(", -1 km, within the ±")


def test_an_accuracy_moves_the_plus_minus_of_what_rests_on_it(run, old: Path, new: Path) -> None:
    for path in (new / "reference").glob("*.geojson"):
        content = json.loads(path.read_text("utf-8"))
        for feature in content["features"]:
            if feature.get("id") == "tafas" and feature["properties"]["kind"] == "place":
                feature["properties"]["accuracy_m"] *= 10
                path.write_text(json.dumps(content), "utf-8")
    status, lines, _ = run(old, new)
    assert status == 1
    # Tafas is a stop of the southern way, and of no other.
    assert set(lines) == addresses(f"{PASSAGE}@southern")
    assert all(
        line.endswith((", 0 km², within the ±", ", 0 km, within the ±")) for line in lines.values()
    )


def test_a_reading_that_is_added_or_removed_is_told(run, old: Path, new: Path) -> None:
    path = new / "proposals/druze-corridor.toml"
    replace_once(path, 'id = "southern"', 'id = "by-the-yarmouk"')
    status, lines, last = run(old, new)
    gone, come = (
        addresses(f"{PASSAGE}@southern"),
        {
            address.replace("@southern", "@by-the-yarmouk")
            for address in addresses(f"{PASSAGE}@southern")
        },
    )
    assert status == 1
    assert set(lines) == gone | come
    text = BUILDER.figures(BUILDER.layer(PASSAGE, "southern"))["axis", "length"].text()
    assert lines[f"{PASSAGE}@southern.axis.length"] == f"gone, was {text}"
    assert lines[f"{PASSAGE}@by-the-yarmouk.axis.length"] == f"new, {text}"
    assert last.startswith(f"0 moved, {len(come)} new, {len(gone)} gone, ")


def test_a_retired_reading_is_measured_too(run, old: Path, new: Path) -> None:
    path = new / "proposals/druze-corridor.toml"
    replace_once(path, 'id = "southern"', 'id = "southern"\nretired = { on = "2026", why = "x" }')
    status, lines, last = run(old, new)
    assert (status, lines) == (0, {})
    assert ", 0 gone, " in last


def test_a_revision_is_what_was_committed(
    run, old: Path, new: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    repository = old.parent
    for command in (
        ["init", "--quiet"],
        ["add", "geodata"],
        ["-c", "user.name=x", "-c", "user.email=x", "commit", "--quiet", "--message", "x"],
        ["tag", "first"],
    ):
        subprocess.run(["git", *command], cwd=repository, check=True)
    replace_once(old / "proposals/economic-zone.toml", "default = 2.0", "default = 3.0")
    monkeypatch.setattr(data_versions, "ROOT", repository)
    assert run("first", new)[:2] == (0, {})
    monkeypatch.setattr(figure_changes.catalog, "FOLDER", old)
    status, lines, _ = run("first")
    assert (status, len(lines)) == (1, 4)
    assert not list(tmp_path.glob("tmp*"))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("atlantis", "'atlantis' is neither a folder nor a revision of this repository"),
        ("--output=x", "'--output=x' is neither a folder nor a revision of this repository"),
        ("a\0b", "is neither a folder nor a revision of this repository"),
        ("HEAD^{tree}", "'HEAD^{tree}' is neither a folder nor a revision of this repository"),
    ],
)
def test_what_is_no_version_ends_with_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str, told: str
) -> None:
    monkeypatch.setattr(sys, "argv", ["moved", "--", name])
    assert main() == 2
    assert_one_line(capsys, told)


def assert_one_line(capsys: pytest.CaptureFixture[str], told: str) -> None:
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("python -m layers.maintain.figure_changes: ")
    assert captured.err.count("\n") == 1
    assert told in captured.err


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("default = 2.0", "default = 200.0", "proposals/economic-zone.toml: provision.zone.parameter.depth_km: default 200 is outside 0.5 to 10"),
        ('recipe = "between"', 'recipe = "betwixt"', "reading.existing-strip: recipe 'betwixt' is not one of "),
        ('title = "Joint economic zone"\n', "", "proposals/economic-zone.toml: title: is missing"),
    ],
)  # fmt: skip
def test_a_version_that_cannot_be_read_ends_with_one_line(
    old: Path, new: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    right: str, wrong: str, told: str,
) -> None:  # fmt: skip
    replace_once(old / "proposals/economic-zone.toml", right, wrong)
    monkeypatch.setattr(sys, "argv", ["moved", str(old), str(new)])
    assert main() == 2
    assert_one_line(capsys, told)


def quantity(value: float, plus_minus: float, unit: str = "km2") -> Quantity:
    return Quantity(value, plus_minus, unit)


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (quantity(260.4, 40), quantity(259.6, 40), None),  # both are read as 260 ± 40
        (quantity(260, 40), quantity(290, 40), "260 ± 40 km² -> 290 ± 40 km², +30 km², within the ±"),
        (quantity(260, 40), quantity(210, 60), "260 ± 40 km² -> 210 ± 60 km², -50 km², within the ±"),
        (quantity(260, 40), quantity(200, 40), "260 ± 40 km² -> 200 ± 40 km², -60 km², beyond the ±"),
        (quantity(260, 40), quantity(260, 30), "260 ± 40 km² -> 260 ± 30 km², 0 km², within the ±"),
        (quantity(7, 0, "count"), quantity(9, 0, "count"), "7 -> 9, +2, beyond the ±"),
        (quantity(11200, 300), quantity(12400, 300), "11,200 ± 300 km² -> 12,400 ± 300 km², +1,200 km², beyond the ±"),
    ],
)  # fmt: skip
def test_a_figure_has_moved_if_its_text_has(
    before: Quantity, after: Quantity, line: str | None
) -> None:
    found = moves({"a": before}, {"a": after})
    assert list(map(str, found)) == ([f"a: {line}"] if line else [])


def test_what_is_counted_adds_up() -> None:
    one, two = quantity(1, 0.1), quantity(2, 0.1)
    new = {"same": one, "moved": two, "come": one}
    found = moves({"same": one, "moved": one, "gone": two, "gone-too": two}, new)
    assert [move.address for move in found] == ["moved", "come", "gone", "gone-too"]
    assert summary(found, new) == "1 moved, 1 new, 2 gone, 1 as they were"
    assert str(Move("come", None, one)) == "come: new, 1.00 ± 0.10 km²"
