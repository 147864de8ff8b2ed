"""`python -m dashboard.export`: what is written, and one line for what is wrong."""

import os
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

STARTS = {
    "png": b"\x89PNG",
    "svg": b"<svg ",
    "pdf": b"%PDF",
    "geojson": b"{",
    "gpkg": b"SQLite format 3",
    "kml": b"<?xml",
    "csv": b"\xef\xbb\xbfproposal,",
    "html": b"<!doctype html>",
}


@pytest.mark.parametrize("kind", STARTS)
def test_a_file_of_each_kind_is_written_and_nothing_beside_it(
    run, tmp_path: Path, kind: str
) -> None:
    out = tmp_path / f"file.{kind}"
    assert run("--format", kind, "--out", str(out), "--proposal", "druze-corridor") == (0, "")
    assert out.read_bytes().startswith(STARTS[kind])
    assert list(tmp_path.iterdir()) == [out]


def test_a_briefing_is_written_whole_in_a_language(run, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    asked = ("--briefing", "corridor-what-100-km-means", "--language", "ar")
    assert run("--format", "html", "--out", str(out), *asked) == (0, "")
    text = out.read_text("utf-8")
    assert '<meta name="briefing" content="corridor-what-100-km-means">' in text
    assert '<html lang="ar">' in text


def test_a_picture_is_made_again_byte_for_byte(run, tmp_path: Path) -> None:
    first, second = tmp_path / "a.svg", tmp_path / "b.svg"
    asked = ("--scenario", "on=no-fly-zone", "--language", "ar", "--theme", "dark", "--paper", "a4")
    assert run("--format", "svg", "--out", str(first), *asked)[0] == 0
    assert run("--again", str(first), "--out", str(second)) == (0, "")
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--format", "gif"), "gif"),
        (("--format", "g\nif"), "invalid choice: 'g"),
        (("--format", "png", "--proposal", "a\nb\x1b[2J"), "proposal 'a b [2J' is not one of"),
        ((), "--format is missing: one of png, svg"),
        (
            ("--format", "png", "--scenario", "on=nothing-such"),
            "'nothing-such' is not a layer here",
        ),
        (
            ("--format", "png", "--proposal", "nothing-such"),
            "proposal 'nothing-such' is not one of",
        ),
        (("--format", "png", "--size", "10x10"), "size 10x10 is not between"),
        (("--format", "png", "--paper", "a0"), "paper 'a0' is not one of"),
        (
            ("--format", "csv", "--size", "1920x1080"),
            "--size is for pictures: leave it out for csv",
        ),
        (("--format", "kml", "--transparent"), "--transparent is for pictures"),
        (
            ("--format", "html", "--briefing", "atlantis"),
            "briefing 'atlantis' is not one of corridor-what-100-km-means, the-talks",
        ),
        (("--format", "png", "--briefing", "x"), "--briefing is for pptx and html and pdf: leave"),
        (
            ("--format", "html", "--briefing", "x", "--proposal", "druze-corridor"),
            "--briefing says it all: leave out --proposal",
        ),
        (("--format", "html", "--paper", "a4"), "--paper is for pictures: leave it out for html"),
        (("--again", "README.md"), "README.md: holds no record"),
        (("--again", "missing.png"), "missing.png: No such file"),
        (("--again", "a.png", "--theme", "dark"), "--again says it all: leave out --theme"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(run, tmp_path: Path, arguments, told: str) -> None:
    status, said = run("--out", str(tmp_path / "out"), *arguments)
    assert status == 2
    assert told in said
    assert said.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_none_is_told_in_one_line(run, tmp_path: Path) -> None:
    status, said = run("--format", "geojson", "--out", str(tmp_path / "none" / "file.geojson"))
    assert status == 2
    assert said.count("\n") == 1
    assert "No such file or directory" in said


NEVER_READ = {"--again": ("--again",), "--template": ("--format", "pptx", "--template")}


@pytest.mark.skipif(os.name == "nt", reason="devices are those of POSIX")
@pytest.mark.parametrize("option", NEVER_READ)
def test_a_device_is_refused_where_a_file_is_read(run, tmp_path: Path, option: str) -> None:
    """Of this one, nothing could be read; others never end."""
    status, said = run("--out", str(tmp_path / "out"), *NEVER_READ[option], os.devnull)
    assert (status, said.count("\n")) == (2, 1)
    assert f"{os.devnull}: is a device: name a file" in said


@pytest.mark.parametrize("option", NEVER_READ)
def test_a_file_that_no_memory_holds_is_refused(run, tmp_path: Path, option: str) -> None:
    path = tmp_path / "huge"
    with path.open("wb") as file:
        file.truncate(10**12)
    status, said = run("--out", str(tmp_path / "out"), *NEVER_READ[option], str(path))
    assert (status, said.count("\n")) == (2, 1)
    assert "huge: is " in said
    assert " MB" in said
