"""Sensitivity: a figure over the whole range of one parameter."""

import altair as alt
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.controls.export_link import export_link
from dashboard.presentation.layer_details import stance_line
from dashboard.presentation.symbology import Theme, symbology
from dashboard.text.choice_labels import choices
from dashboard.text.html import heading, join, paragraph
from dashboard.text.ui_text import escape_markdown, words
from geodata.catalog import Catalog
from geodata.models.field_types import Language, in_language
from geodata.scenario import Scenario
from layers.accuracy.metrics import METRICS
from layers.accuracy.quantity import UNITS, Quantity, round_to_plus_minus
from layers.analysis.sensitivity import Mark, SensitivityStep, Sweep, SweepError, sweep
from layers.build.builder import Builder


def draw_sensitivity(builder: Builder, scenario: Scenario, theme: Theme) -> None:
    """Draw the curve of the chosen parameter with its ± band, and let it be taken away."""
    st.html(heading(words()["sensitivity_title"]) + paragraph(words()["sensitivity_lead"], "lead"))
    catalog = builder.catalog
    address = st.selectbox(
        words()["sensitivity_parameter"],
        **choices({item: _title(catalog, item, scenario) for item in catalog.parameters}),
        key="swept",
    )
    layer = address.rpartition(".")[0]
    reading = st.selectbox(
        words()["sensitivity_reading"],
        **choices(
            {
                item: _reading_title(catalog, layer, item, scenario)
                for item in _readings_with(catalog, address)
            }
        ),
        key=f"swept-reading-{address}",
    )
    progress = st.progress(0.0)
    try:
        found = sweep(
            builder,
            address,
            reading=reading,
            values=scenario.values_of(layer, catalog),
            progress=lambda part: _tell(progress, part),
        )
    except SweepError as error:
        st.warning(escape_markdown(str(error)))
        return
    finally:
        progress.empty()
    st.altair_chart(sweep_chart(found, scenario.language, theme), width="stretch")
    told = [*_notes(found, scenario), *_parties(catalog, layer, found, scenario.language)]
    st.html(join(map(paragraph, told)))
    export_link(
        words()["download_csv"],
        lambda: found.csv().encode(),
        "sweep.csv",
        "text/csv",
        "sensitivity-csv",
    )


def _tell(progress: DeltaGenerator, part: float) -> None:
    progress.progress(part)


def _title(catalog: Catalog, address: str, scenario: Scenario) -> str:
    provision = catalog.layers[address.rpartition(".")[0]]
    proposal = catalog.proposal_of(address)
    parameter = catalog.parameters[address]
    parts = (proposal.title, provision.title, parameter.title)
    return " · ".join(in_language(part, scenario.language) for part in parts)


def _readings_with(catalog: Catalog, address: str) -> list[str]:
    layer, _, name = address.rpartition(".")
    return [
        reading.id
        for reading in catalog.layers[layer].available_readings()
        if name in reading.parameter_names()
    ]


def _reading_title(catalog: Catalog, layer: str, reading_id: str, scenario: Scenario) -> str:
    readings = {item.id: item for item in catalog.layers[layer].reading}
    return in_language(readings[reading_id].title, scenario.language)


def sweep_chart(sweep_result: Sweep, language: Language, theme: Theme) -> alt.LayerChart:
    """Return the curve with its band, the present value, and reported values on the axes."""
    ink = symbology().party["in-force"].stroke[theme]
    text = alt.Axis(labelFontSize=13, titleFontSize=13, labelColor=ink, titleColor=ink)
    scale = alt.Scale(zero=False)
    across = _with_unit(
        in_language(sweep_result.parameter.title, language), sweep_result.parameter.unit
    )
    upward = _with_unit(METRICS[sweep_result.name[1]].title, sweep_result.unit)
    base = alt.Chart(alt.InlineData(values=_curve(sweep_result))).encode(
        x=alt.X("value:Q", title=across, axis=text, scale=scale)
    )
    band = base.mark_area(opacity=0.25, color=ink).encode(
        y=alt.Y("low:Q", title=upward, axis=text, scale=scale), y2="high:Q"
    )
    line = base.mark_line(color=ink, strokeWidth=2.5).encode(
        y=alt.Y("figure:Q", title=upward, axis=text, scale=scale),
        tooltip=[alt.Tooltip("at:N", title=across), alt.Tooltip("told:N", title=upward)],
    )
    reported = [
        item for mark in sweep_result.marks for item in _reported_mark(sweep_result, mark, ink)
    ]
    chart = alt.LayerChart(layer=[*reported, band, line, *_present(sweep_result, ink)])
    return chart.properties(height=300)


def _curve(sweep_result: Sweep) -> list[dict[str, float | str]]:
    """Return the points of the curve, each with its tooltip."""
    return [
        {
            "at": sweep_result.parameter.text(step.value),
            "told": Quantity(step.figure, step.plus_minus or 0, sweep_result.unit).text(),
            "value": step.value,
            "figure": step.figure,
            "low": step.figure - (step.plus_minus or 0),
            "high": step.figure + (step.plus_minus or 0),
        }
        for step in sweep_result.steps
        if step.figure is not None
    ]


def _present(sweep_result: Sweep, ink: str) -> list[alt.Chart]:
    """Return a dashed line at the present value, labelled at its upper end."""
    told = f"{words()['sensitivity_now']} {sweep_result.parameter.text(sweep_result.now)}"
    base = _at(value=sweep_result.now, told=told).encode(x="value:Q")
    line = base.mark_rule(color=ink, strokeDash=[4, 3], strokeWidth=1.5)
    return [line, _label(base.encode(y=alt.value(18)), sweep_result, sweep_result.now, ink)]


def _reported_mark(sweep_result: Sweep, mark: Mark, ink: str) -> list[alt.Chart]:
    """Return a labelled mark for a reported value on its axis."""
    grey = symbology().neutral.fill
    base = _at(value=mark.value, scenario=sweep_result.now, told=_figure(sweep_result, mark))
    if mark.axis == "parameter":
        foot = base.encode(x="value:Q", y=alt.value("height"))
        sign = foot.mark_point(shape="triangle-up", size=220, filled=True, opacity=1, color=grey)
        return [sign, _label(foot, sweep_result, mark.value, ink)]
    level = base.encode(y="value:Q")
    side = level.encode(x=alt.value(0))
    sign = side.mark_point(shape="triangle-right", size=220, filled=True, opacity=1, color=grey)
    line = level.mark_rule(color=grey, strokeDash=[1, 4], strokeWidth=2)
    clear = level.encode(x="now:Q") if sweep_result.now < _middle(sweep_result) else side
    return [line, sign, _label(clear, sweep_result, sweep_result.parameter.min, ink)]


def _at(**row: float | str) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=[row]))


def _label(base: alt.Chart, sweep_result: Sweep, value: float, ink: str) -> alt.Chart:
    """Return the label of a mark, above it and on the side with more room."""
    right = value > _middle(sweep_result)
    chart: alt.Chart = base.mark_text(
        align="right" if right else "left",
        dx=-10 if right else 10,
        dy=-10,
        fontSize=13,
        color=ink,
    ).encode(text="told:N")
    return chart


def _middle(sweep_result: Sweep) -> float:
    return (sweep_result.parameter.min + sweep_result.parameter.max) / 2


def _parties(catalog: Catalog, layer: str, sweep_result: Sweep, language: Language) -> list[str]:
    """Return each party's stance on the issue, and whose values are on the axis."""
    on_axis = {mark.party for mark in sweep_result.marks}
    return [
        stance_line(party, stance, language)
        + ("" if party in on_axis else f" {words()['sensitivity_no_value']}")
        for party, (_, stance) in catalog.stances.get(catalog.layers[layer].issue, {}).items()
    ]


def _figure(sweep_result: Sweep, mark: Mark) -> str:
    """Return a reported value as text, for the chart and the notes below it."""
    text = (
        sweep_result.parameter.text(mark.value)
        if mark.axis == "parameter"
        else Quantity(mark.value, 0, sweep_result.unit).text()
    )
    who = f"{words()['party'][mark.party]}, " if mark.party else ""
    reported: str = words()["reported"]
    return f"{who}{reported.lower() if who else reported}: {text}"


def _with_unit(title: str, unit: str) -> str:
    return ", ".join(filter(None, (title, UNITS.get(unit, ""))))


def _figure_text(step: SensitivityStep) -> str:
    return round_to_plus_minus(step.figure or 0.0, step.plus_minus or 0.0)[0]


def _notes(sweep_result: Sweep, scenario: Scenario) -> list[str]:
    title = in_language(sweep_result.parameter.title, scenario.language)
    lines = [
        f"{words()['sensitivity_now']} {title}: {sweep_result.parameter.text(sweep_result.now)}"
    ]
    if sweep_result.current:
        lines[0] += f" → {sweep_result.current.text()}"
    steps = [step for step in sweep_result.steps if step.figure is not None]
    if steps:
        by_figure = sorted(steps, key=lambda step: step.figure or 0)
        least, most = (_figure_text(step) for step in (by_figure[0], by_figure[-1]))
        most = f"{most} {UNITS[sweep_result.unit]}".rstrip()
        lines.append(words()["sensitivity_range"].format(least=least, most=most))
    lines += [f"{_figure(sweep_result, mark)}. {mark.label}" for mark in sweep_result.marks]
    if not any(mark.axis == "parameter" for mark in sweep_result.marks):
        lines.append(sweep_result.parameter.why)
    return lines
