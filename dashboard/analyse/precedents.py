"""Past arrangements and the proposals on a common scale."""

from typing import Any

import altair as alt
import streamlit as st
from markupsafe import Markup

from dashboard.presentation.symbology import Theme, symbology
from dashboard.text.html import heading, paragraph
from dashboard.text.ui_text import words
from geodata.catalog import Catalog, group_of
from geodata.models.field_types import in_language
from geodata.models.precedents import Precedent, ValueRange
from geodata.scenario import Scenario
from layers.accuracy.quantity import round_to_plus_minus
from layers.analysis.reading_spread import Spread, spread
from layers.build.builder import Builder

DIMENSIONS: dict[str, list[float]] = {
    "area": [10, 100, 1000, 10_000, 100_000],
    "length": [50, 100, 200, 400],
    "width": [0.01, 0.1, 1, 10, 100],
}
"""The compared dimensions, and the tick marks of their scales."""
UNITS = {"area": "km²", "length": "km", "width": "km"}


def draw_precedents(builder: Builder, scenario: Scenario, theme: Theme) -> None:
    """Draw a chart per dimension, and a description of each precedent with its source."""
    catalog = builder.catalog
    st.html(heading(words()["precedents_title"]) + paragraph(words()["precedents_lead"], "lead"))
    spreads = [
        item
        for address in catalog.layers
        if (item := spread(builder, address, scenario.values_of(address, catalog)))
    ]
    rows = [row for item in catalog.precedents for row in _past(item, scenario)]
    rows += [row for item in spreads if (row := _ours(catalog, item, scenario, theme))]
    for dimension in DIMENSIONS:
        of_dimension = [row for row in rows if row["dimension"] == dimension]
        st.altair_chart(_chart(dimension, of_dimension, theme), width="stretch")
    st.html("".join(_figures_line(item, scenario) for item in catalog.precedents))


def _past(item: Precedent, scenario: Scenario) -> list[dict[str, Any]]:
    spans = {"area": item.area_km2, "length": item.length_km, "width": item.width_km}
    return [
        {
            "dimension": dimension,
            "name": in_language(item.title, scenario.language),
            "low": span.low,
            "high": span.high,
            "figure": _text(span, UNITS[dimension]),
            "colour": symbology().neutral.fill,
        }
        for dimension, span in spans.items()
        if span
    ]


def _ours(
    catalog: Catalog, item: Spread, scenario: Scenario, theme: Theme
) -> dict[str, Any] | None:
    if item.measure not in DIMENSIONS:
        return None
    by_value = sorted((row.quantity for row in item.rows), key=lambda quantity: quantity.value)
    least, most = by_value[0], by_value[-1]
    proposal = catalog.proposal_of(item.address)
    return {
        "dimension": item.measure,
        "name": in_language(item.provision.title, scenario.language),
        "low": least.value,
        "high": most.value,
        "figure": _from_to(least.text(short=True), most.text(short=True), UNITS[item.measure]),
        "colour": symbology().party[group_of(proposal)].stroke[theme],
    }


def _text(span: ValueRange, unit: str) -> str:
    """Return a source's figure, rounded like all reported figures."""
    low, high = (f"{round_to_plus_minus(end, 0)[0]} {unit}" for end in (span.low, span.high))
    return _from_to(low, high, unit)


def _from_to(low: str, high: str, unit: str) -> str:
    return low if low == high else f"{low.removesuffix(f' {unit}')} – {high}"


def _chart(dimension: str, rows: list[dict[str, Any]], theme: Theme) -> alt.LayerChart:
    ink = symbology().party["in-force"].stroke[theme]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y(
            "name:N",
            sort=alt.SortField("high", order="descending"),
            title=None,
            axis=alt.Axis(labelLimit=290, labelOverlap=False, labelFontSize=13, labelColor=ink),
        ),
        color=alt.Color("colour:N", scale=None),
        tooltip=["name:N", "figure:N"],
    )
    scale = alt.Scale(type="log", nice=False, padding=12)
    axis = alt.Axis(
        format=",~g", labelFontSize=13, labelColor=ink, titleColor=ink, values=DIMENSIONS[dimension]
    )
    title = f"{words()['measure'][dimension].capitalize()}, {UNITS[dimension]}"
    bar = base.mark_rule(strokeWidth=5, opacity=0.6).encode(
        x=alt.X("low:Q", scale=scale, axis=axis, title=title), x2="high:Q"
    )
    ends = base.mark_point(filled=True, size=55, opacity=1)
    chart: alt.LayerChart = (bar + ends.encode(x="low:Q") + ends.encode(x="high:Q")).properties(
        height=alt.Step(24)
    )
    return chart


def _figures_line(item: Precedent, scenario: Scenario) -> Markup:
    confidence = f"{words()['confidence_is']} {words()['confidence'][item.confidence]}"
    figures = " · ".join(row["figure"] for row in _past(item, scenario))
    title = in_language(item.title, scenario.language)
    return Markup("<article class='event'>{}{}{}<small>{}</small></article>").format(
        heading(title, 3),
        paragraph(f"{figures} · {words()['symmetric'][item.symmetric]}"),
        paragraph(in_language(item.note, scenario.language)),
        f"{item.source} · {confidence}",
    )
