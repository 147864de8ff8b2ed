"""What the slides of a deck say and show: of a briefing, of a scenario, of a comparison."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from dashboard.details import cited
from dashboard.export.furniture import Credits, credits_of, title_of
from dashboard.export.legend import LegendEntry, LegendRow, proposal_entries, role_of
from dashboard.export.scene import Fill, Hatch, Pen
from dashboard.export.styles import PIXELS, Style
from dashboard.symbology import Theme, symbology
from dashboard.web_map.described import described
from dashboard.words import measured, words
from geodata.briefing import Briefing, Mention, Step
from geodata.comparison import to_comparison_query
from geodata.models import Language, in_language
from geodata.scenario import Scenario, View, to_query
from geodata.steps import scenario_of
from layers.build import Builder, Layer
from layers.captions import Figure, caption, figure, key_figures, notes
from layers.compare import compare
from layers.features import Feature
from layers.metrics import METRICS, WHOLE
from layers.recipes import RECIPES

THEME: Theme = "light"
"""Slides are light: a dark one would be a matter of the template."""
COMPARED_OPACITY = 0.35
METHOD = ("geometry", "measures", "plus_minus")


@dataclass(frozen=True)
class KeyFigure:
    """A row of the table of key figures: the value, and what it is of."""

    value: str
    of: str


@dataclass(frozen=True)
class Page:
    """What one slide with a map says and shows.

    Attributes
    ----------
    caption
        In pieces; a figure among them is written bold.
    layers, told
        What is on, and what the map says of each.
    fills
        The parts of a comparison, which stand in place of layers.
    view
        Middle and zoom; where there is none, all of `fills`, or the opening view.
    legend
        Entries of the legend, in groups that belong together.
    query
        The scenario or comparison in its text form.
    """

    title: str
    caption: tuple[str | Figure, ...]
    figures: tuple[KeyFigure, ...]
    layers: list[Layer]
    told: list[dict[str, Any]]
    fills: tuple[Feature, ...]
    view: View | None
    language: Language
    legend: list[list[LegendEntry]]
    credit: Credits
    notes: str
    query: str


def briefing_pages(briefing: Briefing, builder: Builder, language: Language) -> list[Page]:
    """Return a page for each step of a briefing."""
    return [step_page(step, builder, language) for step in briefing.step]


def step_page(step: Step, builder: Builder, language: Language) -> Page:
    """Return the page of a step."""
    shown = scenario_of(step, builder.catalog, language)
    rows = [_row(item) for item in key_figures(step, builder, shown)]
    title = in_language(step.title, shown.language)
    told = notes(step, builder, shown)
    return _page(title, tuple(caption(step, builder, shown)), rows, told, shown, builder)


def scenario_page(shown: Scenario, builder: Builder) -> Page:
    """Return the page of a scenario, with the first key figure of each layer."""
    layers = builder.layers(shown)
    told = [described(layer, builder, shown) for layer in layers]
    found = [_first_figure(layer, builder, shown) for layer in layers]
    title, below = title_of(told)
    return _page(title, (below,), [_row(item) for item in found if item], "", shown, builder)


def comparison_page(a: Scenario, b: Scenario, builder: Builder) -> Page:
    """Return the page of a comparison: its three parts, and all of its quantities."""
    found = compare(builder, a, b)
    layers = [*builder.layers(a), *builder.layers(b)]
    told = [described(layer, builder, of) for of in (a, b) for layer in builder.layers(of)]
    said = words()["comparison"]
    held = [
        [replace(entry, swatch=None) for entry in group]
        for group in proposal_entries(_legend_rows(layers, told), THEME)
    ]
    entries = [
        LegendEntry(((said[item.id], "title"),), (compared_style(item.id), "zone"))
        for item in found.features
    ]
    sides = [
        f"{name}: {_named(builder.layers(of), a.language)}" for name, of in (("A", a), ("B", b))
    ]
    alone = {"area-a": (a,), "area-b": (b,)}
    missing = [words()["compare_no_area"].format(side=side) for side in found.without_area]
    credit = credits_of(layers, told, builder.catalog)
    query = to_comparison_query(a, b, builder.catalog)
    return Page(
        title=words()["compare_title"],
        caption=("\n".join([*sides, *missing]),),
        figures=tuple(
            KeyFigure(quantity.text() + _star(builder, alone.get(name, (a, b))), said[name])
            for name, quantity in found.quantities.items()
        ),
        layers=layers,
        told=told,
        fills=found.features,
        view=None,
        language=a.language,
        legend=[*([entries] if entries else []), *held],
        credit=credit,
        notes=_notes("\n".join(sides), layers, told, credit, query, builder),
        query=query,
    )


def compared_style(part: str) -> Style:
    """Return how a part of a comparison is drawn."""
    group, hatch = symbology().comparison[part], symbology().hatch
    stroke = group.stroke[THEME]
    fill = Hatch(
        Pen(stroke, hatch.width * PIXELS),
        hatch.spacing[0] * PIXELS,
        group.hatch_angle,
        Fill(group.fill, COMPARED_OPACITY),
    )
    return Style(Pen(stroke, symbology().status["agreed"].width * PIXELS), fill)


def all_sources(pages: Iterable[Page], builder: Builder) -> list[str]:
    """Return every source of some pages as it is cited, the oldest first."""
    sources = builder.catalog.sources
    used = {name for page in pages for name in page.credit.sources}
    return [cited(sources[name]) for name in sorted(used, key=lambda key: (sources[key].date, key))]


def method_lines() -> list[str]:
    """Return how zones are drawn and measured, and what the plus-minus covers."""
    method = words()["method"]
    return [f"{method[name]['title']}: {method[name]['text']}" for name in METHOD]


def _page(  # noqa: PLR0913, PLR0917 (what a step says, and what it shows)
    title: str,
    said: tuple[str | Figure, ...],
    rows: list[KeyFigure],
    told_aloud: str,
    shown: Scenario,
    builder: Builder,
) -> Page:
    layers = builder.layers(shown)
    told = [described(layer, builder, shown) for layer in layers]
    credit = credits_of(layers, told, builder.catalog)
    query = to_query(shown, builder.catalog)
    return Page(
        title=title,
        caption=said,
        figures=tuple(rows),
        layers=layers,
        told=told,
        fills=(),
        view=shown.view,
        language=shown.language,
        legend=proposal_entries(_legend_rows(layers, told), THEME),
        credit=credit,
        notes=_notes(told_aloud, layers, told, credit, query, builder),
        query=query,
    )


def _legend_rows(layers: list[Layer], told: list[dict[str, Any]]) -> list[LegendRow]:
    return [
        LegendRow(item, role_of({feature.role for feature in layer.features}))
        for item, layer in zip(told, layers, strict=True)
    ]


def _star(builder: Builder, sides: Iterable[Scenario]) -> str:
    """Return an asterisk if anything of some scenarios is assumed."""
    layers = [layer for side in sides for layer in builder.layers(side)]
    return " *" if any(layer.assumptions for layer in layers) else ""


def _row(found: Figure) -> KeyFigure:
    return KeyFigure(found.marked, " · ".join(filter(None, (measured(found), found.of))))


def _first_figure(layer: Layer, builder: Builder, shown: Scenario) -> Figure | None:
    names = [name for name in builder.figures(layer) if METRICS[name[1]].key]
    names.sort(key=lambda name: name[0] != WHOLE)
    if not names:
        return None
    feature_id, measure = names[0]
    return figure(Mention(f"{layer.name}.{feature_id}.{measure}"), builder, shown)


def _named(layers: list[Layer], language: Language) -> str:
    names = [
        f"{in_language(layer.provision.title, language)}: "
        f"{in_language(layer.reading.title, language)}"
        for layer in layers
    ]
    return "; ".join(names) or "–"


def _notes(  # noqa: PLR0913, PLR0917 (all that stands in them)
    said: str,
    layers: list[Layer],
    told: list[dict[str, Any]],
    credit: Credits,
    query: str,
    builder: Builder,
) -> str:
    """Return the speaker notes: what is to be said, then how it is drawn, and from what."""
    lines = [said] if said else []
    drawn = [
        f"{item['title']} ({item['reading'] or item['label'] or item['proposal']}): "
        f"{RECIPES[layer.reading.recipe].words}"
        for layer, item in zip(layers, told, strict=True)
    ]
    lines += ["", f"{words()['formula']}", *dict.fromkeys(drawn)] if drawn else []
    assumed = dict.fromkeys(line for item in told for line in item["assumptions"])
    lines += [f"* {words()['assumed']}: {'; '.join(assumed)}"] if assumed else []
    names = credit.sources
    if names:
        lines += ["", words()["export"]["sources"]]
        lines += [cited(builder.catalog.sources[name]) for name in names]
    lines += ["", words()["sources_title"], *method_lines(), words()["neutrality"]]
    dated = f"{words()['asOf']} {credit.as_of}. " if credit.as_of else ""
    lines += ["", f"{dated}{words()['export']['version']} {credit.version}. {query}"]
    return "\n".join(lines).strip()
