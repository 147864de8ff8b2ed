"""Sensitivity: a figure over the whole range of one parameter."""

from html import escape
from typing import Any

import altair as alt
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.symbology import Theme, symbology
from dashboard.words import plain, words
from geodata.catalog import Catalog
from geodata.models import in_language
from geodata.scenario import Scenario
from layers.accuracy import rounded
from layers.build import Builder
from layers.sweep import Step, Sweep, SweepError, sweep


def sensitivity(builder: Builder, now: Scenario, theme: Theme) -> None:
    """Draw the curve of the chosen parameter with its ± band, and let it be taken away."""
    st.html(
        f"<h2>{escape(words()['sensitivity_title'])}</h2>"
        f"<p class='lead'>{escape(words()['sensitivity_lead'])}</p>"
    )
    catalog = builder.catalog
    address = st.selectbox(
        words()["sensitivity_parameter"],
        list(catalog.parameters),
        format_func=lambda item: plain(_title(catalog, item, now)),
        key="swept",
    )
    layer = address.rpartition(".")[0]
    reading = st.selectbox(
        words()["sensitivity_reading"],
        _readings_with(catalog, address),
        format_func=lambda item: plain(_reading_title(catalog, layer, item, now)),
        key=f"swept-reading-{address}",
    )
    progress = st.progress(0.0)
    try:
        found = sweep(
            builder,
            address,
            reading=reading,
            values=now.values_of(layer, catalog),
            progress=lambda part: _tell(progress, part),
        )
    except SweepError as error:
        st.warning(plain(str(error)))
        return
    finally:
        progress.empty()
    st.altair_chart(_chart(found, theme), width="stretch")
    st.html("".join(f"<p>{escape(line)}</p>" for line in _told(found, now)))
    st.download_button(
        words()["download_csv"], found.csv(), "sweep.csv", "text/csv", on_click="ignore"
    )


def _tell(progress: DeltaGenerator, part: float) -> None:
    progress.progress(part)


def _title(catalog: Catalog, address: str, now: Scenario) -> str:
    provision = catalog.layers[address.rpartition(".")[0]]
    proposal = catalog.proposal_of(address)
    parameter = catalog.parameters[address]
    parts = (proposal.title, provision.title, parameter.title)
    return " · ".join(in_language(part, now.language) for part in parts)


def _readings_with(catalog: Catalog, address: str) -> list[str]:
    layer, _, name = address.rpartition(".")
    return [
        reading.id
        for reading in catalog.layers[layer].offered()
        if name in reading.parameter_names()
    ]


def _reading_title(catalog: Catalog, layer: str, reading_id: str, now: Scenario) -> str:
    readings = {item.id: item for item in catalog.layers[layer].reading}
    return in_language(readings[reading_id].title, now.language)


def _chart(found: Sweep, theme: Theme) -> alt.LayerChart:
    ink = symbology().party["in-force"].stroke[theme]
    rows: list[dict[str, Any]] = [
        {
            "value": step.value,
            "figure": step.figure,
            "low": step.figure - (step.plus_minus or 0),
            "high": step.figure + (step.plus_minus or 0),
        }
        for step in found.steps
        if step.figure is not None
    ]
    unit = {"km2": "km²", "percent": "%"}.get(found.unit, found.unit)
    text = alt.Axis(labelFontSize=13, titleFontSize=13, labelColor=ink, titleColor=ink)
    title = f"{in_language(found.parameter.title, 'en')}, {found.parameter.unit}"
    x = alt.X("value:Q", title=title, axis=text, scale=alt.Scale(zero=False))
    y = alt.Y("figure:Q", title=unit, axis=text, scale=alt.Scale(zero=False))
    base = alt.Chart(alt.InlineData(values=rows)).encode(x=x)
    band = base.mark_area(opacity=0.25, color=ink).encode(
        y=alt.Y("low:Q", title=unit, axis=text, scale=alt.Scale(zero=False)), y2="high:Q"
    )
    line = base.mark_line(color=ink, strokeWidth=2.5).encode(y=y, tooltip=["value:Q", "figure:Q"])
    here = (
        alt.Chart(alt.InlineData(values=[{"value": found.now}]))
        .mark_rule(color=ink, strokeDash=[4, 3], strokeWidth=1.5)
        .encode(x="value:Q")
    )
    chart: alt.LayerChart = (band + line + here).properties(height=300)
    return chart


def _printed(step: Step) -> str:
    return rounded(step.figure or 0.0, step.plus_minus or 0.0)[0]


def _told(found: Sweep, now: Scenario) -> list[str]:
    title = in_language(found.parameter.title, now.language)
    lines = [f"{words()['sensitivity_now']} {title}: {found.parameter.text(found.now)}"]
    if found.current:
        lines[0] += f" → {found.current.text()}"
    steps = [step for step in found.steps if step.figure is not None]
    if steps:
        by_figure = sorted(steps, key=lambda step: step.figure or 0)
        least, most = (_printed(step) for step in (by_figure[0], by_figure[-1]))
        unit = {"km2": "km²", "percent": "%"}.get(found.unit, found.unit)
        lines.append(words()["sensitivity_range"].format(least=least, most=most, unit=unit))
    lines += [f"{mark.label}: {mark.value:g}" for mark in found.marks]
    lines.append(found.parameter.why)
    return lines
