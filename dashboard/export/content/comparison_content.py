"""Overlays of two scenarios: the content of a comparison or an interpolation."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import parse_qsl

from dashboard.export.content.slide_content import KeyFigure, Overlaid, SlideContent, notes_of
from dashboard.export.content.snapshot import UserLayerPicture
from dashboard.export.graphics.scene import Fill, Hatch, Item, Pen, Scene
from dashboard.export.picture.layout import Plate, RenderOptions, compose, map_frame_in
from dashboard.export.picture.legend import LegendEntry, legend_rows, proposal_entries
from dashboard.export.picture.map_surround import credits_of
from dashboard.export.picture.styles import PIXELS, Style, shape
from dashboard.presentation.layer_description import describe_layer
from dashboard.presentation.map_protocol import LayerDescription
from dashboard.presentation.symbology import Theme, symbology
from dashboard.text.ui_text import full_title, words
from geodata.catalog import Catalog
from geodata.comparison_query import SIDES, from_comparison_query, to_comparison_query
from geodata.scenario import Scenario
from layers.analysis.comparison import compare
from layers.analysis.interpolation import End, InterpolatedArea, InterpolationPoint, interpolate
from layers.build.builder import Builder
from layers.output.map_frame import MapFrame

ALONE = {"area-a": "A", "area-b": "B"}
"""Quantities of a comparison that depend on one side only."""


class WrongOverlayError(Exception):
    """Two scenarios cannot be overlaid as requested. The message is one line."""


@dataclass(frozen=True)
class ComparisonContent:
    """Two scenarios to overlay.

    Attributes
    ----------
    a, b
        The sides; the first one's view is used if it has one.
    at
        Position of an interpolation from A to B, in per cent; None for a comparison.
    own_a, own_b
        User layers on either side, which are not in the record.
    """

    a: Scenario
    b: Scenario
    at: int | None = None
    own_a: tuple[UserLayerPicture, ...] = ()
    own_b: tuple[UserLayerPicture, ...] = ()

    def query(self, catalog: Catalog) -> str:
        """Return the query string, which omits user layers."""
        text = to_comparison_query(self.a, self.b, catalog)
        return text if self.at is None else f"{text}&at={self.at}"

    @property
    def own(self) -> tuple[UserLayerPicture, ...]:
        """All user layers, without repeats."""
        return (*self.own_a, *(item for item in self.own_b if item not in self.own_a))

    def sides(self) -> tuple[tuple[str, Scenario, tuple[UserLayerPicture, ...]], ...]:
        """Return the name of each side, its scenario, and its user layers."""
        return ("A", self.a, self.own_a), ("B", self.b, self.own_b)


def is_overlay(text: str) -> bool:
    """Return whether a query string is that of an overlay, not of a scenario."""
    return set(SIDES) <= dict(parse_qsl(text)).keys()


def overlay_of(text: str, catalog: Catalog) -> ComparisonContent:
    """Return the overlay of a query string.

    Raises
    ------
    WrongOverlayError
        If it contains anything unknown.
    """
    pairs = parse_qsl(text, keep_blank_values=True)
    at = dict(pairs).get("at")
    rest = "&".join(part for part in text.split("&") if not part.startswith("at="))
    a, b, told = from_comparison_query(rest, catalog)
    if told:
        raise WrongOverlayError(told[0])
    return ComparisonContent(a, b, None if at is None else per_cent(at))


def per_cent(text: str) -> int:
    """Parse a position between two ends, in per cent.

    Raises
    ------
    WrongOverlayError
        If it is not a whole number from 0 to 100.
    """
    if not re.fullmatch(r"\d\d?|100", text, re.ASCII):
        raise WrongOverlayError(f"'{text[:20]}' is not a point from A to B: give 0 to 100 per cent")
    return int(text)


def overlay_scene(page: SlideContent, options: RenderOptions, catalog: Catalog) -> Scene:
    """Return the scene of an overlay's page."""

    def shapes(on: MapFrame) -> list[Item]:
        return [shape(on.outlines(item.feature.geometry), item.look) for item in page.fills]

    lines = "".join(str(part) for part in page.caption).split("\n")
    plate = Plate(
        titles=(page.title, *lines),
        legend=[_figures(page), *page.legend],
        names=page.names() if page.fills else [],
        language=page.language,
        credit=page.credit,
        sheet=partial(map_frame_in, view=page.view, overlaid=[item.feature for item in page.fills]),
        shapes=shapes,
    )
    return compose(plate, options, catalog)


def overlay_page(overlay: ComparisonContent, builder: Builder, theme: Theme) -> SlideContent:
    """Return the texts and shapes of an overlay.

    Raises
    ------
    WrongOverlayError
        If an end of an interpolation is not exactly one layer.
    """
    if overlay.at is None:
        return _comparison_page(overlay, builder, theme)
    return _bridge_page(overlay, overlay.at, builder, theme)


def _comparison_page(overlay: ComparisonContent, builder: Builder, theme: Theme) -> SlideContent:
    own_a, own_b = ([item.layer_features for item in own] for own in (overlay.own_a, overlay.own_b))
    found = compare(builder, overlay.a, overlay.b, own_a=own_a, own_b=own_b)
    said = words()["comparison"]
    star = {name: _star(builder, of) for name, of, _ in overlay.sides()}
    either = star["A"] or star["B"]
    texts = {
        name: quantity.text() + star.get(ALONE.get(name, ""), either)
        for name, quantity in found.quantities.items()
    }
    fills = tuple(
        Overlaid(item, said[item.id], texts[item.id], overlaid_style(item.id, theme))
        for item in found.features
    )
    missing = [words()["compare_no_area"].format(side=side) for side in found.without_area]
    figures = tuple(KeyFigure(text, said[name]) for name, text in texts.items())
    title = words()["export"]["comparison"]
    return _page(title, missing, fills, figures, overlay, builder, theme)


def _bridge_page(
    overlay: ComparisonContent, at: int, builder: Builder, theme: Theme
) -> SlideContent:
    first, second = (_end(name, of, builder) for name, of, _ in overlay.sides())
    point = interpolate(builder, first, second, at / 100)
    said = words()["bridge_parts"]
    grounds: dict[str, InterpolatedArea] = dict(zip(("only-a", "only-b"), point.ends, strict=True))
    if point.point:
        grounds["common"] = point.point
    stars = {"only-a": _star(builder, overlay.a), "only-b": _star(builder, overlay.b)}
    stars["common"] = stars["only-a"] or stars["only-b"]
    fills = tuple(
        Overlaid(
            feature,
            said[part],
            ground.area.text() + stars[part],
            overlaid_style(part, theme, has_fill=part == "common"),
        )
        for part, ground in grounds.items()
        for feature in ground.features
    )
    areas = [
        KeyFigure(ground.area.text() + stars[part], said[part]) for part, ground in grounds.items()
    ]
    to_damascus = words()["measure"]["distance-to-damascus"]
    distances = [
        KeyFigure(ground.distance.text() + stars[part], f"{said[part]}: {to_damascus}")
        for part, ground in grounds.items()
        if ground.distance
    ]
    lines = [words()["bridge_lead"], *_of_bridge(point, at, stars["common"])]
    title = words()["export"]["bridge"]
    return _page(title, lines, fills, (*areas, *distances), overlay, builder, theme)


def _of_bridge(point: InterpolationPoint, at: int, star: str) -> list[str]:
    """Return where the bridge stands and what each end gives up, or why there is none."""
    if point.concessions is None:
        return [f"{point.differs} {words()['bridge_ends_only']}"]
    given = [
        words()["bridge_given_up"].format(
            end=name, left=given.left.text() + star, added=given.added.text() + star
        )
        for name, given in zip("AB", point.concessions, strict=True)
    ]
    return [f"{words()['bridge_at']}: {at} %. {' '.join(given)}"]


def overlaid_style(part: str, theme: Theme, *, has_fill: bool = True) -> Style:
    """Return the style of a part of an overlay."""
    group, hatch = symbology().comparison[part], symbology().hatch
    stroke = group.stroke[theme]
    fill = Hatch(
        Pen(stroke, hatch.width * PIXELS),
        hatch.spacing[0] * PIXELS,
        group.hatch_angle,
        Fill(group.fill, symbology().overlay.opacity),
    )
    pen = Pen(stroke, symbology().overlay.width * PIXELS)
    return Style(pen, fill if has_fill else None)


def _page(  # noqa: PLR0913, PLR0917 (what is said, what is drawn, and of what)
    title: str,
    lines: list[str],
    fills: tuple[Overlaid, ...],
    figures: tuple[KeyFigure, ...],
    overlay: ComparisonContent,
    builder: Builder,
    theme: Theme,
) -> SlideContent:
    layers = [layer for _, of, _ in overlay.sides() for layer in builder.layers(of)]
    told = [
        describe_layer(layer, builder, of)
        for _, of, _ in overlay.sides()
        for layer in builder.layers(of)
    ]
    credit = credits_of(layers, told, builder.catalog)
    rows = legend_rows(
        [*layers, *(item.layer_features for item in overlay.own)], [*told, *_own(overlay)]
    )
    held = [
        [replace(entry, swatch=None) for entry in group] for group in proposal_entries(rows, theme)
    ]
    sides = [f"{name}: {_title_of(side, own, builder)}" for name, side, own in overlay.sides()]
    query = overlay.query(builder.catalog)
    return SlideContent(
        title=title,
        caption=("\n".join([*sides, *lines]),),
        figures=figures,
        drawn=layers,
        descriptions=told,
        fills=fills,
        view=overlay.a.view,
        language=overlay.a.language,
        legend=held,
        credit=credit,
        notes=notes_of("\n".join([*sides, *lines]), layers, told, credit, query, builder),
        query=query,
    )


def _own(overlay: ComparisonContent) -> list[LayerDescription]:
    return [item.description for item in overlay.own]


def _figures(page: SlideContent) -> list[LegendEntry]:
    """Return legend entries for the fills with their figures, then the other figures."""
    of_fills = {
        item.title: LegendEntry(((item.title, "title"), (item.value, "plain")), (item.look, "zone"))
        for item in page.fills
    }
    others = [
        LegendEntry(((f"{row.of}: {row.value}", "plain"),), apart=False)
        for row in page.figures
        if row.of not in of_fills
    ]
    return [*of_fills.values(), *others]


def _star(builder: Builder, of: Scenario) -> str:
    """Return an asterisk if a scenario contains an assumption."""
    return " *" if any(layer.assumptions for layer in builder.layers(of)) else ""


def _title_of(of: Scenario, own: Iterable[UserLayerPicture], builder: Builder) -> str:
    names = [
        full_title(layer.provision, layer.reading, of.language) for layer in builder.layers(of)
    ]
    return "; ".join([*names, *(item.layer_features.name for item in own)]) or "–"


def _end(name: str, of: Scenario, builder: Builder) -> End:
    layers = builder.layers(of)
    if len(layers) != 1:
        raise WrongOverlayError(
            f"{name}: each of two positions is one layer in one reading; {len(layers)} are on"
        )
    return layers[0].address, layers[0].reading.id, layers[0].values
