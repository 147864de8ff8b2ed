"""A name that is misspelt, missing or unknown in the file of words stops the start with one line."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.presentation.app_catalog import stop_if_invalid
from dashboard.text import ui_text
from geodata.text.file_errors import FileError

RIGHT = ui_text.PATH.read_text("utf-8")
BROKEN = {
    "missing": ('close = "Close"\n', "", "close: is missing"),
    "misspelt": (
        '\nclose = "Close"',
        '\nclose = "Close"\nclsoe = ""',
        "clsoe: is an unknown field",
    ),
    "in-a-table": ("copied = ", "copeid = ", "link.copied: is missing"),
    "no-text": ('close = "Close"', "close = 1", "close: "),
    "no-issue": ("golan = ", "gloan = ", "issue: has no entry for 'golan'"),
    "no-such-status": ('own = "private', 'mine = "private', "status: has no entry for 'own'"),
    "no-shape": (
        "[drawing.shape]\n",
        '[drawing.shape]\noval = "Oval"\n',
        "drawing.shape: has 'oval', which is not one of line, area",
    ),
}


@pytest.fixture(autouse=True)
def read_anew() -> Iterator[None]:
    ui_text.words.cache_clear()
    yield
    ui_text.words.cache_clear()


@pytest.mark.parametrize("name", BROKEN)
def test_a_wrong_name_stops_the_start_with_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    right, wrong, told = BROKEN[name]
    assert right in RIGHT
    path = tmp_path / "en.toml"
    path.write_text(RIGHT.replace(right, wrong, 1), "utf-8")
    monkeypatch.setattr(ui_text, "PATH", path)
    with pytest.raises(SystemExit, match="The dashboard was not started") as ended:
        stop_if_invalid()
    line = str(ended.value)
    assert f"en.toml: {told}" in line
    assert len(line.splitlines()) == 1


def test_what_is_wrong_is_told_to_whoever_reads_the_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ui_text, "PATH", tmp_path / "none.toml")
    with pytest.raises(FileError, match=r"none\.toml: cannot be read"):
        ui_text.words()
