"""The base map of a picture, and the locator map."""

from dashboard.export.graphics.scene import Fill, Item, Part, Pen, Picture, rectangle
from dashboard.export.picture.styles import ground_style, shape
from dashboard.presentation.base_map import base_map_features, relief_picture
from dashboard.presentation.symbology import Theme, symbology
from geodata.catalog import Catalog
from layers.output.map_frame import Box, MapFrame

INSET = ((31.35, 34.1), (37.3, 40.6))
"""South-west and north-east corner of the locator, latitude first."""
INSET_KINDS = ("sea", "lake", "coast", "border")
UNDER_RELIEF = "sea"


def ground_part(catalog: Catalog, sheet: MapFrame, theme: Theme, *, transparent: bool) -> Part:
    """Return land, sea, relief, water, borders and roads in drawing order."""
    items: list[Item] = []
    if not transparent:
        items.append(
            rectangle(_covered_box(catalog, sheet), fill=Fill(symbology().sheet[theme].land))
        )
    for kind in symbology().ground:
        items += _kind(catalog, sheet, kind, theme)
        relief = catalog.features.get("relief/relief")
        if kind == UNDER_RELIEF and relief:
            box = sheet.bounds(relief.geometry)
            items.append(Picture(relief_picture(catalog), box, symbology().relief.opacity))
    return Part("ground", tuple(items), sheet.box)


def locator_part(catalog: Catalog, box: Box, sheet: MapFrame, theme: Theme) -> Part:
    """Return a small map of the region with the sheet's extent, unless it covers the region."""
    small = MapFrame.holding(*INSET, box)
    colours = symbology().sheet[theme]
    left, top, right, bottom = sheet.box
    west, north = sheet.degrees(left, top)
    east, south = sheet.degrees(right, bottom)
    frame = (*small.point(west, north), *small.point(east, south))
    if not (box[0] < frame[0] and box[1] < frame[1] and frame[2] < box[2] and frame[3] < box[3]):
        return Part("locator", ())
    items: list[Item] = [rectangle(box, fill=Fill(colours.land))]
    for kind in INSET_KINDS:
        items += _kind(catalog, small, kind, theme, thin=0.6)
    items.append(rectangle(frame, Pen(colours.ink, 1.6), Fill(colours.ink, 0.08)))
    items.append(rectangle(box, Pen(colours.ink, 1.2)))
    return Part("locator", tuple(items), box)


def _covered_box(catalog: Catalog, sheet: MapFrame) -> Box:
    """Return the part of a sheet that the base map covers."""
    boxes = [sheet.bounds(feature.geometry) for feature in base_map_features(catalog)]
    left, top, right, bottom = sheet.box
    return (
        max(left, min(box[0] for box in boxes)),
        max(top, min(box[1] for box in boxes)),
        min(right, max(box[2] for box in boxes)),
        min(bottom, max(box[3] for box in boxes)),
    )


def _kind(
    catalog: Catalog, sheet: MapFrame, kind: str, theme: Theme, *, thin: float = 1.0
) -> list[Item]:
    shown = ground_style(kind, theme)
    if thin != 1.0 and shown.pen:
        dash = tuple(step * thin / 2 for step in shown.pen.dash)
        shown = type(shown)(Pen(shown.pen.colour, shown.pen.width * thin, dash), shown.fill)
    return [
        shape(outlines, shown)
        for feature in base_map_features(catalog)
        if feature.kind == kind and (outlines := sheet.outlines(feature.geometry))
    ]
