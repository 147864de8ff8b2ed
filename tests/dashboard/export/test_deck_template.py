"""Decks on a template of an organization, and the command line that makes decks."""

import io
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from pptx import Presentation
from pptx.util import Pt

from tests.layers.project import CATALOG

pytestmark = pytest.mark.slow

COMPARED = ("demilitarized-south.zone=governorates", "demilitarized-south.zone=three-bands")


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """Return a template with a slide of its own, another layout's name and another body."""
    path = tmp_path / "house.pptx"
    made = Presentation()
    made.slide_width, made.slide_height = Pt(960), Pt(540)
    layout = made.slide_layouts[1]
    layout.name = "House text"
    title, body = layout.placeholders[0], layout.placeholders[1]
    title.left, title.top, title.width, title.height = Pt(40), Pt(30), Pt(800), Pt(50)
    body.left, body.top, body.width, body.height = Pt(40), Pt(90), Pt(880), Pt(420)
    made.slides.add_slide(layout).shapes.title.text_frame.text = "Last year's talk"
    made.save(path)
    return path


def test_a_template_gives_its_layout_and_none_of_its_slides(
    run, tmp_path: Path, template: Path
) -> None:
    out = tmp_path / "deck.pptx"
    asked = ("--briefing", "corridor-what-100-km-means", "--template", str(template))
    assert run("--format", "pptx", "--out", str(out), *asked) == (0, "")
    opened = Presentation(out)
    assert {slide.slide_layout.name for slide in opened.slides} == {"House text"}
    first = opened.slides[0]
    assert first.shapes.title.text_frame.text == "What was reported"
    assert (first.shapes.title.left, first.shapes.title.top) == (Pt(40), Pt(30))
    for slide in opened.slides:
        for shape in slide.shapes:
            assert shape.left >= Pt(40)
            assert shape.top >= Pt(30)
            assert shape.left + shape.width <= Pt(921)
            assert shape.top + shape.height <= Pt(511)
    with zipfile.ZipFile(out) as parts:
        assert not any(b"Last year" in parts.read(name) for name in parts.namelist())


def test_a_template_of_which_the_same_deck_is_made_twice_gives_the_same_bytes(
    run, tmp_path: Path, template: Path
) -> None:
    outs = [tmp_path / "a.pptx", tmp_path / "b.pptx"]
    for out in outs:
        asked = ("--proposal", "druze-corridor", "--template", str(template))
        assert run("--format", "pptx", "--out", str(out), *asked)[0] == 0
    assert outs[0].read_bytes() == outs[1].read_bytes()


def without_text(path: Path) -> None:
    made = Presentation()
    for layout in list(made.slide_layouts):
        if layout.name != "Blank":
            made.slide_layouts.remove(layout)
    made.save(path)


def broken(path: Path) -> None:
    made = io.BytesIO()
    Presentation().save(made)
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(path, "w") as out:
        for name in parts.namelist():
            content = parts.read(name)
            out.writestr(name, content[:100] if name == "ppt/presentation.xml" else content)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda path: path.write_text("no zip"), "bad.pptx: is no PowerPoint file (.pptx)"),
        (lambda path: zipfile.ZipFile(path, "w").close(), "is no PowerPoint file (.pptx)"),
        (broken, "is no PowerPoint file (.pptx)"),
        (without_text, "bad.pptx: has no layout with a title and a text of at least"),
        (lambda _: None, "No such file or directory"),
    ],
)
def test_what_is_no_template_is_told_in_one_line(run, tmp_path: Path, make, told: str) -> None:
    path, out = tmp_path / "bad.pptx", tmp_path / "deck.pptx"
    make(path)
    status, said = run("--format", "pptx", "--out", str(out), "--template", str(path))
    assert status == 2
    assert told in said
    assert said.count("\n") == 1
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("--format", "pptx", "--briefing", "nothing-such"),
            "briefing 'nothing-such' is not one of corridor",
        ),
        (
            ("--format", "png", "--briefing", "x"),
            "--briefing is for pptx and html and pdf: leave it out for png",
        ),
        (
            ("--format", "pptx", "--briefing", "x", "--proposal", "y"),
            "--briefing says it all: leave out --proposal",
        ),
        (
            ("--format", "pptx", "--compare", "on=none", "on=nothing-such"),
            "B: 'nothing-such' is not a layer here",
        ),
        (
            ("--format", "pptx", "--compare", "on=none", "on=none", "--proposal", "x"),
            "--compare says it all",
        ),
        (
            ("--format", "kml", "--compare", "on=none", "on=none"),
            "--compare is for png and svg and pdf and pptx: leave it out for kml",
        ),
        (
            ("--format", "csv", "--marking", "Public information"),
            "--marking is for what is looked at: leave it out for csv",
        ),
        (("--format", "png", "--marking", "x" * 49), "--marking has 49 characters: at most 48"),
        (("--format", "png", "--at", "50"), "--at is a point between two: add --compare A B"),
        (
            ("--format", "png", "--compare", "on=none", "on=none", "--at", "half"),
            "'half' is not a point from A to B: give 0 to 100 per cent",
        ),
        (
            ("--format", "png", "--compare", "on=none", "on=none", "--at", "50"),
            "A: each of two positions is one layer in one reading; 0 are on",
        ),
        (
            ("--format", "pdf", "--template", "x.pptx"),
            "--template is for pptx: leave it out for pdf",
        ),
        (("--format", "pptx", "--template", "x.pptx", "--paper", "4:3"), "leave out --paper"),
        (
            ("--format", "pptx", "--size", "1920x1080"),
            "--size is for pictures: leave it out for pptx",
        ),
        (
            ("--format", "pptx", "--paper", "square"),
            "paper 'square' is not one of a deck: 16:9, 4:3",
        ),
    ],
)
def test_what_is_wrong_is_told_in_one_line(run, tmp_path: Path, arguments, told: str) -> None:
    status, said = run("--out", str(tmp_path / "out"), *arguments)
    assert status == 2
    assert told in said
    assert said.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_the_command_makes_a_comparison_and_a_scenario(run, tmp_path: Path) -> None:
    out = tmp_path / "deck.pptx"
    assert run("--format", "pptx", "--out", str(out), "--compare", *COMPARED) == (0, "")
    assert len(Presentation(out).slides) == 2
    asked = ("--proposal", "druze-corridor", "--paper", "4:3")
    assert run("--format", "pptx", "--out", str(out), *asked) == (0, "")
    assert Presentation(out).slide_width == Pt(720)


def test_a_briefing_as_pdf_has_a_page_for_each_step(run, tmp_path: Path) -> None:
    out, name = tmp_path / "briefing.pdf", "corridor-what-100-km-means"
    assert run("--format", "pdf", "--out", str(out), "--briefing", name) == (0, "")
    pages = pypdfium2.PdfDocument(out)
    steps = CATALOG.briefings[name].step
    assert len(pages) == len(steps)
    for page, step in zip(pages, steps, strict=True):
        assert step.title in page.get_textpage().get_text_bounded()
