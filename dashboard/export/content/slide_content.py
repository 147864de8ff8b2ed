"""The content of a slide with a map, for a step of a briefing or for a scenario."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dashboard.export.content.snapshot import UserLayerPicture
from dashboard.export.picture.draw_order import Featured, layer_names
from dashboard.export.picture.labels import LayerName
from dashboard.export.picture.legend import LegendEntry, legend_rows, proposal_entries
from dashboard.export.picture.map_surround import SourceCredits, credits_of, title_of
from dashboard.export.picture.styles import Style
from dashboard.presentation.layer_description import describe_layer
from dashboard.presentation.layer_details import format_source, reported_lines
from dashboard.presentation.map_protocol import LayerDescription
from dashboard.presentation.symbology import Theme
from dashboard.text.ui_text import measure_of, words
from geodata.briefings.step_scenario import scenario_of
from geodata.models.briefing import Briefing, Mention, Step
from geodata.models.field_types import Language, in_language
from geodata.scenario import Scenario, View, to_query
from layers.accuracy.metrics import METRICS, WHOLE
from layers.build.briefing_figures import Figure, caption, figure, key_figures, notes
from layers.build.builder import Builder
from layers.build.layer import Layer
from layers.features.feature import Feature
from layers.output.geojson import label_point
from layers.recipes import RECIPES

THEME: Theme = "light"
"""Slides are light; dark slides would need a template."""
METHOD = ("geometry", "measures", "plus_minus")


@dataclass(frozen=True)
class KeyFigure:
    """A row of the table of key figures: the value and its subject."""

    value: str
    of: str


@dataclass(frozen=True)
class Overlaid:
    """A part of an overlay of two areas, with its figure and its style."""

    feature: Feature
    title: str
    value: str
    look: Style


@dataclass(frozen=True)
class SlideContent:
    """The content of one slide with a map.

    Attributes
    ----------
    caption
        In pieces; figures are written in bold.
    drawn, told
        The layers that are on, and their descriptions.
    fills
        The parts of an overlay, in place of layers.
    view
        Centre and zoom; without one, the extent of `fills`, or the opening view.
    legend
        Entries of the legend for the layers, in groups that belong together.
    query
        The query string of the scenario or overlay.
    """

    title: str
    caption: tuple[str | Figure, ...]
    figures: tuple[KeyFigure, ...]
    drawn: Sequence[Featured]
    descriptions: list[LayerDescription]
    fills: tuple[Overlaid, ...]
    view: View | None
    language: Language
    legend: list[list[LegendEntry]]
    credit: SourceCredits
    notes: str
    query: str

    @property
    def key(self) -> list[list[LegendEntry]]:
        """All entries of the legend: the parts of an overlay, and the layers."""
        looks = {item.title: item.look for item in self.fills}
        of_fills = [
            LegendEntry(((title, "title"),), (look, "zone")) for title, look in looks.items()
        ]
        return [of_fills, *self.legend] if of_fills else self.legend

    def names(self) -> list[LayerName]:
        """Return the names that are written on the map."""
        if not self.fills:
            return layer_names(self.drawn, self.descriptions, self.language)
        points = [(item.title, label_point(item.feature.geometry)) for item in self.fills]
        return [LayerName(title, (at.x, at.y)) for title, at in points]


def briefing_pages(briefing: Briefing, builder: Builder, language: Language) -> list[SlideContent]:
    """Return a page for each step of a briefing."""
    return [step_page(step, builder, language) for step in briefing.step]


def step_page(step: Step, builder: Builder, language: Language) -> SlideContent:
    """Return the page of a step."""
    shown = scenario_of(step, builder.catalog, language)
    rows = [_row(item) for item in key_figures(step, builder, shown)]
    title = in_language(step.title, shown.language)
    told = notes(step, builder, shown)
    return _page(title, tuple(caption(step, builder, shown)), rows, told, shown, builder)


def scenario_page(
    scenario: Scenario, builder: Builder, own: tuple[UserLayerPicture, ...] = ()
) -> SlideContent:
    """Return the page of a scenario, with each layer's first key figure, and user layers."""
    layers = builder.layers(scenario)
    told = [describe_layer(layer, builder, scenario) for layer in layers]
    found = [_first_figure(layer, builder, scenario) for layer in layers]
    title, below = title_of(told)
    rows = [_row(item) for item in found if item]
    page = _page(title, (below,), rows, "", scenario, builder)
    drawn: list[Featured] = [*layers, *(item.layer_features for item in own)]
    told += [item.description for item in own]
    legend = proposal_entries(legend_rows(drawn, told), THEME)
    return replace(page, drawn=drawn, descriptions=told, legend=legend)


def all_sources(pages: Iterable[SlideContent], builder: Builder) -> list[str]:
    """Return the citations of all sources of some pages, the oldest first."""
    sources = builder.catalog.sources
    used = {name for page in pages for name in page.credit.sources}
    return [
        format_source(sources[name])
        for name in sorted(used, key=lambda key: (sources[key].date, key))
    ]


def method_lines() -> list[str]:
    """Return lines on how zones are drawn and measured, and what the plus-minus covers."""
    method = words()["method"]
    return [f"{method[name]['title']}: {method[name]['text']}" for name in METHOD]


def _page(  # noqa: PLR0913, PLR0917 (what a step says, and what it shows)
    title: str,
    caption: tuple[str | Figure, ...],
    rows: list[KeyFigure],
    told_aloud: str,
    scenario: Scenario,
    builder: Builder,
) -> SlideContent:
    layers = builder.layers(scenario)
    told = [describe_layer(layer, builder, scenario) for layer in layers]
    credit = credits_of(layers, told, builder.catalog)
    query = to_query(scenario, builder.catalog)
    return SlideContent(
        title=title,
        caption=caption,
        figures=tuple(rows),
        drawn=layers,
        descriptions=told,
        fills=(),
        view=scenario.view,
        language=scenario.language,
        legend=proposal_entries(legend_rows(layers, told), THEME),
        credit=credit,
        notes=notes_of(told_aloud, layers, told, credit, query, builder),
        query=query,
    )


def _row(figure: Figure) -> KeyFigure:
    return KeyFigure(
        figure.text_with_mark, " · ".join(filter(None, (measure_of(figure), figure.of)))
    )


def _first_figure(layer: Layer, builder: Builder, scenario: Scenario) -> Figure | None:
    names = [name for name in builder.figures(layer) if METRICS[name[1]].key]
    names.sort(key=lambda name: name[0] != WHOLE)
    if not names:
        return None
    feature_id, measure = names[0]
    return figure(Mention(f"{layer.name}.{feature_id}.{measure}"), builder, scenario)


def notes_of(  # noqa: PLR0913, PLR0917 (all that stands in them)
    text: str,
    layers: list[Layer],
    descriptions: list[LayerDescription],
    credit: SourceCredits,
    query: str,
    builder: Builder,
) -> str:
    """Return the speaker notes: the presenter's text, then method and sources."""
    lines = [text] if text else []
    drawn = [
        f"{item['title']} ({item['reading'] or item['label'] or item['proposal']}): "
        f"{RECIPES[layer.reading.recipe].words}"
        for layer, item in zip(layers, descriptions, strict=True)
    ]
    lines += ["", f"{words()['formula']}", *dict.fromkeys(drawn)] if drawn else []
    assumed = dict.fromkeys(line for item in descriptions for line in item["assumptions"])
    lines += [f"* {words()['assumed']}: {'; '.join(assumed)}"] if assumed else []
    others = [line["text"] for layer in layers for line in reported_lines(layer, builder)]
    lines += ["", words()["others_title"], *dict.fromkeys(others)] if others else []
    names = credit.sources
    if names:
        lines += ["", words()["export"]["sources"]]
        lines += [format_source(builder.catalog.sources[name]) for name in names]
    lines += ["", words()["sources_title"], *method_lines(), words()["neutrality"]]
    dated = f"{words()['asOfFirst']} {credit.as_of}. " if credit.as_of else ""
    lines += ["", f"{dated}{words()['export']['version']} {credit.version}. {query}"]
    return "\n".join(lines).strip()
