"""Native shapes of slides (freeforms, texts, tables), each with a name and alternative text."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.dml.fill import FillFormat
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_PATTERN_TYPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.oxml.shapes.autoshape import CT_Shape
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Pt

from dashboard.export.graphics.fonts import is_right_to_left
from dashboard.export.graphics.scene import Fill, Hatch, Pen
from dashboard.export.picture.styles import PIXELS, Style
from dashboard.presentation.symbology import symbology
from layers.output.map_frame import Box, ScreenPath

EMU = 12700
"""English Metric Units per point."""
PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The table style 'No Style, No Grid'."""
OTHER_DASH = "sysDash"
"""For dashes that do not belong to a status."""
NOT_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]+")


@dataclass(frozen=True)
class Span:
    """A piece of a paragraph."""

    text: str
    size: float
    bold: bool = False
    colour: str = ""


Paragraph = Sequence[Span]


def clean(text: str) -> str:
    """Return a text without characters that XML forbids; line ends become spaces."""
    return NOT_TEXT.sub(" ", text)


def describe(shape: Any, name: str, text: str) -> None:
    """Set a shape's name for the selection pane, and its alternative text."""
    properties = shape._element._nvXxPr.cNvPr  # noqa: SLF001 (alternative texts have no public way)
    properties.set("name", clean(name))
    properties.set("descr", clean(text))


def add_picture(slide: Slide, content: bytes, box: Box, name: str, text: str) -> None:
    """Place a PNG."""
    describe(slide.shapes.add_picture(io.BytesIO(content), *_position(box)), name, text)


def add_freeform(  # noqa: PLR0913, PLR0917 (where it lies, how it looks, what it is called)
    slide: Slide,
    fills: tuple[ScreenPath, ...],
    edges: tuple[ScreenPath, ...],
    look: Style,
    name: str,
    text: str,
) -> None:
    """Draw outlines as one shape; rings are filled by the even-odd rule.

    Parameters
    ----------
    fills
        Rings to fill, or lines.
    edges
        Lines for the pen if they differ from the rings, as for areas clipped by the map.
    """
    points = [point for outline in fills for point in outline.points]
    left, top = (round(min(point[axis] for point in points) * EMU) for axis in (0, 1))
    right, bottom = (round(max(point[axis] for point in points) * EMU) for axis in (0, 1))
    width, height = max(1, right - left), max(1, bottom - top)
    shape = _empty_freeform(slide, (left, top, width, height))
    theme = shape._element.find(qn("p:style"))  # noqa: SLF001 (the theme's shadow misleads)
    shape._element.remove(theme)  # noqa: SLF001
    paths = shape._element.spPr.custGeom.pathLst  # noqa: SLF001
    size = f'w="{width}" h="{height}"'
    if edges == fills:
        paths.append(_path(fills, size, (left, top)))
    else:
        paths.append(_path(fills, f'{size} stroke="0"', (left, top)))
        if edges:
            paths.append(_path(edges, f'{size} fill="none"', (left, top)))
    _paint(shape, look, closed=any(outline.closed for outline in fills))
    describe(shape, name, text)


def _empty_freeform(slide: Slide, position: tuple[int, int, int, int]) -> Any:
    """Add a freeform without a path; the library's builder searches all ids each time."""
    shapes = slide.shapes
    made = CT_Shape.new_freeform_sp(shapes._next_shape_id, "", *position)  # noqa: SLF001
    shapes._spTree.insert_element_before(made, "p:extLst")  # noqa: SLF001
    return shapes._shape_factory(made)  # noqa: SLF001


def add_swatch(slide: Slide, look: Style, role: str, box: Box, name: str) -> None:
    """Draw a swatch of a style: a line or a box."""
    left, top, right, bottom = box
    middle = (top + bottom) / 2
    outline = ScreenPath(((left, top), (right, top), (right, bottom), (left, bottom)), closed=True)
    if role == "line":
        outline = ScreenPath(((left, middle), (right, middle)), closed=False)
    outlines = (outline,)
    add_freeform(slide, outlines, outlines, look, name, name)


def add_text(  # noqa: PLR0913 (where, what, how)
    slide: Slide,
    paragraphs: Sequence[Paragraph],
    box: Box,
    name: str,
    text: str = "",
    *,
    ground: Fill | None = None,
    middle: bool = False,
) -> None:
    """Write a text into a box of its own.

    Parameters
    ----------
    text
        The alternative text, if the written text is shortened.
    """
    shape = slide.shapes.add_textbox(*_position(box))
    if ground:
        _solid(shape.fill, ground)
    write(shape.text_frame, paragraphs, middle=middle)
    written = " ".join("".join(span.text for span in line) for line in paragraphs)
    describe(shape, name, text or written)


def write(
    frame: TextFrame, paragraphs: Sequence[Paragraph], *, middle: bool = False, after: float = 0.0
) -> None:
    """Write paragraphs without bullets and margins, with some space after each."""
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = not middle
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if middle else MSO_ANCHOR.TOP
    for number, spans in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 (bullets have no public way)
        properties.set("marL", "0")
        properties.set("indent", "0")
        if is_right_to_left("".join(span.text for span in spans)):
            properties.set("rtl", "1")
            paragraph.alignment = PP_ALIGN.RIGHT
        if middle:
            paragraph.alignment = PP_ALIGN.CENTER
        paragraph.space_before, paragraph.space_after = Pt(0), Pt(after)
        paragraph.line_spacing = 1.0
        properties.append(parse_xml(f"<a:buNone {nsdecls('a')}/>"))
        for span in spans:
            run = paragraph.add_run()
            run.text = clean(span.text)
            run.font.size = Pt(span.size)
            run.font.bold = span.bold
            if span.colour:
                run.font.color.rgb = RGBColor.from_string(span.colour[1:])


def add_table(  # noqa: PLR0913, PLR0917 (where, what, how)
    slide: Slide,
    rows: Sequence[tuple[Span, Span]],
    box: Box,
    first: float,
    heights: Sequence[float],
    name: str,
) -> None:
    """Place a native table of two columns; the width of the first is given."""
    frame = slide.shapes.add_table(len(rows), 2, *_position(box))
    table = frame.table
    table.first_row = table.horz_banding = False
    frame._element.find(f".//{qn('a:tableStyleId')}").text = PLAIN_TABLE  # noqa: SLF001
    table.columns[0].width, table.columns[1].width = Pt(first), Pt(box[2] - box[0] - first)
    for number, spans in enumerate(rows):
        table.rows[number].height = Pt(heights[number])
        for column, span in enumerate(spans):
            cell = table.cell(number, column)
            write(cell.text_frame, [[span]])
            cell.margin_left = cell.margin_top = cell.margin_bottom = 0
            cell.margin_right = Pt(8)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    describe(frame, name, "; ".join(f"{of.text}: {value.text}" for value, of in rows))


def _position(box: Box) -> tuple[Any, Any, Any, Any]:
    return Pt(box[0]), Pt(box[1]), Pt(box[2] - box[0]), Pt(box[3] - box[1])


def _path(outlines: tuple[ScreenPath, ...], attributes: str, origin: tuple[int, int]) -> Any:
    """Return the XML of a path, which contains only numbers."""
    body = ""
    for outline in outlines:
        for number, (x, y) in enumerate(outline.points):
            step = "lnTo" if number else "moveTo"
            at = f'x="{round(x * EMU) - origin[0]}" y="{round(y * EMU) - origin[1]}"'
            body += f"<a:{step}><a:pt {at}/></a:{step}>"
        body += "<a:close/>" if outline.closed else ""
    return parse_xml(f"<a:path {nsdecls('a')} {attributes}>{body}</a:path>")


def _paint(shape: Any, look: Style, *, closed: bool) -> None:
    if look.fill is None or not closed:
        shape.fill.background()
    elif isinstance(look.fill, Hatch):
        _hatch(shape.fill, look.fill)
    else:
        _solid(shape.fill, look.fill)
    if look.pen is None:
        shape.line.fill.background()
        return
    shape.line.color.rgb = RGBColor.from_string(look.pen.colour[1:])
    shape.line.width = Pt(look.pen.width / PIXELS)
    shape.line.dash_style = MSO_LINE_DASH_STYLE.from_xml(office_dash(look.pen))
    shape.line._get_or_add_ln().set("cap", "rnd")  # noqa: SLF001 (caps have no public way)


def office_dash(pen: Pen) -> str:
    """Return the preset dash that is nearest to a pen's."""
    steps = [round(step / pen.width, 1) for step in pen.dash]
    known = {tuple(status.dash): status.office for status in symbology().status.values()}
    return known.get(tuple(steps), OTHER_DASH)


def _solid(fill: FillFormat, wanted: Fill) -> None:
    fill.solid()
    fill.fore_color.rgb = RGBColor.from_string(wanted.colour[1:])
    _fade(fill.fore_color, wanted.opacity)


def _hatch(fill: FillFormat, hatch: Hatch) -> None:
    """Fill with a pattern without background: not all programs support semitransparent ones."""
    look = symbology().hatch
    turn = [round(step * PIXELS, 6) for step in look.spacing].index(round(hatch.step, 6))
    fill.patterned()
    fill.pattern = MSO_PATTERN_TYPE.from_xml(look.office[f"{hatch.angle:g}"][turn])
    fill.fore_color.rgb = RGBColor.from_string(hatch.pen.colour[1:])
    fill.back_color.rgb = RGBColor.from_string(hatch.ground.colour[1:])
    _fade(fill.back_color, 0.0)


def _fade(colour: Any, opacity: float) -> None:
    """Make a colour transparent, which the library does not support."""
    element = colour._color._xClr  # noqa: SLF001
    element.append(parse_xml(f'<a:alpha {nsdecls("a")} val="{round(opacity * 100_000)}"/>'))
