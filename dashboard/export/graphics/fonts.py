"""Fonts bundled for export, with text widths measured by HarfBuzz.

Noto Sans (Latin, Hebrew, symbols, emoji and the scripts in `OTHER_SCRIPTS`) and IBM Plex Sans
Arabic come from pinned packages. Noto's Arabic is not used since it draws dots as separate glyphs,
which makes a PDF unsearchable. Chinese, Japanese and Korean are not covered.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

import fontpkg_ibm_plex_sans_arabic as arabic
import manimgx_fonts as noto
import uharfbuzz

from geodata.text.safe_text import JOINERS

NOTO = Path(noto.__file__).parent
ARABIC = Path(arabic.__file__).parent / "files"
FOLDERS = (NOTO, ARABIC)
LATIN = "Noto Sans"
ARABIC_FAMILY = "IBM Plex Sans Arabic"
REGULAR, BOLD = 400, 600
KEPT = 4096
"""Number of texts whose widths are cached."""
MISSING = "\ufffd"
"""Unicode's replacement character, used for letters that none of the fonts has."""
OTHER_SCRIPTS = ("Armenian", "Ethiopic", "Georgian")
"""Further scripts, all without combining vowel signs. The package also has scripts of India and
Indochina, but resvg places their vowel signs on top of each other; the replacement character is
better than that.
"""
EMOJI = "Noto Emoji"


@dataclass(frozen=True)
class Face:
    """A font file; one without a fixed weight is variable."""

    family: str
    path: Path
    weight: int | None = None
    italic: bool = False

    def font(self, weight: int) -> uharfbuzz.Font:
        """Return the font in a weight, ready for shaping."""
        return _font(self, weight)


FACES = (
    Face(LATIN, NOTO / "NotoSans[wght].ttf"),
    Face(LATIN, NOTO / "NotoSans-Italic[wght].ttf", italic=True),
    Face(ARABIC_FAMILY, ARABIC / "IBMPlexSansArabic-Regular.ttf", REGULAR),
    Face(ARABIC_FAMILY, ARABIC / "IBMPlexSansArabic-SemiBold.ttf", BOLD),
    Face("Noto Sans Hebrew", NOTO / "NotoSansHebrew[wght].ttf"),
    Face("Noto Sans Symbols", NOTO / "NotoSansSymbols[wght].ttf"),
    *(Face(f"Noto Sans {name}", NOTO / f"NotoSans{name}[wght].ttf") for name in OTHER_SCRIPTS),
    Face(EMOJI, NOTO / "NotoEmoji[wght].ttf"),
)
"""The faces in the order in which they are searched for a letter."""
WITH_RIGHT_TO_LEFT = (LATIN, ARABIC_FAMILY, "Noto Sans Hebrew", "Noto Sans Symbols")
"""Families for lines with right-to-left letters, which are shaped as a whole."""


@dataclass(frozen=True)
class Run:
    """A piece of text in one face."""

    face: Face
    text: str


@lru_cache(maxsize=KEPT)
def runs(text: str, weight: int = REGULAR, *, italic: bool = False) -> tuple[Run, ...]:
    """Return a text in pieces with one face each."""
    faces = [item for item in FACES if item.weight in (None, weight) and item.italic <= italic]
    faces.sort(key=lambda item: not item.italic)
    found: list[tuple[Face, list[str]]] = []
    for letter in text:
        last = found[-1][0] if found else None
        face = last if last and _stays(letter, last) else None
        face = face or next((item for item in faces if _has(item, letter)), faces[0])
        if face == last:
            found[-1][1].append(letter)
        else:
            found.append((face, [letter]))
    return tuple(Run(face, "".join(letters)) for face, letters in found)


def _stays(letter: str, face: Face) -> bool:
    """Return whether a letter continues in the face of the preceding one."""
    blank = letter == " " and face.family != EMOJI  # its space is as wide as an emoji
    is_part = blank or unicodedata.category(letter).startswith("M")
    return letter in JOINERS or (is_part and _has(face, letter))


@lru_cache(maxsize=KEPT)
def drawable(text: str) -> str:
    """Return a text that the fonts can draw: a replacement for each run of missing letters.

    Invisible characters that no font has, such as directional marks, are removed.

    Examples
    --------
    >>> drawable("Zone \u533a\u57df 7") == f"Zone {MISSING} 7"
    True
    """
    found: list[str] = []
    for letter in unicodedata.normalize("NFC", text):
        kind = _kind(letter)
        after_missing = found[-1:] == [MISSING]
        if kind == "lacking" and not after_missing:
            found.append(MISSING)
        elif kind == "drawn" and not (after_missing and unicodedata.category(letter)[0] == "M"):
            found.append(letter)
        elif kind == "blank":
            found.append(" ")
    kept = "".join(found)
    return _without_joined_signs(kept) if has_right_to_left(kept) else kept


def _without_joined_signs(text: str) -> str:
    """Return a right-to-left line with joined emoji replaced.

    Such a line is shaped as a whole (see `dashboard.export.graphics.svg`), in which an emoji of
    several characters would overlap its neighbours.
    """
    line = [face for face in FACES if face.family in WITH_RIGHT_TO_LEFT]
    return "".join(
        piece
        if len(piece) == 1 or all(any(_has(face, part) for face in line) for part in piece)
        else MISSING
        for piece in graphemes(text)
    )


def graphemes(text: str) -> list[str]:
    """Return the grapheme clusters of a text, between which it may be broken.

    They are HarfBuzz's, which follow Unicode's text segmentation (UAX 29).
    """
    buffer = _shape(Run(FACES[0], text), REGULAR)
    starts = sorted({info.cluster for info in buffer.glyph_infos})
    return [text[start:end] for start, end in pairwise([*starts, len(text)])]


def text_width(
    text: str, size: float, weight: int = REGULAR, *, italic: bool = False, spacing: float = 0.0
) -> float:
    """Return the width of a shaped text, in the units of its size.

    A letter that no font has counts as wide as its size, as in most fonts that have it: slides
    keep it, pictures replace it by :func:`drawable`.
    """
    return _width(text, weight, italic=italic) * size + len(text) * spacing


@lru_cache(maxsize=KEPT)
def _width(text: str, weight: int, *, italic: bool) -> float:
    lacking = [letter for letter in text if _kind(letter) == "lacking"]
    if lacking:
        text = "".join(letter for letter in text if _kind(letter) != "lacking")
    return len(lacking) + sum(advance(run, weight) for run in runs(text, weight, italic=italic))


@lru_cache(maxsize=KEPT)
def _kind(letter: str) -> Literal["drawn", "blank", "nothing", "lacking"]:
    """Return whether the fonts have a letter, or else how it appears."""
    if letter in JOINERS or any(_has(face, letter) for face in FACES):
        return "drawn"
    category = unicodedata.category(letter)
    if category.startswith("Z"):
        return "blank"
    selects = "VARIATION SELECTOR" in unicodedata.name(letter, "")
    return "nothing" if selects or category in ("Cc", "Cf", "Cs") else "lacking"


def is_right_to_left(text: str) -> bool:
    """Return whether the first letter of a text is of a right-to-left script."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind for kind in strong if kind in ("L", "R", "AL")), "L") != "L"


def has_right_to_left(text: str) -> bool:
    """Return whether any letter of a text is of a right-to-left script."""
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def part_of(face: Face, letters: str) -> bytes:
    """Return a subset of a font file with the given letters and the tables to shape them."""
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, letters))
    subset = uharfbuzz.subset(_face(face), wanted)
    assert subset.blob.data is not None
    return bytes(subset.blob.data)


def advance(run: Run, weight: int) -> float:
    """Return the width of a piece of text, relative to the font size."""
    units: int = sum(place.x_advance for place in _shape(run, weight).glyph_positions or [])
    em: int = run.face.font(weight).face.upem
    return units / em


def _shape(run: Run, weight: int) -> uharfbuzz.Buffer:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(run.text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(run.face.font(weight), buffer)
    return buffer


def _has(face: Face, letter: str) -> bool:
    return bool(_font(face, REGULAR).get_nominal_glyph(ord(letter)))


@cache
def _face(face: Face) -> uharfbuzz.Face:
    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(face.path)))


@cache
def _font(face: Face, weight: int) -> uharfbuzz.Font:
    font = uharfbuzz.Font(_face(face))
    if face.weight is None:
        font.set_variations({"wght": weight})
    return font
