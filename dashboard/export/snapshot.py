"""From a scenario to the scene of its picture."""

from dataclasses import dataclass
from typing import Any

from dashboard.export.drawn import Featured, in_order, layer_names
from dashboard.export.furniture import credits_of, footer, header, title_of
from dashboard.export.ground import ground_part, locator_part
from dashboard.export.legend import LegendRow, legend, role_of
from dashboard.export.names import Names
from dashboard.export.paper import Format
from dashboard.export.scale import scale_items
from dashboard.export.scene import Item, Part, Pen, Scene, rectangle
from dashboard.export.styles import shape, style
from dashboard.symbology import Theme, symbology
from dashboard.web_map.base import OPENING_BOUNDS
from dashboard.web_map.described import described
from geodata.scenario import Scenario
from layers.build import Builder
from layers.mercator import Box, Sheet
from layers.own import OwnLaid

INSET = (118.0, 116.0)
EDGE = 10.0


@dataclass(frozen=True)
class OwnPictured:
    """A person's own layer, and what the map says of it."""

    told: dict[str, Any]
    laid: OwnLaid


@dataclass(frozen=True)
class Snapshot:
    """What a picture is made from: the same one gives the same bytes.

    Attributes
    ----------
    marking
        A line that stands on it, such as "public information"; may be empty.
    titles
        What stands above the map, in two sizes; where nothing is told, what is on says it.
    own
        A person's own layers, which no record of the picture holds.
    """

    scenario: Scenario
    format: Format
    theme: Theme = "light"
    transparent: bool = False
    marking: str = ""
    titles: tuple[str, str] | None = None
    own: tuple[OwnPictured, ...] = ()


def scene_of(snapshot: Snapshot, builder: Builder) -> Scene:
    """Return everything that is drawn of a scenario, and where."""
    return _Drawing(snapshot, builder).scene()


class _Drawing:
    """Lays out a picture: title above, legend at the left, notes below, the map in the rest."""

    def __init__(self, snapshot: Snapshot, builder: Builder) -> None:
        self._snapshot, self._builder = snapshot, builder
        self._catalog, self._theme = builder.catalog, snapshot.theme
        self._layers = builder.layers(snapshot.scenario)
        self._told = [described(layer, builder, snapshot.scenario) for layer in self._layers]
        self._shown: list[Featured] = [*self._layers, *(item.laid for item in snapshot.own)]
        self._all_told = [*self._told, *(item.told for item in snapshot.own)]

    def scene(self) -> Scene:
        width, height = self._snapshot.format.units
        colours = symbology().sheet[self._theme]
        titles = self._snapshot.titles or title_of(self._told)
        credit = credits_of(self._layers, self._told, self._catalog)
        head, top = header(titles, credit, self._snapshot.marking, width, self._theme)
        foot, bottom = footer(credit, width, height, self._theme)
        rows = [
            LegendRow(told, role_of({feature.role for feature in layer.features}))
            for told, layer in zip(self._all_told, self._shown, strict=True)
        ]
        key, left = legend(rows, (0.0, top, width, bottom), self._theme)
        sheet = self._sheet((left, top, width - EDGE, bottom))
        scale, scale_box, bar = scale_items(sheet, self._theme)
        inset = self._inset(sheet.box)
        locator = locator_part(self._catalog, inset, sheet, self._theme)
        taken = [scale_box, inset] if locator.items else [scale_box]
        names = Names(self._catalog, sheet, self._theme, self._snapshot.scenario.language, taken)
        names.write(layer_names(self._shown, self._all_told, self._snapshot.scenario.language))
        parts = (
            ground_part(self._catalog, sheet, self._theme, transparent=self._snapshot.transparent),
            Part("layers", tuple(self._shapes(sheet)), sheet.box),
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
            title=titles[0],
            ground=None if self._snapshot.transparent else colours.paper,
            parts=parts,
            map_box=sheet.box,
            name_boxes=tuple(names.boxes),
            bar=bar,
        )

    def _sheet(self, box: Box) -> Sheet:
        view = self._snapshot.scenario.view
        if view:
            return Sheet(view.latitude, view.longitude, view.zoom, box)
        return Sheet.holding(*OPENING_BOUNDS, box)

    @staticmethod
    def _inset(map_box: Box) -> Box:
        right, top = map_box[2] - EDGE, map_box[1] + EDGE
        return right - INSET[0], top, right, top + INSET[1]

    def _shapes(self, sheet: Sheet) -> list[Item]:
        return [
            shape(
                sheet.outlines(item.feature.geometry),
                style(item.told, item.feature.role, self._theme),
            )
            for item in in_order(self._shown, self._all_told, sheet)
        ]
