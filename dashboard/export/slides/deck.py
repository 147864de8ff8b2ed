"""PowerPoint decks as bytes, reproducible for the same pages, data and template."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from pptx.slide import Slide

from dashboard.export.content.slide_content import (
    KeyFigure,
    SlideContent,
    all_sources,
    method_lines,
)
from dashboard.export.graphics.scene import Fill
from dashboard.export.picture.legend import LegendEntry
from dashboard.export.picture.styles import SWATCH_WIDTH
from dashboard.export.slides.document_properties import Origin, save_deck, set_properties
from dashboard.export.slides.native_shapes import (
    Span,
    add_freeform,
    add_picture,
    add_swatch,
    add_table,
    add_text,
    clean,
    describe,
    write,
)
from dashboard.export.slides.slide_layout import (
    DATE,
    GAP,
    INDENT,
    NOTE,
    SMALL,
    Division,
    caption_text,
    date_line,
    divide_slide,
    entry_height,
    entry_lines,
    group_height,
    is_bold,
    note_lines,
    table_sizes,
    text_height,
    title_in,
)
from dashboard.export.slides.slide_map import Map, map_of
from dashboard.export.slides.slide_master import Master
from dashboard.presentation.symbology import symbology
from dashboard.text.ui_text import words
from layers.build.briefing_figures import Figure
from layers.build.builder import Builder
from layers.output.map_frame import Box

T = TypeVar("T")
LABEL_OPACITY = 0.8
SOURCE_GAP = 4.0
TABLE = 18.0
"""Font size of values in a table on a slide of its own."""
SWATCH_HEIGHT = 10.0


def deck(pages: list[SlideContent], origin: Origin, master: Master, builder: Builder) -> bytes:
    """Return a deck with a slide per page, and the sources at the end."""
    made = _Deck(origin, master, builder)
    for page in pages:
        made.add(page)
    made.add_sources(pages)
    set_properties(master.deck, pages, origin)
    return save_deck(master.deck)


class _Deck:
    """Adds slides to an empty deck."""

    def __init__(self, origin: Origin, master: Master, builder: Builder) -> None:
        self._origin, self._master, self._builder = origin, master, builder

    def add(self, page: SlideContent) -> None:
        """Add the slide of a page; a legend that does not fit gets slides of its own."""
        division = divide_slide(page, self._master.area, self._origin.marking)
        slide = self._slide(page.title, division.caption)
        _write_caption(slide, self._master.body, page, division)
        _draw_map(slide, map_of(page, division.map, self._builder), page)
        self._furnish(slide, page, division)
        if division.rows:
            _add_figures(slide, page.figures, division)
        for at, groups in division.legend or ():
            _add_legend(slide, groups, at)
        slide.notes_slide.notes_text_frame.text = _add_notes(page.notes)
        if division.legend is None:
            self._add_legends(page, division)
        if page.figures and not division.rows:
            self._add_tables(page, division)

    def add_sources(self, pages: list[SlideContent]) -> None:
        """Add one or more slides with all sources, and the method in the notes."""
        area = self._master.area
        width, room = area[2] - area[0], area[3] - area[1]
        parts = _fill_slides(all_sources(pages, self._builder), width, room)
        for title, text in _number_titles(words()["export"]["sources"], parts):
            slide = self._slide(title, area)
            write(
                slide.placeholders[self._master.body].text_frame,
                [[Span(line, SMALL)] for line in text],
                after=SOURCE_GAP,
            )
            data = "\n".join(dict.fromkeys(line for page in pages for line in note_lines(page)))
            made = "\n".join(dict.fromkeys(page.query for page in pages))
            told = [*method_lines(), data, self._origin.id, made]
            slide.notes_slide.notes_text_frame.text = _add_notes("\n".join(told))

    def _slide(self, title: str, body: Box) -> Slide:
        slide = self._master.deck.slides.add_slide(self._master.layout)
        for holder in list(slide.placeholders):
            number = holder.placeholder_format.idx
            if number == self._master.body:
                left, top, right, bottom = (round(edge * 12700) for edge in body)
                holder.left, holder.top = left, top
                holder.width, holder.height = right - left, bottom - top
                describe(holder, words()["compose"]["caption"], "")
            elif holder != slide.shapes.title:
                holder.element.getparent().remove(holder.element)
        shown, size = title_in(self._master.title, title)
        frame = slide.shapes.title.text_frame
        frame.text = clean(shown)
        for run in frame.paragraphs[0].runs:
            run.font.size, run.font.bold = round(size * 12700), True
        describe(slide.shapes.title, words()["compose"]["title"], title)
        return slide

    def _furnish(self, slide: Slide, page: SlideContent, division: Division) -> None:
        dated = date_line(page, self._origin.marking)
        if dated:
            add_text(slide, [[Span(dated, DATE, bold=True)]], division.date, words()["asOf"])
        lines = [[Span(line, NOTE)] for line in note_lines(page)]
        add_text(slide, lines, division.notes, words()["export"]["data"])

    def _add_legends(self, page: SlideContent, division: Division) -> None:
        left, top, right, _ = self._master.area
        box = (left, top, right, division.notes[1] - GAP / 2)
        groups = list(_columns(page.key, box))
        for title, columns in _number_titles(f"{page.title}: {words()['legend']}", groups):
            slide = self._further(title, page, division)
            for at, column in columns:
                _add_legend(slide, column, at)

    def _add_tables(self, page: SlideContent, division: Division) -> None:
        left, top, right, _ = self._master.area
        values, heights = table_sizes(page.figures, TABLE, right - left)
        rows = list(zip(page.figures, heights, strict=True))
        most = max(1, int((division.notes[1] - top) / max(heights)))
        parts = [rows[start : start + most] for start in range(0, len(rows), most)]
        for title, part in _number_titles(f"{page.title}: {words()['figures']}", parts):
            tall = tuple(height for _, height in part)
            box = (left, top, right, top + sum(tall))
            at = replace(division, table=box, rows=tall, values=values, value_size=TABLE)
            slide = self._further(title, page, division)
            _add_figures(slide, tuple(row for row, _ in part), at)

    def _further(self, title: str, page: SlideContent, division: Division) -> Slide:
        """Add a slide without a map for content that does not fit on a page's slide."""
        slide = self._slide(title, self._master.area)
        body = slide.placeholders[self._master.body]
        body.element.getparent().remove(body.element)
        lines = [[Span(line, NOTE)] for line in note_lines(page)]
        add_text(slide, lines, division.notes, words()["export"]["data"])
        slide.notes_slide.notes_text_frame.text = _add_notes(page.notes)
        return slide


def _write_caption(slide: Slide, body: int, page: SlideContent, division: Division) -> None:
    size = division.caption_size
    lines = [
        [
            Span(item.text_with_mark, size, bold=True)
            if isinstance(item, Figure)
            else Span(item, size)
            for item in paragraph
        ]
        for paragraph in division.caption_text
    ]
    holder = slide.placeholders[body]
    write(holder.text_frame, lines)
    describe(holder, words()["compose"]["caption"], caption_text(page))


def _draw_map(slide: Slide, slide_map: Map, page: SlideContent) -> None:
    on = "; ".join(dict.fromkeys(item["proposal"] for item in page.descriptions))
    said = f"{page.title}. {words()['ground_key']['border']}. {on}".strip()
    add_picture(slide, slide_map.picture, slide_map.box, words()["ground"], said)
    slide.shapes.turbo_add_enabled = True  # a user layer may have thousands of shapes
    for item in slide_map.map_shapes:
        add_freeform(slide, item.filled, item.edges, item.look, item.name, item.text)
    paper, ink = symbology().sheet["light"].paper, symbology().sheet["light"].ink
    for name, box in slide_map.names:
        text = [[Span(name.text, SMALL, bold=True, colour=ink)]]
        ground = Fill(paper, LABEL_OPACITY)
        add_text(slide, text, box, name.whole, name.whole, ground=ground, middle=True)
    slide.shapes.turbo_add_enabled = False


def _add_figures(slide: Slide, figures: tuple[KeyFigure, ...], division: Division) -> None:
    small = max(SMALL, division.value_size * 0.6)
    rows = [
        (Span(row.value, division.value_size, bold=True), Span(row.of, small)) for row in figures
    ]
    add_table(slide, rows, division.table, division.values, division.rows, words()["figures"])


def _add_legend(slide: Slide, legend: list[list[LegendEntry]], box: Box) -> None:
    left, y, right, _ = box
    for group in legend:
        for entry in group:
            height = entry_height(entry, right - left)
            indent = INDENT if entry.swatch else 0.0
            title = entry.lines[0][0]
            if entry.swatch:
                at = (left, y + 2, left + SWATCH_WIDTH, y + 2 + SWATCH_HEIGHT)
                add_swatch(slide, *entry.swatch, at, f"{words()['legend']}: {title}")
            lines = entry_lines(entry, right - left)
            text = [[Span(line, SMALL, bold=is_bold(rank))] for line, rank in lines]
            said = " ".join(line for line, _ in entry.lines)
            add_text(slide, text, (left + indent, y, right, y + height), title, said)
            y += height
        y += GAP / 2


def _columns(
    legend: list[list[LegendEntry]], box: Box
) -> Iterator[list[tuple[Box, list[list[LegendEntry]]]]]:
    """Yield the two columns of each slide, with their boxes."""
    left, top, right, bottom = box
    width = (right - left - GAP) / 2
    boxes = [
        (left + number * (width + GAP), top, left + number * (width + GAP) + width, bottom)
        for number in range(2)
    ]
    columns: list[list[list[LegendEntry]]] = [[]]
    y = top
    for group in (part for whole in legend for part in _columnar(whole, width, bottom - top)):
        height = group_height(group, width)
        if columns[-1] and y + height > bottom:
            columns.append([])
            y = top
        columns[-1].append(group)
        y += height
    for number in range(0, len(columns), 2):
        yield list(zip(boxes, columns[number : number + 2], strict=False))


def _columnar(group: list[LegendEntry], width: float, room: float) -> Iterator[list[LegendEntry]]:
    """Yield a group, in parts if it is taller than a column."""
    part: list[LegendEntry] = []
    for entry in group:
        if part and group_height([*part, entry], width) > room:
            yield part
            part = []
        part.append(entry)
    yield part


def _fill_slides(lines: list[str], width: float, room: float) -> list[list[str]]:
    """Split lines into parts that each fit on a slide."""
    parts: list[list[str]] = [[]]
    left = room
    for line in lines:
        height = text_height(line, SMALL, width) + SOURCE_GAP
        if parts[-1] and height > left:
            parts.append([])
            left = room
        parts[-1].append(line)
        left -= height
    return parts


def _number_titles(title: str, parts: list[T]) -> Iterator[tuple[str, T]]:
    """Yield parts with their titles, numbered if there are several."""
    for number, part in enumerate(parts, 1):
        yield (f"{title} ({number}/{len(parts)})" if len(parts) > 1 else title), part


def _add_notes(text: str) -> str:
    return "\n".join(map(clean, text.split("\n")))
