"""Labels on the map: layers, areas and places, by rank. Those without room are left out.

The order and sizes are those of the screen's `labels.js`, the candidate positions those of
`label_placement.js`.
"""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from dashboard.export.graphics.fonts import BOLD, REGULAR, drawable, text_width
from dashboard.export.graphics.scene import Fill, Item, Look, Pen, Shape, Writing
from dashboard.export.graphics.text_flow import shorten_text
from dashboard.export.picture.label_boxes import LINE, PADDING, Room, around, boxes_beside
from dashboard.presentation.base_map import base_map_features
from dashboard.presentation.symbology import Theme, symbology
from geodata.catalog import Catalog
from geodata.models.field_types import Language
from geodata.models.reference_features import ReferenceFeature
from layers.output.map_frame import Box, MapFrame, Point, ScreenPath

FAR = {1: 6, 2: 7.5, 3: 8, 4: 9.5, 5: 10.5}
"""The lowest zoom at which a name is shown, by rank."""
NEAREST = 11
SIZES = {1: 15.0, 2: 13.0}
SMALL = 11.5
LAYER_SIZE = 13.0
LAYER_WIDTH = 380.0
"""Most width of a layer's name; longer ones are shortened. The project's own all fit."""
STATUS_SIZE = 0.78
DOT = 3.5
CORNERS = 24
APART = 90.0
"""Least distance between two labels with the same text."""
ASCENT = 0.94
"""Distance from the top of a line to its baseline, relative to the font size."""


@dataclass(frozen=True)
class AreaLook:
    """Font size, letter spacing, and the vertical shift allowed, relative to the size."""

    size: float
    spacing: float
    steps: tuple[float, ...]


AREAS = {
    "state": AreaLook(12, 0.22, (0, -1.5, 1.5, -3, 3)),
    "region": AreaLook(14, 0.08, (0, -0.5, 0.5, -1, 1, -2, 2, -3, 3, -4, 4)),
    "lake": AreaLook(11.5, 0, (0, 1, -1, 2)),
}


@dataclass(frozen=True)
class LayerName:
    """The label of a layer's feature, and its position in longitude and latitude.

    Attributes
    ----------
    tail
        Text after it, such as a figure, which is never shortened.
    """

    text: str
    at: Point
    role: str = ""
    tail: str = ""

    @property
    def whole(self) -> str:
        """The whole label."""
        return self.text + self.tail


class Names:
    """Places names on a sheet, one after the other, as long as there is room.

    Parameters
    ----------
    beside
        Roles of features whose names are placed beside them, not on them.
    letters
        Converts a layer's name to what the fonts can draw; not needed if the reader of the
        file has other fonts.

    Attributes
    ----------
    items, on_layers
        Names of areas and places, and names of layers.
    """

    def __init__(  # noqa: PLR0913, PLR0917 (a map, its words, and what is taken of it)
        self,
        catalog: Catalog,
        sheet: MapFrame,
        theme: Theme,
        language: Language,
        taken_boxes: list[Box],
        beside: tuple[str, ...] = (),
        letters: Callable[[str], str] = drawable,
    ) -> None:
        self._beside, self._letters = beside, letters
        self.room = Room(sheet.box, list(taken_boxes))
        self.boxes: list[Box] = []
        self.items: list[Item] = []
        self.on_layers: list[Writing] = []
        self._catalog, self._sheet, self._language = catalog, sheet, language
        self._theme: Theme = theme
        colours = symbology().sheet[theme]
        self._ink, self._paper = colours.ink, colours.paper

    def write(self, layers: list[LayerName]) -> None:
        """Place names with a status first, then layers, then areas and places by rank."""
        ranked = sorted(self._near(), key=lambda item: (item.extra["rank"], item.kind))
        for area in ranked:
            if area.extra.get("status"):
                self._area(area)
        for layer in _apart(layers, self._sheet):
            self._layer(layer)
        said = {layer.whole for layer in layers}
        for feature in ranked:
            if feature.extra.get("status") or self._name_of(feature) in said:
                continue
            if feature.kind == "place":
                self._place(feature)
            else:
                self._area(feature)

    def _near(self) -> Iterator[ReferenceFeature]:
        for feature in base_map_features(self._catalog):
            ranked = feature.kind in ("area-name", "place")
            if ranked and self._sheet.zoom >= FAR.get(feature.extra["rank"], NEAREST):
                yield feature

    def _name_of(self, feature: ReferenceFeature) -> str:
        return drawable(feature.name_in(self._language))

    def _layer(self, layer: LayerName) -> None:
        look = self._look(LAYER_SIZE, BOLD)
        head, tail = (self._letters(part) for part in (layer.text, layer.tail))
        text = shorten_text(head, LAYER_WIDTH, look, 1, tail)
        width, height = self._size(text, LAYER_SIZE, BOLD)
        x, y = self._sheet.point(*layer.at)
        west, _, east, _ = self._sheet.box
        if west < x < east:
            x = min(max(x, west + width / 2 + 4), east - width / 2 - 4)
        steps = (0, -1.2, 1.2, -2.4, 2.4)
        options = [around((x, y), width, height, 0, step * height) for step in steps]
        box = self.room.first_free(
            boxes_beside((x, y), width, height) if layer.role in self._beside else options
        )
        if box:
            self.boxes.append(box)
            self.on_layers += [
                replace(item, whole=layer.whole) for item in self._lines(box, [text], look)
            ]

    def _place(self, place: ReferenceFeature) -> None:
        rank = place.extra["rank"]
        look = self._look(SIZES.get(rank, SMALL), BOLD if rank <= max(SIZES) else REGULAR)
        text = self._name_of(place)
        point = self._sheet.bounds(place.geometry)[:2]
        dot = around(point, 8, 8)
        if not self.room.is_free(dot):
            return
        size = self._size(text, look.size, look.weight)
        box = self.room.first_free(boxes_beside(point, *size))
        if not box:
            return
        self.boxes.append(box)
        self.room.taken.append(dot)
        self.items.append(self._mark(point, peak=place.extra.get("place_kind") == "peak"))
        self.items += self._lines(box, [text], look)

    def _mark(self, point: Point, *, peak: bool) -> Shape:
        x, y = point
        ring = _triangle(x, y) if peak else _circle(x, y)
        return Shape((ScreenPath(ring, closed=True),), Pen(self._paper, 1.2), Fill(self._ink))

    def _area(self, area: ReferenceFeature) -> None:
        """Place a name with its status below, or below and to the left, never without it."""
        kind = area.extra["area_kind"]
        wanted = AREAS[kind]
        spacing = wanted.spacing * wanted.size if self._language == "en" else 0.0
        text = self._name_of(area).upper() if kind == "state" else self._name_of(area)
        lines = text.replace(" (", "\n(").split("\n") if kind == "lake" else [text]
        status = area.extra.get("status") or {}
        said = re.split("[;؛] ", status.get(self._language) or status.get("en") or "")
        said = [line for line in said if line]
        look = Look(
            wanted.size,
            symbology().name["lake" if kind == "lake" else "area"][self._theme],
            BOLD,
            kind == "lake",
            spacing,
            self._paper,
        )
        small = self._look(wanted.size * STATUS_SIZE, BOLD)
        sizes = [
            self._size(line, look.size, BOLD, spacing, italic=look.italic) for line in lines
        ] + [self._size(line, small.size, BOLD) for line in said]
        width, height = max(size[0] for size in sizes), sum(size[1] for size in sizes)
        asides = [0.0, (sizes[0][0] - width) / 2] if said else [0.0]
        for aside in asides:
            box = self.room.first_free(self._area_options(area, width, height, aside))
            if box:
                self.boxes.append(box)
                self.items += self._lines(box, lines, look, said, small, to_right=aside != 0)
                return

    def _area_options(
        self, area: ReferenceFeature, width: float, height: float, aside: float
    ) -> Iterator[Box]:
        look = AREAS[area.extra["area_kind"]]
        if area.extra["area_kind"] == "lake":
            shore = self._catalog.features[f"lake/{area.id}"]
            left, top, right, bottom = self._sheet.bounds(shore.geometry)
            fits = right - left > 1.3 * width and bottom - top > height
            middle = ((left + right) / 2 if fits else left - width / 2, (top + bottom) / 2)
            for step in look.steps:
                yield around(middle, width, height, 0, step * look.size)
            return
        x, y = self._sheet.bounds(area.geometry)[:2]
        for up in look.steps:
            for across in (0, -1, 1, -2):
                yield around((x + aside, y), width, height, across * look.size, up * look.size)

    def _lines(  # noqa: PLR0913 (a name and what stands below it)
        self,
        box: Box,
        lines: list[str],
        look: Look,
        said: list[str] | None = None,
        small: Look | None = None,
        *,
        to_right: bool = False,
    ) -> list[Writing]:
        top = box[1]
        written = []
        below = [(line, small) for line in said or [] if small]
        for text, own in [(line, look) for line in lines] + below:
            width = self._size(text, own.size, own.weight, own.spacing, italic=own.italic)[0]
            width -= PADDING
            right, middle = box[2] - PADDING / 2, (box[0] + box[2]) / 2
            left = right - width if to_right else middle - width / 2
            baseline = top + own.size * ASCENT
            written.append(Writing(text, (left, baseline), own, width))
            top += own.size * LINE
        return written

    def _look(self, size: float, weight: int) -> Look:
        return Look(round(size, 2), self._ink, weight, halo=self._paper)

    @staticmethod
    def _size(
        text: str, size: float, weight: int, spacing: float = 0.0, *, italic: bool = False
    ) -> tuple[float, float]:
        width = text_width(text, size, weight, italic=italic, spacing=spacing)
        return width + PADDING, size * LINE


def _apart(layers: list[LayerName], sheet: MapFrame) -> list[LayerName]:
    """Return the names without repeats close to each other: two layers may share a text."""
    kept: list[LayerName] = []
    stand: dict[str, list[Point]] = defaultdict(list)
    for layer in layers:
        point = sheet.point(*layer.at)
        if not any(math.dist(point, at) < APART for at in stand[layer.whole]):
            stand[layer.whole].append(point)
            kept.append(layer)
    return kept


def _triangle(x: float, y: float) -> tuple[Point, ...]:
    return ((x, y - DOT), (x + DOT, y + DOT), (x - DOT, y + DOT))


def _circle(x: float, y: float) -> tuple[Point, ...]:
    angles = [2 * math.pi * corner / CORNERS for corner in range(CORNERS)]
    return tuple(
        (round(x + DOT * math.cos(angle), 2), round(y + DOT * math.sin(angle), 2))
        for angle in angles
    )
