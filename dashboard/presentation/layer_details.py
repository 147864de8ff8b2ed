"""All details of a layer, as plain data for the screen and for exports."""

from collections.abc import Iterable, Iterator
from typing import Any

from dashboard.presentation.verdict import reported_text, verdict
from dashboard.text.ui_text import in_force_statement, words
from geodata.catalog import Catalog
from geodata.models.field_types import Id, Language, Party, in_language
from geodata.models.provision import Stance
from geodata.models.source import Source
from layers.accuracy.metrics import GOVERNORATES, METRICS, WHOLE, FigureKey, is_area
from layers.accuracy.quantity import Quantity
from layers.build.builder import Builder
from layers.build.layer import Layer
from layers.build.other_end import measure_title
from layers.build.other_figures import (
    AREA,
    OtherFigure,
    divisions,
    other_figures,
    rests_on_governorates,
)
from layers.recipes import RECIPES


def details(layer: Layer, builder: Builder, language: Language = "en") -> dict[str, Any]:
    """Return clause, sources, both confidences, formula, accuracy and figures of a layer."""
    figures = builder.figures(layer)
    return {
        **_statement(layer, builder.catalog, language),
        **_drawing(layer, builder, language),
        **_figures(layer, figures, language),
        "reported": reported_lines(layer, builder, language),
    }


def _statement(layer: Layer, catalog: Catalog, language: Language) -> dict[str, Any]:
    """Return the texts of proposal and provision, their sources, and the parties' stances."""
    proposal, provision = catalog.proposal_of(layer.address), layer.provision
    in_force = proposal.in_force.sources if proposal.in_force else ()
    return {
        "proposal": in_language(proposal.title, language),
        "party": proposal.party,
        "status": proposal.status,
        "as_of": proposal.as_of,
        "standing": in_force_statement(proposal, language),
        "standing_sources": _all_cited(catalog, in_force),
        "title": in_language(provision.title, language),
        "clause": " ".join(in_language(provision.text, language).split()),
        "confidence_said": provision.confidence,
        "sources": _all_cited(catalog, provision.sources),
        "stances": [
            stance_line(party, stance, language)
            for party, (_, stance) in catalog.stances.get(provision.issue, {}).items()
        ],
        "also_asked": [
            f"{in_language(other.title, language)}: {in_language(other.text, language)}"
            for other in proposal.provision
            if not other.reading
        ],
    }


def _drawing(layer: Layer, builder: Builder, language: Language) -> dict[str, Any]:
    """Return the reading, the method of drawing, and the data used."""
    reading = layer.reading
    return {
        "reading": in_language(reading.title, language),
        "why": reading.why,
        "said_on": reading.said_on or "",
        "retired": reading.retired.notice() if reading.retired else "",
        "confidence_meant": reading.confidence,
        "reading_sources": _all_cited(builder.catalog, reading.sources),
        "formula": RECIPES[reading.recipe].words,
        "assumptions": [
            f"{in_language(parameter.title, language)}: {parameter.text(value)}. {parameter.why}"
            for parameter, value in layer.assumptions
        ],
        "rests_on": [rests_on_line(builder, key, language) for key in layer.rests_on],
        "licence": "; ".join(layer.licences),
        "data_as_of": layer.as_of,
    }


def _figures(
    layer: Layer, figures: dict[FigureKey, Quantity], language: Language
) -> dict[str, Any]:
    """Return the figures of each part, and of all parts together."""
    return {
        "features": {
            feature.id: {
                "title": in_language(feature.title, language),
                "text": in_language(feature.text, language),
                "figures": [
                    {
                        "title": measure_title(name, quantity, language),
                        "text": quantity.text(),
                    }
                    for (feature_id, name), quantity in figures.items()
                    if feature_id == feature.id
                ],
            }
            for feature in layer.features
        },
        "whole": [
            {"title": f"{words()['whole']}, {METRICS[name].title.lower()}", "text": quantity.text()}
            for (feature_id, name), quantity in figures.items()
            if feature_id == WHOLE
        ],
    }


def reported_lines(
    layer: Layer, builder: Builder, language: Language = "en"
) -> list[dict[str, str]]:
    """Return lines that compare computed figures with those of other sources.

    Figures of the layer as a whole come first. Of other data sets only areas are listed; the
    table of measures has the rest.
    """
    others = other_figures(layer, builder.catalog)
    figures = builder.figures(layer) if others else {}
    found = [
        {
            "text": _other_line(other, figures[other.name], layer, builder.catalog, language),
            "why": other.figure.why,
        }
        for other in sorted(others, key=lambda other: other.figure.feature != WHOLE)
        if other.name in figures and (not other.by or other.figure.measure == AREA)
    ]
    found += [{"text": line, "why": ""} for line in _division_lines(layer, builder.catalog)]
    if rests_on_governorates(layer) and not any(other.by for other in others):
        found.append({"text": words()["no_other_figures"], "why": ""})
    return found


def _other_line(
    other: OtherFigure, here: Quantity, layer: Layer, catalog: Catalog, language: Language
) -> str:
    template: str = words()["by_other_data" if other.by else "by_reports"]
    measure = METRICS[other.figure.measure].title.lower()
    several = sum(map(is_area, layer.features)) > 1
    line = template.format(
        by=other.by or format_publishers(catalog, other.figure.sources),
        measure=f"{feature_title(layer, other.figure.feature, language)}, {measure}"
        if several
        else measure,
        value=", ".join(
            filter(None, (reported_text(other.figure), in_language(other.figure.where, language)))
        ),
    )
    return " — ".join(filter(None, (line, verdict(other.figure, here))))


def feature_title(layer: Layer, feature_id: str, language: Language) -> str:
    """Return the title of a part of a layer, or of the whole, which has no feature of its own."""
    if feature_id == WHOLE:
        return str(words()["whole"])
    return in_language(layer.feature(feature_id).title, language)


def _division_lines(layer: Layer, catalog: Catalog) -> Iterator[str]:
    """Yield how other data sets divide a part of a layer among governorates."""
    template: str = words()["divided_by_other_data"]
    for figures, parts in divisions(layer, catalog):
        shares = ", ".join(f"{GOVERNORATES[name]} {part:,g}" for name, part in parts.items())
        yield template.format(by=figures.by, shares=shares)


def others_in_short(layer: Layer, catalog: Catalog) -> dict[FigureKey, str]:
    """Return other sources' values by figure, each with the source's name."""
    found: dict[FigureKey, list[str]] = {}
    for other in other_figures(layer, catalog):
        by = other.by or format_publishers(catalog, other.figure.sources)
        found.setdefault(other.name, []).append(f"{reported_text(other.figure)} ({by})")
    return {name: "; ".join(texts) for name, texts in found.items()}


def _all_cited(catalog: Catalog, source_ids: Iterable[Id]) -> list[str]:
    return [format_source(catalog.sources[source_id]) for source_id in source_ids]


def format_source(source: Source) -> str:
    """Return a source in one line: title, publisher, date, address, and how it was read."""
    retired = source.retired.notice() if source.retired else ""
    read = f"read {source.read}"
    parts = (source.title, source.publisher, source.date, source.address, read, retired)
    return ", ".join(part for part in parts if part)


def format_publishers(catalog: Catalog, source_ids: Iterable[Id]) -> str:
    """Return publisher and date of each source."""
    sources = (catalog.sources[source_id] for source_id in source_ids)
    return "; ".join(f"{source.said_by}, {source.date}" for source in sources)


def publications(catalog: Catalog, source_ids: Iterable[Id]) -> str:
    """Return publisher, date, address, and how it was read, of each source in short."""
    sources = [catalog.sources[source_id] for source_id in source_ids]
    return "; ".join(
        ", ".join(filter(None, (item.said_by, item.date, item.address, f"read {item.read}")))
        for item in sources
    )


def stance_line(party: Party, stance: Stance, language: Language) -> str:
    """Return a party's stance on an issue in one line: party, position, date and reason."""
    said = words()
    stands = f"{said['party'][party]}: {said['position'][stance.position]}"
    return f"{stands} ({said['asOf']} {stance.as_of}). {in_language(stance.text, language)}".strip()


def rests_on_line(builder: Builder, key: str, language: Language) -> str:
    """Return the accuracy, source and note of a reference feature in one line."""
    features = builder.catalog.features
    feature = features[key]
    edges = [features[edge].accuracy_m for edge in feature.edges] or [feature.accuracy_m]
    least, most = (f"{metres:,g}" for metres in (min(edges), max(edges)))
    within = most if least == most else f"{least} to {most}"
    return (
        f"{feature.name_in(language)} ({feature.kind}): within {within} m, "
        f"{feature.attribution}, {feature.as_of}. {feature.note}"
    ).strip()
