"""The layout of a picture: title above, legend at the left, notes below, map in the rest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.export.graphics.scene import Item, Part, Pen, Scene, rectangle
from dashboard.export.graphics.sizes import Format
from dashboard.export.picture.base_map import ground_part, locator_part
from dashboard.export.picture.labels import LayerName, Names
from dashboard.export.picture.legend import LegendEntry, legend
from dashboard.export.picture.map_surround import SourceCredits, footer, header
from dashboard.export.picture.scale_bar import scale_items
from dashboard.presentation.base_map import OPENING_BOUNDS
from dashboard.presentation.symbology import Theme, symbology
from geodata.catalog import Catalog
from geodata.models.field_types import Language
from geodata.scenario import View
from layers.features.feature import Feature
from layers.output.map_frame import Box, MapFrame

INSET = (118.0, 116.0)
EDGE = 10.0
LONGEST_MARKING = 48
"""Most characters of a marking, which is placed beside the titles."""


@dataclass(frozen=True)
class RenderOptions:
    """Options of a picture that do not depend on its subject.

    Attributes
    ----------
    marking
        A line that stands on it, such as "public information"; may be empty.
    """

    format: Format
    theme: Theme = "light"
    transparent: bool = False
    marking: str = ""


@dataclass(frozen=True)
class Plate:
    """The content of a picture.

    Attributes
    ----------
    titles
        Lines above the map; the first is the title.
    legend
        Entries in groups that belong together; those of the base map follow.
    sheet
        Returns the frame of the map for a box.
    shapes
        Returns the items on that frame in drawing order.
    """

    titles: tuple[str, ...]
    legend: list[list[LegendEntry]]
    names: list[LayerName]
    language: Language
    credit: SourceCredits
    sheet: Callable[[Box], MapFrame]
    shapes: Callable[[MapFrame], list[Item]]


def map_frame_in(
    box: Box, view: View | None, overlaid: Sequence[Feature] = (), *, closer: float = 0.0
) -> MapFrame:
    """Return the frame of the map for a box.

    It shows the view if there is one, or the extent of an overlay, or the region.

    Parameters
    ----------
    closer
        Zoom levels to add to the screen's.
    """
    if view:
        return MapFrame(view.latitude, view.longitude, view.zoom + closer, box)
    if overlaid:
        return MapFrame.around([feature.geometry for feature in overlaid], box)
    return MapFrame.holding(*OPENING_BOUNDS, box)


def compose(plate: Plate, options: RenderOptions, catalog: Catalog) -> Scene:
    """Return the scene of a plate."""
    width, height = options.format.units
    colours = symbology().sheet[options.theme]
    head, top = header(plate.titles, plate.credit, options.marking, (width, height), options.theme)
    foot, bottom = footer(plate.credit, width, height, options.theme)
    key, left = legend(plate.legend, (0.0, top, width, bottom), options.theme)
    sheet = plate.sheet((left, top, width - EDGE, bottom))
    scale, scale_box, bar = scale_items(sheet, options.theme)
    inset = _inset(sheet.box)
    locator = locator_part(catalog, inset, sheet, options.theme)
    taken = [scale_box, inset] if locator.items else [scale_box]
    names = Names(catalog, sheet, options.theme, plate.language, taken)
    names.write(plate.names)
    parts = (
        ground_part(catalog, sheet, options.theme, transparent=options.transparent),
        Part("layers", tuple(plate.shapes(sheet)), sheet.box),
        Part("names", (*names.items, *names.on_layers), sheet.box),
        Part("scale", tuple(scale)),
        locator,
        Part("frame", (rectangle(sheet.box, Pen(colours.ink, 1.0)),)),
        Part("legend", key),
        Part("title", tuple(head)),
        Part("notes", tuple(foot)),
    )
    return Scene(
        width=width,
        height=height,
        title=plate.titles[0],
        ground=None if options.transparent else colours.paper,
        parts=parts,
        map_box=sheet.box,
        name_boxes=tuple(names.boxes),
        bar=bar,
    )


def _inset(map_box: Box) -> Box:
    right, top = map_box[2] - EDGE, map_box[1] + EDGE
    return right - INSET[0], top, right, top + INSET[1]
