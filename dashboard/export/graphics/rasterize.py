"""Makes PNG and PDF of a scene, from its SVG and with the fonts of :mod:`fonts` only.

Typst reads SVG with resvg and writes PDF with krilla, in Python wheels that need no system
libraries. Shapes, patterns and text are preserved in the PDF.
"""

import json
import re
from collections.abc import Sequence
from functools import cache

import typst

from dashboard.export.graphics.fonts import FOLDERS, is_right_to_left
from dashboard.export.graphics.scene import Scene
from dashboard.export.graphics.sizes import WIDTHS_PT, Format
from dashboard.export.graphics.svg import scene_to_svg

POINTS_AN_INCH = 72.0
ALEFS = {"\u0622": "\ufef5", "\u0623": "\ufef7", "\u0625": "\ufef9", "\u0627": "\ufefb"}
"""The ligature of a lam and an alef, by the alef."""
JOINS_NOT = "اأإآٱدذرزوؤةىء"
JOINER = "\u200d"


def png(scene: Scene, form: Format) -> bytes:
    """Return a picture of a scene in the format's number of pixels."""
    return png_at(scene, form.unit)


def png_at(scene: Scene, scale: float) -> bytes:
    """Return a picture of a scene with `scale` pixels per unit."""
    size = round(scene.width * scale), round(scene.height * scale)
    drawing = scene_to_svg(scene, *size, "beside")
    return _compile(_page(scene.width, scene.height), [drawing], "png", scale)


def pdf(scenes: Sequence[Scene], form: Format, description: str, keyword: str) -> bytes:
    """Return a PDF with a page per scene.

    Parameters
    ----------
    description, keyword
        For the document's metadata.
    """
    width = WIDTHS_PT[form.paper]
    head = (
        f"#set document(title: {json.dumps(scenes[0].title, ensure_ascii=False)}, date: none, "
        f"description: {json.dumps(description, ensure_ascii=False)}, "
        f"keywords: ({json.dumps(keyword)},))\n"
    )
    drawings = [
        _one_sign_each(scene_to_svg(scene, form.width, form.height, "beside")) for scene in scenes
    ]
    first = scenes[0]
    page = _page(width, width * first.height / first.width, len(scenes))
    return _compile(head + page, drawings, "pdf", 1.0)


def _page(width: float, height: float, pages: int = 1) -> str:
    size = f"width: {width}pt, height: {height}pt"
    images = [f'#image("/scene-{number}.svg", {size})\n' for number in range(pages)]
    return f"#set page({size}, margin: 0pt, fill: none)\n{'#pagebreak()'.join(images)}"


def _compile(page: str, drawings: Sequence[str], kind: str, scale: float) -> bytes:
    files = {"main.typ": page.encode()}
    files |= {f"scene-{number}.svg": text.encode() for number, text in enumerate(drawings)}
    made = typst.compile(  # type: ignore[call-overload]  # the type stubs do not know named inputs
        files, format=kind, font_paths=_fonts(), ppi=POINTS_AN_INCH * scale
    )
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in FOLDERS],
    )


def _one_sign_each(drawing: str) -> str:
    """Return a drawing in which each lam with an alef is one ligature character.

    PDF readers extract letters in visual order and reverse them for Arabic, which would swap the
    two letters of a ligature.
    """

    def one_sign(found: re.Match[str]) -> str:
        before, alef = found[1], found[2]
        joined = before and is_right_to_left(before) and before not in JOINS_NOT
        if not joined:
            return before + ALEFS[alef]
        return before + JOINER + chr(ord(ALEFS[alef]) + 1)

    return re.sub(f"(.?)\u0644([{''.join(ALEFS)}])", one_sign, drawing)
