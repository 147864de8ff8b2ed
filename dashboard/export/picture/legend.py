"""The legend of a picture: all layers that are on, with the texts of the screen's legend."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard.export.graphics.scene import Item, Look, Pen, line
from dashboard.export.graphics.text_flow import Column
from dashboard.export.picture.draw_order import Featured
from dashboard.export.picture.styles import SWATCH_WIDTH, Style, ground_style, style, swatches
from dashboard.presentation.map_protocol import LayerDescription
from dashboard.presentation.symbology import Theme, symbology
from dashboard.text.ui_text import words
from layers.output.map_frame import Box

WIDTH = 264.0
"""Width of a column of the legend, with its margins."""
MARGIN = 14.0
INDENT = SWATCH_WIDTH + 9
SWATCH_HEIGHT = 1.1
"""Relative to the font size."""
FACTORS = (1.0, 0.93, 0.86, 0.8)
"""Font scales to try for a long legend before adding a column."""
SMALLEST = 0.68
"""Smallest font scale, if more columns would leave too little room for the map."""
SHARE = 0.5
"""Largest share of a picture's width for the legend, as long as the font can be reduced."""
MOST_COLUMNS = 3
MOST_LINES: dict[str, int] = {"title": 3, "plain": 3}
"""Most lines of a name, by rank; longer names are shortened, assumptions never."""


Rank = Literal["title", "plain", "small", "strong"]


@dataclass(frozen=True)
class LegendRow:
    """A layer of the legend: its description, and the role of its swatch."""

    layer: LayerDescription
    role: str


@dataclass(frozen=True)
class LegendEntry:
    """The text beside a swatch, or a heading above several.

    Attributes
    ----------
    lines
        Each text with its rank: title, plain, small or strong.
    apart
        Whether there is a small gap above it.
    heading
        Whether it is a heading for the following entries, not a layer.
    """

    lines: tuple[tuple[str, Rank], ...]
    swatch: tuple[Style, str] | None = None
    apart: bool = True
    heading: bool = False


def role_of(roles: set[str]) -> str:
    """Return the role that represents a layer in the legend."""
    return next((role for role in symbology().order.legend if role in roles), "zone")


def legend_rows(
    layers: Sequence[Featured], descriptions: list[LayerDescription]
) -> list[LegendRow]:
    """Return the rows of a legend, one per layer."""
    return [
        LegendRow(item, role_of({feature.role for feature in layer.features}))
        for item, layer in zip(descriptions, layers, strict=True)
    ]


def legend(
    groups: list[list[LegendEntry]], box: Box, theme: Theme
) -> tuple[tuple[Item, ...], float]:
    """Return the items and the width of a legend, with as few columns as its height allows.

    If there are more entries than fit, a last entry gives the number of the others.

    Parameters
    ----------
    groups
        Entries that belong together; those of the base map follow.
    box
        The area shared by legend and map.
    """
    ways = [(columns, factor) for columns in range(1, MOST_COLUMNS + 1) for factor in FACTORS]
    ways += [(columns, SMALLEST) for columns in range(2, MOST_COLUMNS + 1)]
    fitting: list[tuple[tuple[Item, ...], float]] = []
    for columns, factor in ways:
        items_and_fit = _Legend(groups, box, theme, factor, columns)
        items, fits = items_and_fit.items_and_fit()
        if fits:
            fitting.append((items, items_and_fit.width))
            if items_and_fit.width <= SHARE * (box[2] - box[0]):
                break
    if not fitting:
        return _legend_with_counts(groups, box, theme)
    return min(fitting, key=lambda found: found[1])


def _legend_with_counts(
    groups: list[list[LegendEntry]], box: Box, theme: Theme
) -> tuple[tuple[Item, ...], float]:
    """Return the items and width of a legend that ends with the number of omitted entries."""

    def of(count: int) -> _Legend:
        kept = [*first_entries(groups, count), [_more(groups, count)]]
        return _Legend(kept, box, theme, SMALLEST, MOST_COLUMNS)

    counts = range(sum(map(len, groups)))
    fitting = bisect_right(counts, 0, key=lambda count: not of(count).items_and_fit()[1])
    items_and_fit = of(max(fitting - 1, 0))
    return items_and_fit.items_and_fit()[0], items_and_fit.width


def first_entries(groups: list[list[LegendEntry]], count: int) -> list[list[LegendEntry]]:
    """Return the first `count` entries in their groups, without headings at the end."""
    kept = []
    for group in groups:
        part = group[:count]
        count -= len(part)
        if part and not part[-1].heading:
            kept.append(part)
    return kept


def _more(groups: list[list[LegendEntry]], count: int) -> LegendEntry:
    """Return the entry with the number of layers after the first `count` entries."""
    entries = [entry for group in groups for entry in group]
    left = sum(not entry.heading for entry in entries[count:])
    said = words()["legend_more"]
    text = said["one"] if left == 1 else said["several"].format(count=left)
    return LegendEntry(((text, "title"),))


class _Legend:
    """Lays out the parts of a legend in columns, at a font scale."""

    def __init__(
        self,
        groups: list[list[LegendEntry]],
        box: Box,
        theme: Theme,
        factor: float,
        columns: int,
    ) -> None:
        self._box = box
        self._parts = [*groups, ground_entries(theme)]
        ink = symbology().sheet[theme].ink
        self._title = Look(12.5 * factor, ink, 600)
        self._plain = Look(12.0 * factor, ink)
        self._small = Look(11.0 * factor, ink)
        self._width = WIDTH * (factor if columns > 1 else 1.0)
        self._columns = columns
        self._gap = 7.0 * factor
        self._rule = Pen(symbology().ground["border"].stroke[theme], 0.7)

    @property
    def width(self) -> float:
        """The total width of the columns."""
        return self._columns * self._width

    def items_and_fit(self) -> tuple[tuple[Item, ...], bool]:
        """Return the items, and whether they fit."""
        left, top, _, bottom = self._box
        items: list[Item] = []
        at, y, fits = 0, top + self._gap, True
        for part in self._parts:
            column = self._column(left, at, y)
            self._part(part, column)
            if column.y > bottom and y > top + self._gap and at + 1 < self._columns:
                at, y = at + 1, top + self._gap
                column = self._column(left, at, y)
                self._part(part, column)
            fits = fits and column.y <= bottom
            if y > top + self._gap:
                edge = left + at * self._width + MARGIN
                rule = y - self._gap / 2
                items.append(line(((edge, rule), (edge + column.width, rule)), self._rule))
            items += column.items
            y = column.y + self._gap
        return tuple(items), fits

    def _column(self, left: float, number: int, y: float) -> Column:
        return Column(left + number * self._width + MARGIN, y, self._width - 2 * MARGIN)

    def _part(self, entries: list[LegendEntry], column: Column) -> None:
        for number, entry in enumerate(entries):
            if number and entry.apart:
                column.y += 2
            self._entry(entry, column)

    def _entry(self, entry: LegendEntry, column: Column) -> None:
        if entry.swatch:
            self._swatch(column, *entry.swatch)
        looks = {"title": self._title, "plain": self._plain, "small": self._small}
        strong = Look(self._small.size, self._small.colour, 600)
        for text, rank in entry.lines:
            indent = INDENT if entry.swatch else 0.0
            column.text(text, looks.get(rank, strong), indent, MOST_LINES.get(rank))

    def _swatch(self, column: Column, style: Style, role: str) -> None:
        height = self._plain.size * SWATCH_HEIGHT
        column.draw(swatches(style, role, (column.left, column.y + 1.5), height))


def proposal_entries(rows: list[LegendRow], theme: Theme) -> list[list[LegendEntry]]:
    """Return the legend entries of each proposal that is on."""
    parts: dict[tuple[str, str], list[LegendRow]] = {}
    for row in rows:  # a user layer may have the name of a proposal
        parts.setdefault((row.layer["group"], row.layer["proposal"]), []).append(row)
    return [_of_proposal(part, theme) for part in parts.values()]


def ground_entries(theme: Theme) -> list[LegendEntry]:
    """Return the legend entries of the base map."""
    return [
        LegendEntry(
            ((words()["ground_key"][kind], "small"),),
            (ground_style(kind, theme), "line"),
            apart=False,
        )
        for kind in symbology().order.ground
    ]


def _of_proposal(rows: list[LegendRow], theme: Theme) -> list[LegendEntry]:
    first, alone = rows[0].layer, len(rows) == 1
    lines: list[tuple[str, Rank]] = [(first["proposal"], "title")]
    if alone and (first["label"] or first["reading"]):
        lines.append((_label_without_title(first), "plain"))
    dates = {row.layer["asOf"] for row in rows} - {""}
    dated = [_date_text(max(dates))] if dates else []
    lines.append((" · ".join([_standing(first), *dated]), "small"))
    if first["standing"]:
        lines.append((first["standing"], "small"))
    if alone:
        swatch = (style(first, rows[0].role, theme), rows[0].role)
        return [LegendEntry((*lines, *_assumption_lines(first)), swatch)]
    entries = [LegendEntry(tuple(lines), heading=True)]
    for row in rows:
        said = _label_without_title(row.layer) or row.layer["title"]
        of_row = f" ({_date_text(row.layer['asOf'])})" if len(dates) > 1 else ""
        swatch = (style(row.layer, row.role, theme), row.role)
        entries.append(
            LegendEntry(((said + of_row, "plain"), *_assumption_lines(row.layer)), swatch)
        )
    return entries


def _label_without_title(layer: LayerDescription) -> str:
    """Return the label or reading of a layer without the title in the heading above it."""
    said: str = layer["label"] or layer["reading"]
    return said.removeprefix(f"{layer['proposal']}: ")


def _assumption_lines(layer: LayerDescription) -> tuple[tuple[str, Rank], ...]:
    assumed = layer["assumptions"]
    return ((f"* {'; '.join(assumed)}", "strong"),) if assumed else ()


def _standing(layer: LayerDescription) -> str:
    """Return party and status, without repeating a word."""
    group, status = words()["group"][layer["group"]], words()["status"][layer["status"]]
    return group if group.lower() == status.lower() else f"{group} · {status}"


def _date_text(date: str) -> str:
    """Return a date as text that is not broken across lines."""
    return f"{words()['asOf']} {date}".replace(" ", "\u00a0")
