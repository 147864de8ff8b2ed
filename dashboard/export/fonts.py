"""The letters of exports: the same on every machine, measured as they are shaped.

Noto Sans (Latin, Hebrew, symbols) and IBM Plex Sans Arabic come from pinned packages. Of Noto's
Arabic a PDF could not be searched: it draws the dots of letters as letters of their own.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import fontpkg_ibm_plex_sans_arabic as arabic
import manimgx_fonts as noto
import uharfbuzz

NOTO = Path(noto.__file__).parent
ARABIC = Path(arabic.__file__).parent / "files"
FOLDERS = (NOTO, ARABIC)
LATIN = "Noto Sans"
REGULAR, BOLD = 400, 600
KEPT = 4096
"""Of so many texts the width is remembered."""


@dataclass(frozen=True)
class Face:
    """A font's file; one without a fixed weight has all of them."""

    family: str
    path: Path
    weight: int | None = None
    italic: bool = False

    def font(self, weight: int) -> uharfbuzz.Font:
        """Return the font in a weight, ready to shape."""
        return _font(self, weight)


FACES = (
    Face(LATIN, NOTO / "NotoSans[wght].ttf"),
    Face(LATIN, NOTO / "NotoSans-Italic[wght].ttf", italic=True),
    Face("IBM Plex Sans Arabic", ARABIC / "IBMPlexSansArabic-Regular.ttf", REGULAR),
    Face("IBM Plex Sans Arabic", ARABIC / "IBMPlexSansArabic-SemiBold.ttf", BOLD),
    Face("Noto Sans Hebrew", NOTO / "NotoSansHebrew[wght].ttf"),
    Face("Noto Sans Symbols", NOTO / "NotoSansSymbols[wght].ttf"),
)
"""In the order in which a letter is looked for."""


@dataclass(frozen=True)
class Run:
    """A piece of text that one face has all letters of."""

    face: Face
    text: str


@lru_cache(maxsize=KEPT)
def runs(text: str, weight: int = REGULAR, *, italic: bool = False) -> tuple[Run, ...]:
    """Return a text in pieces, each with the face that it is written in."""
    faces = [item for item in FACES if item.weight in (None, weight) and item.italic <= italic]
    faces.sort(key=lambda item: not item.italic)
    found: list[Run] = []
    for letter in text:
        last = found[-1].face if found else None
        stays = letter == " " or unicodedata.combining(letter)
        face = last if last and stays and _has(last, letter) else None
        face = face or next((item for item in faces if _has(item, letter)), faces[0])
        if face == last:
            found[-1] = Run(face, found[-1].text + letter)
        else:
            found.append(Run(face, letter))
    return tuple(found)


def text_width(
    text: str, size: float, weight: int = REGULAR, *, italic: bool = False, spacing: float = 0.0
) -> float:
    """Return how wide a text is, as it is shaped, in the units of its size."""
    return _width(text, weight, italic=italic) * size + len(text) * spacing


@lru_cache(maxsize=KEPT)
def _width(text: str, weight: int, *, italic: bool) -> float:
    return sum(_advance(run, weight) for run in runs(text, weight, italic=italic))


def is_right_to_left(text: str) -> bool:
    """Return whether a text begins with a letter of a script that runs from right to left."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind for kind in strong if kind in ("L", "R", "AL")), "L") != "L"


def part_of(face: Face, letters: str) -> bytes:
    """Return a font file with only some letters, and what shaping them needs."""
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, letters))
    subset = uharfbuzz.subset(_face(face), wanted)
    assert subset.blob.data is not None
    return bytes(subset.blob.data)


def _advance(run: Run, weight: int) -> float:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(run.text)
    buffer.guess_segment_properties()
    font = run.face.font(weight)
    uharfbuzz.shape(font, buffer)
    advance: int = sum(position.x_advance for position in buffer.glyph_positions or [])
    em: int = font.face.upem
    return advance / em


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
