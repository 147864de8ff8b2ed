"""What a person types for an export is text in every file, or refused in one plain line."""

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from lxml import etree

from dashboard.export.picture.provenance_record import record_of
from tests.hostile.corpus.texts import DIRECTIONS, FORMULAS, HIDDEN, SCRIPTS
from tests.hostile.plain import is_one_plain_line

CORRIDOR = ("--proposal", "druze-corridor")
LOOKED_AT = ("png", "svg", "pdf", "pptx", "html")
CONTROLS = {"bell": "a\x07b", "lone-surrogate": "a\udc80b", "vertical-tab": "a\x0bb", "next-line": "a\x85b"}  # fmt: skip
TEXTS = [text for text in (*SCRIPTS.values(), *FORMULAS.values()) if len(text) <= 48]


@pytest.mark.parametrize("kind", LOOKED_AT)
@pytest.mark.parametrize(
    "text", [*CONTROLS.values(), *DIRECTIONS.values()], ids=[*CONTROLS, *DIRECTIONS]
)
def test_a_marking_with_hidden_characters_is_refused(
    run, tmp_path: Path, text: str, kind: str
) -> None:
    status, said = run("--format", kind, "--out", str(tmp_path / "a"), *CORRIDOR, "--marking", text)
    assert status == 2
    assert f"--marking {HIDDEN}" in said
    assert is_one_plain_line(said.removesuffix("\n"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("text", TEXTS)
def test_a_marking_is_text_in_every_file(run, tmp_path: Path, text: str) -> None:
    shown = " ".join(text.split())
    for kind in LOOKED_AT:
        out = tmp_path / f"a.{kind}"
        assert run("--format", kind, "--out", str(out), *CORRIDOR, f"--marking={text}") == (0, "")
    for kind in ("png", "svg", "pdf"):
        assert record_of(tmp_path / f"a.{kind}").marking == shown
    assert shown in "".join(ET.fromstring((tmp_path / "a.svg").read_bytes()).itertext())
    page = etree.HTML((tmp_path / "a.html").read_bytes())
    assert shown in " ".join("".join(page.find(".//div[@id='map_div']").itertext()).split())
    with zipfile.ZipFile(io.BytesIO((tmp_path / "a.pptx").read_bytes())) as parts:
        slide = ET.fromstring(parts.read("ppt/slides/slide1.xml"))
    assert shown in "".join(slide.itertext())


def test_line_ends_of_a_marking_become_blanks(run, tmp_path: Path) -> None:
    out = tmp_path / "a.svg"
    asked = ("--marking", " Public\n\tinformation ")
    assert run("--format", "svg", "--out", str(out), *CORRIDOR, *asked) == (0, "")
    assert record_of(out).marking == "Public information"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--format", "png", "--paper", "a\x1b[2J\nb"),
        ("--format", "png", "--size", "a\x1b[2J\nb"),
        ("--format", "a\x1b[2J\nb"),
        ("--format", "pptx", "--template", "a\x1b[2J\nb"),
        ("--again", "a\x1b[2J\nb"),
        ("--format", "pptx", "--briefing", "a\x1b[2J\nb"),
        ("--format", "png", "--proposal", "a\x1b[2J\nb"),
        ("--format", "png", "--compare", "a\x1b[2J\nb", "on=none"),
    ],
)  # fmt: skip
def test_what_is_told_of_a_text_is_one_plain_line(run, tmp_path: Path, arguments) -> None:
    status, said = run("--out", str(tmp_path / "a"), *arguments)
    assert status == 2
    assert is_one_plain_line(said.removesuffix("\n"))
