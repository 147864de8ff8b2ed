"""A plate: title above, legend at the left, notes below, and the map in the rest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.export.graphics.scene import Item, Part, Pen, Scene, rectangle
from dashboard.export.graphics.sizes import Format
from dashboard.export.picture.base_map import ground_part, locator_part
from dashboard.export.picture.labels import LayerName, Names
from dashboard.export.picture.legend import LegendEntry, legend
from dashboard.export.picture.map_surround import Credits, footer, header
from dashboard.export.picture.scale_bar import scale_items
from dashboard.presentation.base_map import OPENING_BOUNDS
from dashboard.presentation.symbology import Theme, symbology
from geodata.catalog import Catalog
from geodata.models.field_types import Language
from geodata.scenario import View
from layers.features.feature import Feature
from layers.output.map_frame import Box, Sheet

INSET = (118.0, 116.0)
EDGE = 10.0
LONGEST_MARKING = 48
"""Characters that have room beside the titles."""


@dataclass(frozen=True)
class Print:
    """How a picture is made, whatever it is of.

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
    """What a picture shows.

    Attributes
    ----------
    titles
        Lines above the map; the first is the title.
    legend
        Entries in groups that belong together; those of the base map follow.
    sheet
        Returns the part of the map that is shown in a box.
    shapes
        Returns what is drawn on that part, from the bottom up.
    """

    titles: tuple[str, ...]
    legend: list[list[LegendEntry]]
    names: list[LayerName]
    language: Language
    credit: Credits
    sheet: Callable[[Box], Sheet]
    shapes: Callable[[Sheet], list[Item]]


def shown_in(
    box: Box, view: View | None, overlaid: Sequence[Feature] = (), *, closer: float = 0.0
) -> Sheet:
    """Return the part of the map that a box shows.

    That is the view where there is one, else what is laid over each other, else the region.

    Parameters
    ----------
    closer
        By how many zoom levels the view is shown larger than on the screen.
    """
    if view:
        return Sheet(view.latitude, view.longitude, view.zoom + closer, box)
    if overlaid:
        return Sheet.around([feature.geometry for feature in overlaid], box)
    return Sheet.holding(*OPENING_BOUNDS, box)


def composed(plate: Plate, made: Print, catalog: Catalog) -> Scene:
    """Return everything that is drawn of a plate, and where."""
    width, height = made.format.units
    colours = symbology().sheet[made.theme]
    head, top = header(plate.titles, plate.credit, made.marking, (width, height), made.theme)
    foot, bottom = footer(plate.credit, width, height, made.theme)
    key, left = legend(plate.legend, (0.0, top, width, bottom), made.theme)
    sheet = plate.sheet((left, top, width - EDGE, bottom))
    scale, scale_box, bar = scale_items(sheet, made.theme)
    inset = _inset(sheet.box)
    locator = locator_part(catalog, inset, sheet, made.theme)
    taken = [scale_box, inset] if locator.items else [scale_box]
    names = Names(catalog, sheet, made.theme, plate.language, taken)
    names.write(plate.names)
    parts = (
        ground_part(catalog, sheet, made.theme, transparent=made.transparent),
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
        ground=None if made.transparent else colours.paper,
        parts=parts,
        map_box=sheet.box,
        name_boxes=tuple(names.boxes),
        bar=bar,
    )


def _inset(map_box: Box) -> Box:
    right, top = map_box[2] - EDGE, map_box[1] + EDGE
    return right - INSET[0], top, right, top + INSET[1]
