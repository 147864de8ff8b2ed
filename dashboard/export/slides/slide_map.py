"""The map of a slide: a picture of the base map, with native shapes and names on it."""

import math
from dataclasses import dataclass, replace

from dashboard.export.content.slide_content import THEME, SlideContent
from dashboard.export.graphics.rasterize import png_at
from dashboard.export.graphics.scene import Item, Look, Part, Pen, Scene, Writing, rectangle
from dashboard.export.graphics.text_flow import width_of
from dashboard.export.picture.base_map import ground_part
from dashboard.export.picture.draw_order import DrawnFeature, in_order
from dashboard.export.picture.labels import Names
from dashboard.export.picture.layout import map_frame_in
from dashboard.export.picture.legend import ground_entries
from dashboard.export.picture.scale_bar import scale_items
from dashboard.export.picture.styles import Style, style, swatches
from dashboard.presentation.symbology import symbology
from dashboard.text.ui_text import words
from geodata.models.field_types import in_language
from layers.build.builder import Builder
from layers.features.feature import Feature
from layers.output.map_frame import Box, MapFrame, ScreenPath

FINEST = 0.25
"""Tolerance of simplified outlines, in points: half a pixel of a slide."""
PIXELS_A_POINT = 1.75
SCREEN = (900.0, 560.0)
"""The extent that a step shows around its centre, in units of the screen."""
KEY_SIZE, KEY_LINE = 11.0, 16.0
KEY_SWATCH = 28.0
SMALL_ROLES = ("position", "group")
"""Roles of features so small that a name on them would hide them."""


@dataclass(frozen=True)
class MapShape:
    """A native shape: its fill, its outlines, and its description."""

    filled: tuple[ScreenPath, ...]
    edges: tuple[ScreenPath, ...]
    look: Style
    name: str
    text: str


@dataclass(frozen=True)
class Map:
    """A map in points of the slide: picture, shapes in drawing order, and names with boxes."""

    picture: bytes
    box: Box
    map_shapes: tuple[MapShape, ...]
    names: tuple[tuple[Writing, Box], ...]


def map_of(page: SlideContent, box: Box, builder: Builder) -> Map:
    """Return the map of a page, with the base map's legend at the bottom of its box."""
    left, top = box[:2]
    width, tall = box[2] - left, box[3] - top
    key, key_height = _ground_key(width, tall)
    sheet = sheet_of(page, (0.0, 0.0, width, tall - key_height))
    on_slide = replace(sheet, box=(left, top, box[2], box[3] - key_height))
    scale, scale_box, bar = scale_items(sheet, THEME)
    names = Names(builder.catalog, sheet, THEME, page.language, [scale_box], SMALL_ROLES, str)
    names.write(page.names())
    colours = symbology().sheet[THEME]
    parts = (
        ground_part(builder.catalog, sheet, THEME, transparent=False),
        Part("names", tuple(names.items), sheet.box),
        Part("scale", tuple(scale)),
        Part("frame", (rectangle(sheet.box, Pen(colours.ink, 1.0)),)),
        Part("key", tuple(key)),
    )
    ground = Scene(width, tall, page.title, None, parts, sheet.box, tuple(names.boxes), bar)
    return Map(
        png_at(ground, PIXELS_A_POINT),
        box,
        tuple(map_shapes(page, on_slide)),
        tuple((item, _box_of(item, left, top)) for item in names.on_layers),
    )


def sheet_of(page: SlideContent, box: Box) -> MapFrame:
    """Return the frame of a page's map, as large as its box allows."""
    width, height = box[2] - box[0], box[3] - box[1]
    closer = math.log2(min(width / SCREEN[0], height / SCREEN[1]))
    overlaid = [item.feature for item in page.fills]
    return map_frame_in(box, page.view, overlaid, closer=closer)


def map_shapes(page: SlideContent, sheet: MapFrame) -> list[MapShape]:
    """Return the native shapes of a page in a sheet, in drawing order."""
    if page.fills:
        made = [
            _clip_feature(item.feature, sheet, item.look, item.title, f"{item.title}: {item.value}")
            for item in page.fills
        ]
        return [item for item in made if item]
    return [
        item
        for drawn in in_order(page.drawn, page.descriptions, sheet)
        if (item := _map_shape(drawn, page, sheet))
    ]


def _map_shape(item: DrawnFeature, page: SlideContent, sheet: MapFrame) -> MapShape | None:
    told, feature = item.description, item.feature
    look = style(told, feature.role, THEME)
    title = in_language(feature.title, page.language)
    of = told["reading"] or told["label"] or told["title"]
    group, status = words()["group"][told["group"]], words()["status"][told["status"]]
    star = " *" if told["assumptions"] else ""
    name = f"{told['proposal']} · {of} · {title}{star}"
    dated = f"{words()['asOf']} {told['asOf']}" if told["asOf"] else ""
    text = f"{name}. {', '.join(filter(None, (group, status, dated)))}."
    if told["assumptions"]:
        text += f" * {words()['assumed']}: {'; '.join(told['assumptions'])}."
    return _clip_feature(feature, sheet, look, name, text)


def _clip_feature(
    feature: Feature, sheet: MapFrame, look: Style, name: str, text: str
) -> MapShape | None:
    filled = sheet.outlines(feature.geometry, 0.0, FINEST)
    if not filled:
        return None
    is_whole = sheet.holds(feature.geometry) or not filled[0].closed
    edges = filled if is_whole else sheet.edges(feature.geometry, FINEST)
    return MapShape(filled, edges, look, name, text)


def _ground_key(right: float, bottom: float) -> tuple[list[Item], float]:
    """Return the base map's legend in as few lines as possible, and its height."""
    look = Look(KEY_SIZE, symbology().sheet[THEME].ink)
    x, lines = 0.0, 1
    placed: list[tuple[float, int, Style, str, float]] = []
    for entry in ground_entries(THEME):
        text = entry.lines[0][0]
        width = width_of(text, look)
        if x and x + KEY_SWATCH + 4 + width > right:
            x, lines = 0.0, lines + 1
        assert entry.swatch
        placed.append((x, lines, entry.swatch[0], text, width))
        x += KEY_SWATCH + 4 + width + 14
    height = lines * KEY_LINE + 4
    items: list[Item] = []
    for at, line, shown, text, width in placed:
        top = bottom - height + 4 + (line - 1) * KEY_LINE
        items += swatches(shown, "line", (at, top), KEY_LINE - 3)
        items.append(Writing(text, (at + KEY_SWATCH + 4, top + KEY_SIZE), look, width))
    return items, height


def _box_of(name: Writing, left: float, top: float) -> Box:
    size = name.look.size
    start, above = left + name.left, top + name.at[1] - size
    return start - 3, above - 1, start + name.width + 3, above + size * 1.3
