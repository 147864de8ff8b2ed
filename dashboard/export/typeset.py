"""Makes PNG and PDF of a scene, from its SVG and with the letters of :mod:`fonts` only.

Typst reads SVG with resvg and writes PDF with krilla, both as Python wheels without any library
of the system: shapes stay vectors, patterns patterns and text text.
"""

import json
import re
from functools import cache

import typst

from dashboard.export.fonts import FOLDERS, is_right_to_left
from dashboard.export.paper import WIDTHS_PT, Format
from dashboard.export.scene import Scene
from dashboard.export.svg import written

POINTS_AN_INCH = 72.0
ALEFS = {"\u0622": "\ufef5", "\u0623": "\ufef7", "\u0625": "\ufef9", "\u0627": "\ufefb"}
"""By the alef that follows a lam, the one sign that both are written as."""
JOINS_NOT = "اأإآٱدذرزوؤةىء"
JOINER = "\u200d"


def png(scene: Scene, form: Format) -> bytes:
    """Return a picture of a scene with as many pixels as the format says."""
    drawing = written(scene, form.width, form.height, "beside")
    return _compiled(_page(scene.width, scene.height), drawing, "png", form.unit)


def pdf(scene: Scene, form: Format, description: str, keyword: str) -> bytes:
    """Return a page with a scene.

    Parameters
    ----------
    description, keyword
        For the information about the document.
    """
    width = WIDTHS_PT[form.paper]
    head = (
        f"#set document(title: {json.dumps(scene.title, ensure_ascii=False)}, date: none, "
        f"description: {json.dumps(description, ensure_ascii=False)}, "
        f"keywords: ({json.dumps(keyword)},))\n"
    )
    drawing = _one_sign_each(written(scene, form.width, form.height, "beside"))
    page = _page(width, width * scene.height / scene.width)
    return _compiled(head + page, drawing, "pdf", 1.0)


def _page(width: float, height: float) -> str:
    size = f"width: {width}pt, height: {height}pt"
    return f'#set page({size}, margin: 0pt, fill: none)\n#image("/scene.svg", {size})\n'


def _compiled(page: str, drawing: str, kind: str, scale: float) -> bytes:
    files = {"main.typ": page.encode(), "scene.svg": drawing.encode()}
    made = typst.compile(  # type: ignore[call-overload]  # they know no files by name
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
    """Return a drawing in which lam and alef are the one sign that they are written as.

    Readers of PDF take letters in the order in which they stand on the page and turn them around
    for Arabic; the two letters of one sign they would swap.
    """

    def one_sign(found: re.Match[str]) -> str:
        before, alef = found[1], found[2]
        joined = before and is_right_to_left(before) and before not in JOINS_NOT
        if not joined:
            return before + ALEFS[alef]
        return before + JOINER + chr(ord(ALEFS[alef]) + 1)

    return re.sub(f"(.?)\u0644([{''.join(ALEFS)}])", one_sign, drawing)
