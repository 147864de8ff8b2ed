"""The layout of a slide: map at the left, text at the right, notes below."""

from dataclasses import dataclass, replace

from dashboard.export.content.slide_content import KeyFigure, SlideContent
from dashboard.export.graphics.scene import Look
from dashboard.export.graphics.text_flow import (
    ELLIPSIS,
    share_lines,
    shorten_text,
    width_of,
    wrap_text,
)
from dashboard.export.picture.legend import MOST_LINES, LegendEntry, Rank
from dashboard.export.picture.styles import SWATCH_WIDTH
from dashboard.text.ui_text import words
from layers.build.briefing_figures import Figure
from layers.output.map_frame import Box

GAP = 14.0
SIDE = 0.36
"""Share of the width for the text at the right."""
LEAST_SIDE = 250.0
LINE = 1.2
"""Distance between baselines at single spacing, relative to the font size."""
DATE, NOTE, SMALL = 14.0, 10.0, 12.0
"""Font sizes in points: of the date, of the notes below, and the smallest of other texts."""
CAPTIONS = (20.0, 18.0, 16.0, 14.0)
VALUES = (24.0, 20.0, 16.0, 13.0)
TITLES = (28.0, 24.0, 20.0, 16.0)
INDENT = SWATCH_WIDTH + 8
LEAST_MAP = 240.0
"""Least height in points of a map with the legend below it."""
ROW_PADDING = 4.0
LEAST_OF = 100.0
"""Least width in points for the subject of a value in a table row."""


Paragraph = tuple[str | Figure, ...]
Key = tuple[tuple[Box, list[list[LegendEntry]]], ...]
"""The columns of a legend: their boxes and groups of entries."""


@dataclass(frozen=True)
class Division:
    """Positions of everything on a slide, in points, and font sizes.

    Attributes
    ----------
    rows
        Heights of the table's rows; empty if the table does not fit on this slide.
    values
        The width of the table's first column.
    said
        The paragraphs of the caption that fit.
    legend
        The columns of the legend; None if it does not fit on this slide.
    """

    map: Box
    date: Box
    caption: Box
    table: Box
    caption_text: tuple[Paragraph, ...]
    legend: Key | None
    notes: Box
    caption_size: float
    value_size: float
    values: float
    rows: tuple[float, ...]


def divide_slide(page: SlideContent, area: Box, marking: str) -> Division:
    """Return the division of a slide with the largest font sizes that fit."""
    left, top, right, bottom = area
    side = max(LEAST_SIDE, SIDE * (right - left))
    height = sum(text_height(line, NOTE, right - left) for line in note_lines(page))
    notes = (left, bottom - height, right, bottom)
    column = (right - side, top, right, notes[1] - GAP / 2)
    smallest = _column(page, column, marking, CAPTIONS[-1], VALUES[-1])
    if page.figures and smallest[2][3] > column[3]:
        return divide_slide(replace(page, figures=()), area, marking)
    tries = [_column(page, column, marking, *sizes) for sizes in zip(CAPTIONS, VALUES, strict=True)]
    legend = legend_height(page.key, side)
    beside = [item for item in tries if item[2][3] + GAP / 2 + legend <= column[3]]
    alone = [item for item in tries if item[2][3] <= column[3]]
    below = _below(page.key, (left, top, right, column[3]))
    over = [item for item in tries if below and item[2][3] + GAP <= below[0][0][1]]
    found = (beside or over or alone or tries[-1:])[0]
    date, caption, table, caption_size, value_size, values, rows = found
    key: Key | None = None
    edge = column[3]
    if beside:
        key = (((column[0], table[3] + GAP / 2, right, column[3]), page.key),)
    elif over:
        key, edge = below, below[0][0][1] - GAP / 2
    map_box: Box = (left, top, column[0] - GAP, edge)
    return Division(
        map=map_box,
        date=date,
        caption=caption,
        table=table,
        caption_text=_caption_paragraphs(page, caption, column[3]),
        legend=key,
        notes=notes,
        caption_size=caption_size,
        value_size=value_size,
        values=values,
        rows=rows,
    )


def _below(legend: list[list[LegendEntry]], box: Box) -> Key:
    """Return the two columns of a legend at the bottom of a box, as balanced as possible.

    Empty if that would leave too little room for the map.
    """
    left, top, right, bottom = box
    width = (right - left - GAP) / 2
    splits = [(legend[:at], legend[at:]) for at in range(1, len(legend))]
    if not splits:
        return ()
    tall, parts = min(
        ((max(legend_height(part, width) for part in split), split) for split in splits),
        key=lambda found: found[0],
    )
    edge = bottom - tall
    if edge - top < LEAST_MAP:
        return ()
    lefts = (left, left + width + GAP)
    return tuple(
        ((start, edge, start + width, bottom), part)
        for start, part in zip(lefts, parts, strict=True)
    )


def _column(
    page: SlideContent, column: Box, marking: str, caption_size: float, value_size: float
) -> tuple[Box, Box, Box, float, float, float, tuple[float, ...]]:
    left, top, right, _ = column
    width = right - left
    dated = text_height(date_line(page, marking), DATE, width, bold=True)
    date = (left, top, right, top + dated)
    below = date[3] + GAP / 3 * bool(dated)
    tall = sum(text_height(line, caption_size, width) for line in caption_text(page).split("\n"))
    caption = (left, below, right, below + tall)
    values, rows = table_sizes(page.figures, value_size, width)
    under = caption[3] + GAP / 2
    table = (left, under, right, under + sum(rows))
    return date, caption, table, caption_size, value_size, values, rows


def _caption_paragraphs(page: SlideContent, box: Box, bottom: float) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a caption, shortened to end above a line."""
    paragraphs = _paragraphs(page)
    if box[3] <= bottom:
        return paragraphs
    look, width = _look(CAPTIONS[-1], bold=False), box[2] - box[0]
    # Two lines are kept free, since the reader's fonts may be wider than the measured ones.
    room = int((bottom - box[1]) / (CAPTIONS[-1] * LINE)) - 2
    texts = [_text(paragraph) for paragraph in paragraphs]
    cut = [
        (shorten_text(text, width, look, most),)
        for text, most in share_lines(texts, width, look, room)
    ]
    if len(cut) < len(texts):
        cut[-1] = (f"{cut[-1][0].rstrip(ELLIPSIS)}{ELLIPSIS}",)
    return tuple(cut)


def _paragraphs(page: SlideContent) -> tuple[Paragraph, ...]:
    found: list[list[str | Figure]] = [[]]
    for item in page.caption:
        if isinstance(item, Figure):
            found[-1].append(item)
            continue
        first, *others = item.split("\n")
        found[-1].append(first)
        found += [[line] for line in others]
    return tuple(tuple(paragraph) for paragraph in found)


def table_sizes(
    figures: tuple[KeyFigure, ...], size: float, width: float
) -> tuple[float, tuple[float, ...]]:
    """Return the width of a table's first column, and the heights of its rows."""
    widest = max((width_of(row.value, _look(size, bold=True)) for row in figures), default=0.0) + 10
    values = min(widest, width - LEAST_OF)
    return values, tuple(
        max(
            text_height(row.value, size, values - 8, bold=True),
            text_height(row.of, max(SMALL, size * 0.6), width - values - 8),
        )
        + ROW_PADDING
        for row in figures
    )


def date_line(page: SlideContent, marking: str) -> str:
    """Return the line above a caption: the latest date of the layers, and the marking."""
    dated = f"{words()['asOfFirst']} {page.credit.as_of}" if page.credit.as_of else ""
    return " · ".join(filter(None, (dated, marking)))


def caption_text(page: SlideContent) -> str:
    """Return a caption as one text."""
    return _text(page.caption)


def _text(pieces: Paragraph) -> str:
    return "".join(item.text_with_mark if isinstance(item, Figure) else item for item in pieces)


def note_lines(page: SlideContent) -> list[str]:
    """Return the notes below the map of every slide."""
    said, credit = words()["export"], page.credit
    credited = " · ".join(credit.attributions)
    return [
        words()["neutrality"],
        f"{said['data']}: {credited}. {said['version']} {credit.version}.",
    ]


def legend_height(legend: list[list[LegendEntry]], width: float) -> float:
    """Return the height of a legend."""
    return sum(group_height(group, width) for group in legend)


def group_height(group: list[LegendEntry], width: float) -> float:
    """Return the height of the entries of one proposal, with the gap below them."""
    return sum(entry_height(entry, width) for entry in group) + GAP / 2


def entry_height(entry: LegendEntry, width: float) -> float:
    """Return the height of an entry of a legend."""
    indent = INDENT if entry.swatch else 0.0
    return sum(
        text_height(text, SMALL, width - indent, bold=is_bold(rank))
        for text, rank in entry_lines(entry, width)
    )


def entry_lines(entry: LegendEntry, width: float) -> list[tuple[str, Rank]]:
    """Return the texts of an entry of a legend; names with too many lines are shortened."""
    room = width - (INDENT if entry.swatch else 0.0)
    return [
        (
            shorten_text(text, room, _look(SMALL, bold=is_bold(rank)), MOST_LINES[rank])
            if rank in MOST_LINES
            else text,
            rank,
        )
        for text, rank in entry.lines
    ]


def is_bold(rank: Rank) -> bool:
    """Return whether a text of a legend is bold."""
    return rank in ("title", "strong")


def title_in(box: Box, title: str) -> tuple[str, float]:
    """Return a title and the largest size that fits its box, shortened at the smallest size."""
    width, height = box[2] - box[0] - 16, box[3] - box[1]
    size = TITLES[-1]
    most = max(1, int(height / (size * LINE)))
    shown = shorten_text(title, width, _look(size, bold=True), most)
    fitting = (size for size in TITLES if text_height(shown, size, width, bold=True) <= height)
    return shown, next(fitting, size)


def text_height(text: str, size: float, width: float, *, bold: bool = False) -> float:
    """Return the height of a text that is broken into lines of a width."""
    return len(wrap_text(text, width, _look(size, bold=bold))) * size * LINE


def _look(size: float, *, bold: bool) -> Look:
    return Look(size, "", 600 if bold else 400)
