"""The key figures of what is on, as cards and as a table."""

import streamlit as st
from markupsafe import Markup

from dashboard.panels.citation import LayerFigure
from dashboard.panels.figure_citation import draw_figure_citation
from dashboard.panels.phase_table import phase_table
from dashboard.panels.user_layer_cards import own_card
from dashboard.presentation.layer_details import feature_title, reported_lines
from dashboard.session.user_layers import user_layers
from dashboard.text.html import block, definitions, expander, heading, join, paragraph, table
from dashboard.text.ui_text import words
from geodata.models.field_types import Language, in_language
from geodata.scenario import Scenario
from layers.accuracy.metrics import WHOLE, FigureKey
from layers.accuracy.quantity import Quantity
from layers.build.builder import Builder
from layers.build.layer import Layer
from layers.build.other_end import measure_title

FEW = 2
"""Features shown in full on a card, and figures of others shown before the rest is collapsed."""


def draw_key_figures(builder: Builder, scenario: Scenario) -> None:
    """Draw the key figures of every layer that is on."""
    layers = builder.layers(scenario)
    title = heading(words()["figures"])
    own = user_layers().shown
    cards = [own_card(item) for item in own]
    cards += [
        figure_card(builder, layer, scenario) + phase_table(builder, layer, scenario)
        for layer in layers
    ]
    if not cards:
        st.html(title + paragraph(words()["nothing_on"]))
        return
    st.html(title + block(join(cards), "figure-cards"))
    if own:
        st.html(block(words()["own_exact"], "figure-note own"))
    if layers:
        _notes_and_table(builder, layers, scenario)
    figures = [
        LayerFigure(layer, name, quantity)
        for layer in layers
        for name, quantity in builder.figures(layer).items()
    ]
    draw_figure_citation(builder, scenario, figures, own, "cite-figure")


def _notes_and_table(builder: Builder, layers: list[Layer], scenario: Scenario) -> None:
    rows = _table(builder, layers, scenario)
    st.html(
        block(words()["plus_minus"], "figure-note") + expander(words()["table"], rows, "as-table")
    )


def figure_card(builder: Builder, layer: Layer, scenario: Scenario) -> Markup:
    """Return the card of a layer: its key figures, and what others give; nothing without any."""
    figures = builder.figures(layer)
    if not figures:
        return Markup("")
    measured = {feature_id for feature_id, _ in figures if feature_id != WHOLE}
    many = len(measured) > FEW
    rows = _by_feature(layer, figures, scenario) if many else _by_metric(figures, scenario.language)
    parts = [block(in_language(layer.provision.title, scenario.language), "of")]
    if len(scenario.available_readings(layer.address, builder.catalog)) > 1:
        parts.append(block(in_language(layer.reading.title, scenario.language), "reading"))
    parts.append(definitions((title, quantity.text()) for title, quantity in rows))
    parts.append(_others(builder, layer, scenario.language))
    return block(join(parts), "figure-card many" if many else "figure-card")


def _others(builder: Builder, layer: Layer, language: Language) -> Markup:
    """Return what others give for a layer: the first of it, and the rest folded."""
    lines = [block(line["text"], "fit") for line in reported_lines(layer, builder, language)]
    first, rest = lines[:FEW], lines[FEW:]
    if not rest:
        return join(first)
    more = words()["others_more"].format(title=words()["others_title"], count=len(rest))
    return join((*first, expander(more, join(rest), "fit")))


def _by_metric(
    figures: dict[FigureKey, Quantity], language: Language
) -> list[tuple[str, Quantity]]:
    """Return the measures with their titles."""
    return [
        (measure_title(name, quantity, language), quantity)
        for name, quantity in _once(figures).items()
    ]


def _once(figures: dict[FigureKey, Quantity]) -> dict[str, Quantity]:
    """Return each measure once: the shortest distance, and the area of the whole."""
    found: dict[str, Quantity] = {}
    for (feature_id, name), quantity in figures.items():
        if feature_id == WHOLE or name not in found or quantity.value < found[name].value:
            found[name] = quantity
    return found


def _by_feature(
    layer: Layer, figures: dict[FigureKey, Quantity], scenario: Scenario
) -> list[tuple[str, Quantity]]:
    """Return the area of each feature, and the shortest distance."""
    rows = [
        (feature_title(layer, feature_id, scenario.language), quantity)
        for (feature_id, name), quantity in figures.items()
        if name == "area" or layer.feature(feature_id).role == "way"
    ]
    return rows + [
        (measure_title(name, quantity, scenario.language), quantity)
        for name, quantity in _once(figures).items()
        if quantity.unit == "km" and name != "length"
    ]


def _table(builder: Builder, layers: list[Layer], scenario: Scenario) -> Markup:
    heads = ("layer", "reading", "part", "measure", "value", "as_of")
    column = words()["column"]
    rows = (
        (
            in_language(layer.provision.title, scenario.language),
            in_language(layer.reading.title, scenario.language),
            feature_title(layer, feature_id, scenario.language),
            measure_title(name, quantity, scenario.language),
            quantity.text(),
            quantity.as_of,
        )
        for layer in layers
        for (feature_id, name), quantity in builder.figures(layer).items()
    )
    return table(rows, [column[name] for name in heads])
