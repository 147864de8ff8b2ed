"""Sensitivity: a figure over the whole range of one parameter."""

from html import escape

import altair as alt
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.controls.export_link import export_link
from dashboard.presentation.layer_details import stance_line
from dashboard.presentation.symbology import Theme, symbology
from dashboard.text.choice_labels import choices
from dashboard.text.ui_text import plain, words
from geodata.catalog import Catalog
from geodata.models.field_types import Language, in_language
from geodata.scenario import Scenario
from layers.accuracy.metrics import METRICS
from layers.accuracy.quantity import UNITS, Quantity, rounded
from layers.analysis.sensitivity import Mark, Step, Sweep, SweepError, sweep
from layers.build.builder import Builder


def sensitivity(builder: Builder, now: Scenario, theme: Theme) -> None:
    """Draw the curve of the chosen parameter with its ± band, and let it be taken away."""
    st.html(
        f"<h2>{escape(words()['sensitivity_title'])}</h2>"
        f"<p class='lead'>{escape(words()['sensitivity_lead'])}</p>"
    )
    catalog = builder.catalog
    address = st.selectbox(
        words()["sensitivity_parameter"],
        **choices({item: _title(catalog, item, now) for item in catalog.parameters}),
        key="swept",
    )
    layer = address.rpartition(".")[0]
    reading = st.selectbox(
        words()["sensitivity_reading"],
        **choices(
            {
                item: _reading_title(catalog, layer, item, now)
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
            values=now.values_of(layer, catalog),
            progress=lambda part: _tell(progress, part),
        )
    except SweepError as error:
        st.warning(plain(str(error)))
        return
    finally:
        progress.empty()
    st.altair_chart(sweep_chart(found, now.language, theme), width="stretch")
    told = [*_told(found, now), *_parties(catalog, layer, found, now.language)]
    st.html("".join(f"<p>{escape(line)}</p>" for line in told))
    export_link(
        words()["download_csv"],
        lambda: found.csv().encode(),
        "sweep.csv",
        "text/csv",
        "sensitivity-csv",
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


def sweep_chart(found: Sweep, language: Language, theme: Theme) -> alt.LayerChart:
    """Return the curve with its band, the present value, and what was reported on its axis."""
    ink = symbology().party["in-force"].stroke[theme]
    text = alt.Axis(labelFontSize=13, titleFontSize=13, labelColor=ink, titleColor=ink)
    scale = alt.Scale(zero=False)
    across = _with_unit(in_language(found.parameter.title, language), found.parameter.unit)
    upward = _with_unit(METRICS[found.name[1]].title, found.unit)
    base = alt.Chart(alt.InlineData(values=_curve(found))).encode(
        x=alt.X("value:Q", title=across, axis=text, scale=scale)
    )
    band = base.mark_area(opacity=0.25, color=ink).encode(
        y=alt.Y("low:Q", title=upward, axis=text, scale=scale), y2="high:Q"
    )
    line = base.mark_line(color=ink, strokeWidth=2.5).encode(
        y=alt.Y("figure:Q", title=upward, axis=text, scale=scale),
        tooltip=[alt.Tooltip("at:N", title=across), alt.Tooltip("told:N", title=upward)],
    )
    reported = [item for mark in found.marks for item in _reported(found, mark, ink)]
    chart = alt.LayerChart(layer=[*reported, band, line, *_present(found, ink)])
    return chart.properties(height=300)


def _curve(found: Sweep) -> list[dict[str, float | str]]:
    """Return the points of the curve, each with its words for the pointer."""
    return [
        {
            "at": found.parameter.text(step.value),
            "told": Quantity(step.figure, step.plus_minus or 0, found.unit).text(),
            "value": step.value,
            "figure": step.figure,
            "low": step.figure - (step.plus_minus or 0),
            "high": step.figure + (step.plus_minus or 0),
        }
        for step in found.steps
        if step.figure is not None
    ]


def _present(found: Sweep, ink: str) -> list[alt.Chart]:
    """Return a dashed line at the value that stands now, named at its upper end."""
    told = f"{words()['sensitivity_now']} {found.parameter.text(found.now)}"
    base = _at(value=found.now, told=told).encode(x="value:Q")
    line = base.mark_rule(color=ink, strokeDash=[4, 3], strokeWidth=1.5)
    return [line, _label(base.encode(y=alt.value(18)), found, found.now, ink)]


def _reported(found: Sweep, mark: Mark, ink: str) -> list[alt.Chart]:
    """Return a mark on the axis that a reported value belongs to, with its words beside it."""
    grey = symbology().neutral.fill
    base = _at(value=mark.value, now=found.now, told=_figure(found, mark))
    if mark.axis == "parameter":
        foot = base.encode(x="value:Q", y=alt.value("height"))
        sign = foot.mark_point(shape="triangle-up", size=220, filled=True, opacity=1, color=grey)
        return [sign, _label(foot, found, mark.value, ink)]
    level = base.encode(y="value:Q")
    side = level.encode(x=alt.value(0))
    sign = side.mark_point(shape="triangle-right", size=220, filled=True, opacity=1, color=grey)
    line = level.mark_rule(color=grey, strokeDash=[1, 4], strokeWidth=2)
    clear = level.encode(x="now:Q") if found.now < _middle(found) else side
    return [line, sign, _label(clear, found, found.parameter.min, ink)]


def _at(**row: float | str) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=[row]))


def _label(base: alt.Chart, found: Sweep, value: float, ink: str) -> alt.Chart:
    """Return the words of a mark, above it and to the side where there is more room."""
    right = value > _middle(found)
    chart: alt.Chart = base.mark_text(
        align="right" if right else "left",
        dx=-10 if right else 10,
        dy=-10,
        fontSize=13,
        color=ink,
    ).encode(text="told:N")
    return chart


def _middle(found: Sweep) -> float:
    return (found.parameter.min + found.parameter.max) / 2


def _parties(catalog: Catalog, layer: str, found: Sweep, language: Language) -> list[str]:
    """Return where each party stands on the issue, and whose value stands on the axis."""
    on_axis = {mark.party for mark in found.marks}
    return [
        stance_line(party, stance, language)
        + ("" if party in on_axis else f" {words()['sensitivity_no_value']}")
        for party, (_, stance) in catalog.stances.get(catalog.layers[layer].issue, {}).items()
    ]


def _figure(found: Sweep, mark: Mark) -> str:
    """Return a reported value as it is read, on the chart and below it."""
    text = (
        found.parameter.text(mark.value)
        if mark.axis == "parameter"
        else Quantity(mark.value, 0, found.unit).text()
    )
    who = f"{words()['party'][mark.party]}, " if mark.party else ""
    reported: str = words()["reported"]
    return f"{who}{reported.lower() if who else reported}: {text}"


def _with_unit(title: str, unit: str) -> str:
    return ", ".join(filter(None, (title, UNITS.get(unit, ""))))


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
        most = f"{most} {UNITS[found.unit]}".rstrip()
        lines.append(words()["sensitivity_range"].format(least=least, most=most))
    lines += [f"{_figure(found, mark)}. {mark.label}" for mark in found.marks]
    if not any(mark.axis == "parameter" for mark in found.marks):
        lines.append(found.parameter.why)
    return lines
