"""How much the wording matters: all readings of every provision, side by side."""

import altair as alt
import streamlit as st
from markupsafe import Markup

from dashboard.presentation.symbology import Theme, symbology
from dashboard.presentation.verdict import reported_text, short_verdict
from dashboard.session import scenario_state
from dashboard.text.html import Cell, bar, block, figure_cell, heading, join, paragraph, table
from dashboard.text.ui_text import escape_markdown, words
from geodata.catalog import group_of
from geodata.models.field_types import in_language
from geodata.scenario import Scenario, make_scenario
from layers.accuracy.quantity import round_to_plus_minus
from layers.analysis.reading_spread import Row, Spread, spread
from layers.build.builder import Builder
from layers.build.other_figures import other_figures


def draw_interpretations(builder: Builder, scenario: Scenario, theme: Theme) -> None:
    """Draw the chart of all provisions, and one table for each of them."""
    st.html(heading(words()["readings_title"]) + paragraph(words()["readings_lead"], "lead"))
    with st.spinner(words()["measuring"]):
        found = [
            item
            for address in builder.catalog.layers
            if (
                item := spread(
                    builder,
                    address,
                    scenario.values_of(address, builder.catalog),
                    scenario.readings_of(address, builder.catalog),
                )
            )
        ]
    found.sort(key=lambda item: item.ratio, reverse=True)
    st.altair_chart(_chart(builder, found, scenario, theme), width="stretch")
    for item in found:
        _provision(builder, item, scenario)


def _chart(
    builder: Builder, spreads: list[Spread], scenario: Scenario, theme: Theme
) -> alt.LayerChart:
    """Return a chart with a line per provision: its readings as multiples of the smallest one."""
    rows = []
    for item in spreads:
        smallest = min(row.quantity.value for row in item.rows)
        proposal = builder.catalog.proposal_of(item.address)
        rows += [
            {
                "provision": in_language(item.provision.title, scenario.language),
                "reading": in_language(row.reading.title, scenario.language),
                "times": row.quantity.value / smallest,
                "figure": row.quantity.text(),
                "colour": symbology().party[group_of(proposal)].stroke[theme],
            }
            for row in item.rows
        ]
    ink = symbology().party["in-force"].stroke[theme]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y(
            "provision:N",
            sort=None,
            title=None,
            axis=alt.Axis(labelLimit=280, labelOverlap=False, labelFontSize=13, labelColor=ink),
        ),
        color=alt.Color("colour:N", scale=None),
    )
    line = base.mark_rule(strokeWidth=3, opacity=0.45).encode(
        x=alt.X(
            "min(times):Q",
            scale=alt.Scale(type="log", nice=False),
            axis=alt.Axis(
                values=[1, 2, 3, 5, 10, 20], format="~g", labelFontSize=13, labelColor=ink
            ),
            title=words()["readings_axis"],
        ),
        x2="max(times):Q",
    )
    points = base.mark_point(filled=True, size=70, opacity=1).encode(
        x="times:Q", tooltip=["reading:N", "figure:N"]
    )
    chart: alt.LayerChart = (line + points).properties(height=alt.Step(30))
    return chart


def _provision(builder: Builder, item: Spread, scenario: Scenario) -> None:
    title = in_language(item.provision.title, scenario.language)
    proposal = in_language(builder.catalog.proposal_of(item.address).title, scenario.language)
    largest = max(row.quantity.value for row in item.rows)
    rows = [
        _row(row, others_of(builder, item, row, scenario), largest, scenario) for row in item.rows
    ]
    measure = words()["measure"][item.measure]
    ratio = words()["readings_ratio"].format(ratio=f"{item.ratio:.1f}".removesuffix(".0"))
    summary = Markup("<b>{}</b> {}").format(ratio, _reported_line(item))
    parts = (
        heading(title, 3),
        block(f"{proposal} · {measure}", "of"),
        table(rows),
        paragraph(summary),
    )
    st.html(block(join(parts), "spread"))
    st.button(
        escape_markdown(words()["readings_show"]),
        key=f"all-readings:{item.address}",
        on_click=_show_all(builder, item),
    )


def others_of(builder: Builder, item: Spread, row: Row, scenario: Scenario) -> str:
    """Return how a reading compares with the reported figure, and other data sets' figures."""
    layer = builder.layer(
        item.address, row.reading.id, scenario.values_of(item.address, builder.catalog)
    )
    found = [short_verdict(item.reported, row.quantity)] if item.reported else []
    found += [
        f"{other.by}: {reported_text(other.figure)}"
        for other in other_figures(layer, builder.catalog)
        if other.by and other.name == row.name
    ]
    return "; ".join(found)


def _row(row: Row, beside: str, largest: float, scenario: Scenario) -> tuple[Markup, Cell, str]:
    share = 100 * row.quantity.value / largest
    low = "low" if row.reading.confidence == "low" else ""
    title = in_language(row.reading.title, scenario.language)
    return Markup("{}{}").format(title, bar(share, low)), figure_cell(row.quantity.text()), beside


def _reported_line(item: Spread) -> str:
    if item.reported is None:
        return str(words()["readings_unreported"])
    value = reported_text(item.reported)
    low, high = (round_to_plus_minus(end, 0)[0] for end in (item.reported.low, item.reported.high))
    said = words()["readings_reported"].format(value=value, low=low, high=high)
    return f"{said} {item.reported.why}"


def _show_all(builder: Builder, item: Spread) -> scenario_state.Change:
    def change() -> None:
        scenario = scenario_state.current_scenario(builder.catalog)
        chosen = {**scenario.readings, item.address: tuple(row.reading.id for row in item.rows)}
        scenario_state.set_scenario(
            make_scenario(
                builder.catalog,
                [item.address],
                chosen,
                scenario.parameters,
                scenario.view,
                scenario.language,
            )
        )

    return change
