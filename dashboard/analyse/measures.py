"""The analyst's table: all measures of the layers that are on, places in zones, and downloads."""

import json
from typing import Any

import streamlit as st
from markupsafe import Markup

from dashboard.controls.export_link import export_link
from dashboard.panels.citation import LayerFigure
from dashboard.panels.figure_citation import draw_figure_citation
from dashboard.presentation.layer_details import feature_title, others_in_short
from dashboard.session.user_layers import UserLayer, user_layers
from dashboard.text.html import definitions, expander, heading, paragraph
from dashboard.text.ui_text import escape_markdown, words
from geodata.models.field_types import Language, in_language
from geodata.scenario import Scenario
from layers.accuracy.metrics import METRICS, is_area
from layers.accuracy.quantity import UNITS
from layers.analysis.settlements_in_zone import places_of
from layers.build.builder import Builder
from layers.build.layer import Layer
from layers.output.csv_table import plain_cell, table_text
from layers.output.figure_table import COLUMNS, rows
from layers.output.geojson import feature_collection
from layers.user_layers.output import own_items, own_rows

TEXT_COLUMNS = ("layer", "part", "measure", "other_end", "unit", "others")


def draw_measures(builder: Builder, scenario: Scenario) -> None:
    """Draw one row a measure, sortable by a click on a heading, and what can be taken away."""
    st.html(heading(words()["measures_title"]) + paragraph(words()["measures_lead"], "lead"))
    layers = builder.layers(scenario)
    own = user_layers().shown
    if not (layers or own):
        st.html(paragraph(words()["nothing_on"]))
        return
    with st.spinner(words()["measuring"]):
        table = table_on_screen(builder, layers, own, scenario.language)
    st.dataframe(
        table,
        hide_index=True,
        width="stretch",
        placeholder="",
        height=min(36 * len(table) + 40, 520),
        column_config={
            "value": st.column_config.NumberColumn(words()["column"]["value"], format="localized"),
            "plus_minus": st.column_config.NumberColumn("±", format="localized"),
            **{name: words()["column"][name] for name in TEXT_COLUMNS},
            "other_end": st.column_config.TextColumn(words()["column"]["other_end"], width=130),
        },
    )
    figures = [
        LayerFigure(layer, name, quantity)
        for layer in layers
        for name, quantity in builder.measures(layer).items()
    ]
    draw_figure_citation(builder, scenario, figures, own, "cite-measure")
    _downloads(builder, layers, own, scenario.language)
    if own:
        st.caption(escape_markdown(words()["own_exact"]))
    if places := "".join(_places(builder, layer, scenario.language) for layer in layers):
        st.html(places)


def table_on_screen(
    builder: Builder, layers: list[Layer], own: list[UserLayer], language: Language
) -> list[dict[str, Any]]:
    """Return the rows for the screen, safe for its CSV button, which writes cells unchanged."""
    rows = [row for layer in layers for row in _rows(builder, layer, language)]
    rows += [row for item in own for row in _own_rows(item, language)]
    return [{name: plain_cell(cell) for name, cell in row.items()} for row in rows]


def _rows(builder: Builder, layer: Layer, language: Language) -> list[dict[str, Any]]:
    others = others_in_short(layer, builder.catalog)
    return [
        {
            "measure": METRICS[name].title,
            "other_end": in_language(quantity.other_end, language),
            "value": quantity.rounded_numbers()[0],
            "plus_minus": quantity.rounded_numbers()[1] or None,
            "unit": UNITS[quantity.unit],
            "part": feature_title(layer, feature_id, language),
            "others": others.get((feature_id, name), ""),
            "layer": layer.name,
        }
        for (feature_id, name), quantity in builder.measures(layer).items()
    ]


def _own_rows(item: UserLayer, language: Language) -> list[dict[str, Any]]:
    titles = item.part_titles
    return [
        {
            "measure": METRICS[name].title,
            "other_end": in_language(quantity.other_end, language),
            "value": quantity.rounded_numbers()[0],
            "plus_minus": None,
            "unit": UNITS[quantity.unit],
            "part": titles.get(feature_id, words()["whole"]),
            "others": "",
            "layer": item.layer.name,
        }
        for (feature_id, name), quantity in item.figures.items()
    ]


def _downloads(
    builder: Builder, layers: list[Layer], own: list[UserLayer], language: Language
) -> None:
    def table() -> bytes:
        every = [row for layer in layers for row in rows(layer, builder, language)]
        every += [
            row
            for item in own
            for row in own_rows(item.layer.name, item.id, item.figures, language)
        ]
        return table_text(COLUMNS, every).encode()

    def shapes() -> bytes:
        collections = [feature_collection(layer, language) for layer in layers]
        features = [feature for item in collections for feature in item["features"]]
        for item in own:
            features += own_items(item.layer, item.figures, item.drawing, language)
        whole = {"type": "FeatureCollection", "features": features}
        return json.dumps(whole, ensure_ascii=False).encode()

    export_link(words()["download_csv"], table, "measures.csv", "text/csv", "measures-csv")
    export_link(
        words()["download_geojson"],
        shapes,
        "layers.geojson",
        "application/geo+json",
        "measures-geojson",
    )


def _places(builder: Builder, layer: Layer, language: Language) -> Markup:
    if not any(is_area(feature) for feature in layer.features):
        return Markup("")
    found = places_of(layer, builder, language=language)
    likely = {
        place: words()["places"]["likely"].format(
            name=name, percent=round(100 * found.probabilities[place])
        )
        for place, name in found.too_close.items()
    }
    groups = {"inside": found.inside, "too_close": likely, "outside": found.outside}
    lines = definitions(
        (f"{words()['places'][name]} ({len(places)})", ", ".join(places.values()) or "–")
        for name, places in groups.items()
    )
    return expander(f"{words()['places']['title']}:", lines, "entry", code=layer.name)
