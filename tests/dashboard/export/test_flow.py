"""Text in lines: broken between words or letters, cut with an ellipsis, in letters that fonts have."""

import io

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from dashboard.export.graphics.fonts import MISSING, drawable, graphemes, runs, text_width
from dashboard.export.graphics.rasterize import png_at
from dashboard.export.graphics.scene import Look, Part, Scene, Writing
from dashboard.export.graphics.text_flow import (
    ELLIPSIS,
    share_lines,
    shorten_text,
    width_of,
    wrap_text,
)

LOOK = Look(12.0, "#000000", 600)
LONG = {
    "latin": "W" * 120,
    "narrow": "i" * 120,
    "arabic": "قسطنطينيةوالمستنصرونوالمتعاونونوالمستعمراتالمتنازععليها" * 2,
    "marks": "e\u0301\u0323" * 40,
    "chinese": "区" * 90,
    "family": "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 20,
    "mixed": "Zone " + "Ω" * 80 + " one",
}
ANY = st.text(st.characters(exclude_categories=("Cs",)), max_size=150)


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_long_word_is_broken_to_its_room_and_loses_no_letter(text: str) -> None:
    lines = wrap_text(text, 150, LOOK)
    assert len(lines) > 1
    assert all(width_of(line, LOOK) <= 150 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    pieces = set(graphemes(text))
    assert all(set(graphemes(line)) <= pieces for line in lines), (
        "no letter is parted from its mark"
    )


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
@pytest.mark.parametrize("most", [1, 2])
def test_what_is_cut_ends_in_an_ellipsis_before_its_figure(text: str, most: int) -> None:
    cut = shorten_text(text, 150, LOOK, most, ": 79.6 km")
    assert len(wrap_text(cut, 150, LOOK)) <= most
    assert cut.endswith(f"{ELLIPSIS}: 79.6 km")
    assert text.startswith(cut.partition(ELLIPSIS)[0])
    assert len(cut) > len(f"{ELLIPSIS}: 79.6 km"), "something of it is left"


def test_what_has_room_is_left_as_it_is() -> None:
    assert shorten_text("Passage via Izra *", 150, LOOK, 1) == "Passage via Izra *"
    assert wrap_text("as\u00a0of\u00a02025 and on", 60, LOOK) == ["as\u00a0of\u00a02025", "and on"]


@given(ANY)
@example("\u0301" * 150)
@example("a\n\nb\tc")
def test_any_text_keeps_to_its_room(text: str) -> None:
    widest = max((width_of(piece, LOOK) for piece in graphemes(text)), default=0.0)
    for line in wrap_text(text, 150, LOOK):
        assert width_of(line, LOOK) <= max(150, widest)
    assert len(wrap_text(shorten_text(text, 150 + widest, LOOK, 2), 150 + widest, LOOK)) <= 2


def test_a_text_of_a_whole_file_is_cut_without_being_measured_whole() -> None:
    assert shorten_text("W" * 10_000_000, 150, LOOK, 3).endswith(f"W{ELLIPSIS}")


def test_of_many_texts_the_longest_give_way_first() -> None:
    texts = ["one", "two " * 100, "three " * 8]
    counts = [count for _, count in share_lines(texts, 150, LOOK, 8)]
    assert counts[0] == 1
    assert counts[2] == len(wrap_text(texts[2], 150, LOOK))
    assert sum(counts) == 8
    assert len(list(share_lines(["line"] * 40, 150, LOOK, 8))) == 8


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Zone \u533a\u57df 7", f"Zone {MISSING} 7"),
        ("\u533a" * 90, MISSING),
        ("\u304b\u3099x", f"{MISSING}x"),
        ("\u0939\u093f\u0928\u094d\u0926\u0940", MISSING),
        ("\u10e5\u10d0\u10e0\u10d7 \u12a0 \u0535 \u03a9 \u0416", "\u10e5\u10d0\u10e0\u10d7 \u12a0 \u0535 \u03a9 \u0416"),
        ("\u26a0 \U0001f681", "\u26a0 \U0001f681"),
        ("Zone\ufe05 \u533a\ufe05 7", f"Zone {MISSING} 7"),
        ("a\x07b\ue000", f"ab{MISSING}"),
        ("\u0642\u0631\u064a\u0629 \U0001f44d\U0001f3fd", f"\u0642\u0631\u064a\u0629 {MISSING}"),
        ("a\u3000b", "a b"),
    ],
)  # fmt: skip
def test_one_sign_stands_for_letters_that_no_font_has(text: str, drawn: str) -> None:
    assert drawable(text) == drawn
    assert drawable(drawn) == drawn


@given(ANY)
def test_what_is_drawn_is_in_the_fonts(text: str) -> None:
    for run in runs(drawable(text)):
        face = run.face.font(400)
        lacking = [sign for sign in run.text if not face.get_nominal_glyph(ord(sign))]
        assert set(lacking) <= {"\u200c", "\u200d"}


def test_a_letter_that_a_slide_keeps_is_measured_as_wide_as_it_is_tall() -> None:
    assert text_width("\u533a\u57df", 10) == pytest.approx(20)


def drawn_width(text: str) -> float:
    """Return how wide the ink of a line is in a picture."""
    writing = Writing(text, (40, 30), LOOK, width_of(text, LOOK))
    scene = Scene(400, 60, "", "#ffffff", (Part("a", (writing,)),), (0, 0, 1, 1), (), (1, 1))
    picture = Image.open(io.BytesIO(png_at(scene, 2.0))).convert("L")
    columns = np.flatnonzero((np.asarray(picture) < 128).any(axis=0))
    return float(columns.max() - columns.min()) / 2


@pytest.mark.parametrize(
    "text",
    [
        "x \u0644\u0627",
        "x \u0644\u064a b",
        "Zone \u0641\u064a north",
        "\u0641\u064a x \u0641\u064a",
        "x \u0628\u064e\u0651 bbb",
        "x \U0001f1e9\U0001f1ea",
        "x \U0001f44d\U0001f3fd bbb",
        "xx \U0001f468\u200d\U0001f469\u200d\U0001f467",
        "\u0641\u064a \U0001f44d\U0001f3fd",
        "x \u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd b",
    ],
)
def test_a_line_in_several_fonts_is_drawn_whole(text: str) -> None:
    """The drawing library shapes a line whole in each font; it ended there, or lost letters."""
    shown = drawable(text)
    assert drawn_width(shown) == pytest.approx(width_of(shown, LOOK), abs=4)
