"""Sources and method, from the catalogue: what depends on which source, and how."""

import streamlit as st
from markupsafe import Markup

from dashboard.evidence.article import sentence_table
from dashboard.evidence.governorates import governorate_table
from dashboard.presentation.layer_details import rests_on_line
from dashboard.text.html import definitions, expander, heading, join, paragraph
from dashboard.text.ui_text import full_title, words
from geodata.article import TIMELINE
from geodata.models.field_types import in_language
from geodata.models.provision import Parameter, Reading
from geodata.models.source import Source
from geodata.scenario import Scenario
from layers.build.builder import Builder
from layers.build.layer import Layer
from layers.recipes import RECIPES


def draw_sources(builder: Builder, scenario: Scenario) -> None:
    """Draw the method, then all layers, then all sources with what depends on them."""
    catalog = builder.catalog
    method = join(
        heading(part["title"], 3) + paragraph(part["text"]) for part in words()["method"].values()
    )
    layers = join(
        _layer(builder, builder.layer(address, reading.id), reading, scenario)
        for address, provision in catalog.layers.items()
        for reading in provision.reading
    )
    resting = what_rests_on(builder)
    cited = join(
        _source(source_id, source, resting.get(source_id, []))
        for source_id, source in sorted(catalog.sources.items(), key=lambda item: item[1].title)
    )
    parts = (
        heading(words()["sources_title"]),
        method,
        governorate_table(builder),
        sentence_table(catalog, scenario.language),
        heading(words()["sources_layers"]),
        layers,
        heading(words()["sources_all"]),
        paragraph(publications_read_through_others(builder)),
        cited,
    )
    st.html(join(parts))


def publications_read_through_others(builder: Builder) -> str:
    """Return how many publications were read only as quoted by others."""
    publications = [item for item in builder.catalog.sources.values() if item.kind != "data"]
    through = sum(item.read_through_others for item in publications)
    text: str = words()["sources_read"].format(through=through, count=len(publications))
    return text


def what_rests_on(builder: Builder) -> dict[str, list[str]]:
    """Return what cites each source: provisions, events, other figures, reference data."""
    catalog = builder.catalog
    found: dict[str, list[str]] = {}
    for proposal_id, proposal in catalog.proposals.items():
        for field, source_id in dict.fromkeys(proposal.cited_sources()):
            address = f"{proposal_id}.{field.removeprefix('provision.')}"
            found.setdefault(source_id, []).append(address)
    for event in catalog.timeline:
        for source_id in event.sources:
            found.setdefault(source_id, []).append(f"{TIMELINE}.{event.id}")
    for file, figures in catalog.other_figures.items():
        found.setdefault(figures.source, []).append(file.removesuffix(".toml"))
    for feature in catalog.features.values():
        found.setdefault(feature.source, []).append(feature.key)
    return found


def _layer(builder: Builder, layer: Layer, reading: Reading, scenario: Scenario) -> Markup:
    used = set(reading.parameter_names())
    parameters = "; ".join(
        _parameter(parameter, scenario)
        for parameter in layer.provision.parameter
        if parameter.id in used
    )
    facts = {
        words()["reading"]: f"{in_language(reading.title, scenario.language)}. {reading.why}",
        words()["confidenceMeant"]: words()["confidence"][reading.confidence],
        words()["formula"]: RECIPES[reading.recipe].words,
        words()["parameters"]: parameters,
        words()["accuracy"]: " · ".join(
            rests_on_line(builder, key, scenario.language) for key in layer.rests_on
        ),
        words()["licence"]: "; ".join(layer.licences),
        words()["retired"]: reading.retired.notice() if reading.retired else "",
    }
    return _facts(
        full_title(layer.provision, reading, scenario.language),
        layer.name,
        facts,
    )


def _parameter(parameter: Parameter, scenario: Scenario) -> str:
    mark = "" if parameter.sources else f" ({words()['assumed'].lower()})"
    title = in_language(parameter.title, scenario.language)
    return f"{title}: {parameter.text(parameter.default)}{mark}"


def _source(source_id: str, source: Source, resting: list[str]) -> Markup:
    facts = {
        words()["source_publisher"]: source.publisher,
        words()["source_date"]: " ".join(filter(None, (source.date, source.date_note))),
        words()["source_address"]: source.address,
        words()["source_read"]: source.read,
        words()["licence"]: source.licence,
        words()["attribution"]: source.attribution,
        words()["retired"]: source.retired.notice() if source.retired else "",
        words()["source_rests"]: ", ".join(resting) or words()["source_rests_nothing"],
    }
    return _facts(source.title, source_id, facts)


def _facts(title: str, key: str, facts: dict[str, str]) -> Markup:
    rows = definitions((name, text) for name, text in facts.items() if text)
    return expander(title, rows, "entry", code=key)
