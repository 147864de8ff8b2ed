"""Slide masters: that of a template, or a plain one of the project."""

from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout
from pptx.util import Pt

from dashboard.export.graphics.sizes import Paper
from dashboard.export.slides.template import WrongTemplateError, reduced_template
from layers.output.map_frame import Box

LAYOUT = "Title and Content"
"""The name of the preferred layout in presentation software and most templates."""
SIZES: dict[Paper, tuple[float, float]] = {"16:9": (960.0, 540.0), "4:3": (720.0, 540.0)}
"""Width and height of a slide, in points, by its proportions."""
EDGE = 26.0
TITLE_TOP, TITLE_HEIGHT = 12.0, 44.0
BODY_TOP = 62.0
BODY_BOTTOM = 14.0
FONT = "Arial"
"""Available everywhere, or replaced by a font of equal widths."""
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
BODIES = (PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.BODY)
LEAST_WIDTH, LEAST_HEIGHT = 560.0, 300.0
"""Least size in points of a text area, so that a map with its legend fits."""
MOST = 2000.0
"""Largest extent in points of a text area, which limits the picture of its map."""
UNREADABLE = (
    PythonPptxError,
    etree.XMLSyntaxError,
    AssertionError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)
"""Errors that the library raises for invalid parts."""


@dataclass(frozen=True)
class Master:
    """An empty deck, and the layout that its slides have.

    Attributes
    ----------
    title, area
        Boxes of the title and of everything below it, in points.
    body
        The number of the placeholder for the caption.
    left_behind
        Contents of the template that are not taken over, to report to the user.
    """

    deck: Deck
    layout: SlideLayout
    title: Box
    area: Box
    body: int
    left_behind: tuple[str, ...] = ()


def own_master(paper: Paper) -> Master:
    """Return the project's own master: a title, a text, and nothing else."""
    deck = Presentation()
    width, height = SIZES[paper]
    deck.slide_width, deck.slide_height = Pt(width), Pt(height)
    _forget_thumbnail(deck)
    layout = next(item for item in deck.slide_layouts if item.name == LAYOUT)
    for other in list(deck.slide_layouts):
        if other != layout:
            deck.slide_layouts.remove(other)
    for of in (deck.slide_master, layout):
        for holder in list(of.placeholders):
            kind = holder.placeholder_format.type
            if kind in TITLES:
                box = (EDGE, TITLE_TOP, width - EDGE, TITLE_TOP + TITLE_HEIGHT)
            elif kind in BODIES:
                box = (EDGE, BODY_TOP, width - EDGE, height - BODY_BOTTOM)
            else:
                holder.element.getparent().remove(holder.element)
                continue
            holder.left, holder.top = Pt(box[0]), Pt(box[1])
            holder.width, holder.height = Pt(box[2] - box[0]), Pt(box[3] - box[1])
    _set_theme(deck)
    return _measure_layout(deck, layout)


def template_master(path: Path) -> Master:
    """Return the master of a template: its layouts without its slides.

    Raises
    ------
    WrongTemplateError
        If it is not a presentation, too large, or has no layout with a title and room for text.
    OSError
        If it cannot be read.
    """
    template = reduced_template(path)
    try:
        deck = Presentation(template.content)
        layouts = deck.slide_layouts if len(deck.slide_masters) else ()
        found = [_measure_layout(deck, item) for item in layouts if _holds_text(item)]
    except UNREADABLE:
        raise WrongTemplateError(f"{path.name}: is no PowerPoint file (.pptx)") from None
    fitting = [item for item in found if _has_room(item.area)]
    if not fitting:
        raise WrongTemplateError(
            f"{path.name}: has no layout with a title and a text of at least "
            f"{LEAST_WIDTH:g} x {LEAST_HEIGHT:g} points, and none beyond {MOST:,.0f}"
        )
    best = min(fitting, key=lambda item: (item.layout.name != LAYOUT, -_area(item.area)))
    return replace(best, left_behind=template.left_behind)


def _measure_layout(deck: Deck, layout: SlideLayout) -> Master:
    title = next(item for item in layout.placeholders if item.placeholder_format.type in TITLES)
    bodies = [item for item in layout.placeholders if item.placeholder_format.type in BODIES]
    body = max(bodies, key=lambda item: (item.width or 0) * (item.height or 0))
    boxes = [
        (item.left.pt, item.top.pt, item.left.pt + item.width.pt, item.top.pt + item.height.pt)
        for item in (title, body)
    ]
    return Master(deck, layout, boxes[0], boxes[1], body.placeholder_format.idx)


def _holds_text(layout: SlideLayout) -> bool:
    kinds = {
        item.placeholder_format.type
        for item in layout.placeholders
        if None not in (item.left, item.top, item.width, item.height)
    }
    return bool(kinds & set(TITLES)) and bool(kinds & set(BODIES))


def _has_room(box: Box) -> bool:
    is_large = box[2] - box[0] >= LEAST_WIDTH and box[3] - box[1] >= LEAST_HEIGHT
    return is_large and all(-MOST <= edge <= MOST for edge in box)


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _forget_thumbnail(deck: Deck) -> None:
    """Remove the thumbnail, which would show another deck."""
    package = deck.part.package
    for key, relation in list(package._rels.items()):  # noqa: SLF001 (there is no public way)
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package.drop_rel(key)


def _set_theme(deck: Deck) -> None:
    """Set the master's fonts, and align titles at the left."""
    for of in (deck.slide_master, *deck.slide_layouts):
        title = next(item for item in of.placeholders if item.placeholder_format.type in TITLES)
        title.text_frame.margin_left = 0
    style = deck.slide_master.element.find(".//{*}titleStyle/{*}lvl1pPr")
    style.set("algn", "l")
    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    for latin in theme.iterfind(".//{*}fontScheme/*/{*}latin"):
        latin.set("typeface", FONT)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001
