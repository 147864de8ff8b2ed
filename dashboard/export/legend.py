"""The legend of a picture: every layer that is on, as the screen's legend tells it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dashboard.export.flow import Column
from dashboard.export.scene import Item, Look, Pen, line
from dashboard.export.styles import SWATCH_WIDTH, Style, ground_style, style, swatches
from dashboard.symbology import Theme, symbology
from dashboard.words import words
from layers.mercator import Box

WIDTH = 264.0
"""Of one column of the legend, with its margins."""
MARGIN = 14.0
INDENT = SWATCH_WIDTH + 9
SWATCH_HEIGHT = 1.1
"""Of the letters' size."""
FACTORS = (1.0, 0.93, 0.86, 0.8)
"""How much smaller a long legend may be written, before it gets another column."""
SMALLEST = 0.68
"""How small at most, where columns would leave too little to the map."""
SHARE = 0.5
"""How much of a picture's width a legend may take, as long as it can be made smaller."""
MOST_COLUMNS = 3
GROUND_KEY = ("border", "line", "governorate", "road")
ROLE_ORDER = ("zone", "corridor", "band", "position", "line")


@dataclass(frozen=True)
class LegendRow:
    """A layer of the legend: how the map describes it, and the role that its swatch shows."""

    layer: dict[str, Any]
    role: str


def role_of(roles: set[str]) -> str:
    """Return the role that stands for a layer in the legend."""
    return next((role for role in ROLE_ORDER if role in roles), "zone")


def legend(rows: list[LegendRow], box: Box, theme: Theme) -> tuple[tuple[Item, ...], float]:
    """Return the items of a legend, and how wide it is: as few columns as its height allows.

    Parameters
    ----------
    box
        What of the picture legend and map share.
    """
    ways = [(columns, factor) for columns in range(1, MOST_COLUMNS + 1) for factor in FACTORS]
    ways += [(columns, SMALLEST) for columns in range(2, MOST_COLUMNS + 1)]
    fitting: list[tuple[tuple[Item, ...], float]] = []
    for columns, factor in ways:
        made = _Legend(rows, box, theme, factor, columns)
        items, fits = made.made()
        if fits:
            fitting.append((items, made.width))
            if made.width <= SHARE * (box[2] - box[0]):
                break
    return min(fitting or [(items, made.width)], key=lambda found: found[1])


class _Legend:
    """Writes the parts of a legend into columns, at a factor of the letters' size."""

    def __init__(
        self, rows: list[LegendRow], box: Box, theme: Theme, factor: float, columns: int
    ) -> None:
        self._rows, self._box, self._theme = rows, box, theme
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
        """How wide all columns are together."""
        return self._columns * self._width

    def made(self) -> tuple[tuple[Item, ...], bool]:
        """Return the items, and whether they fit."""
        proposals = list(dict.fromkeys(row.layer["proposal"] for row in self._rows))
        parts: list[Callable[[Column], None]] = [
            lambda column, name=name: self._proposal(name, column)  # type: ignore[misc]
            for name in proposals
        ]
        parts.append(self._ground)
        left, top, _, bottom = self._box
        items: list[Item] = []
        at, y, fits = 0, top + self._gap, True
        for part in parts:
            column = self._column(left, at, y)
            part(column)
            if column.y > bottom and y > top + self._gap and at + 1 < self._columns:
                at, y = at + 1, top + self._gap
                column = self._column(left, at, y)
                part(column)
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

    def _proposal(self, proposal: str, column: Column) -> None:
        rows = [row for row in self._rows if row.layer["proposal"] == proposal]
        first, alone = rows[0].layer, len(rows) == 1
        indent = INDENT if alone else 0.0
        if alone:
            self._swatch(column, style(first, rows[0].role, self._theme), rows[0].role)
        column.text(proposal, self._title, indent)
        if alone and (first["label"] or first["reading"]):
            column.text(first["label"] or first["reading"], self._plain, indent)
        dates = {row.layer["asOf"] for row in rows}
        column.text(f"{_standing(first)} · {_dated(max(dates))}", self._small, indent)
        if first["standing"]:
            column.text(first["standing"], self._small, indent)
        if alone:
            self._assumed(first, column)
            return
        for row in rows:
            column.y += 2
            self._swatch(column, style(row.layer, row.role, self._theme), row.role)
            said = row.layer["label"] or row.layer["reading"] or row.layer["title"]
            dated = f" ({_dated(row.layer['asOf'])})" if len(dates) > 1 else ""
            column.text(said + dated, self._plain, INDENT)
            self._assumed(row.layer, column)

    def _assumed(self, layer: dict[str, Any], column: Column) -> None:
        if layer["assumptions"]:
            text = f"* {'; '.join(layer['assumptions'])}"
            column.text(text, Look(self._small.size, self._small.colour, 600), INDENT)

    def _ground(self, column: Column) -> None:
        for kind in GROUND_KEY:
            self._swatch(column, ground_style(kind, self._theme), "line")
            column.text(words()["ground_key"][kind], self._small, INDENT)

    def _swatch(self, column: Column, shown: Style, role: str) -> None:
        height = self._plain.size * SWATCH_HEIGHT
        column.draw(swatches(shown, role, (column.left, column.y + 1.5), height))


def _standing(layer: dict[str, Any]) -> str:
    """Return who asks, and how it stands, without saying a word twice."""
    group, status = words()["group"][layer["group"]], words()["status"][layer["status"]]
    return group if group.lower() == status.lower() else f"{group} · {status}"


def _dated(date: str) -> str:
    """Return a date as it is said, in one piece."""
    return f"{words()['asOf']} {date}".replace(" ", "\u00a0")
