"""The controls beside the map, made from the catalogue: switches, readings, sliders."""

import html

import streamlit as st

from dashboard.presentation.layer_details import format_publishers
from dashboard.presentation.swatches import swatch_address
from dashboard.presentation.symbology import Theme
from dashboard.session import changes, scenario_state
from dashboard.session.control_keys import EDITION, control
from dashboard.session.sliders import Slider, sliders
from dashboard.session.switches import Switch, css_class, switches_of
from dashboard.text.choice_labels import choices
from dashboard.text.ui_text import escape_markdown, in_force_statement, words
from geodata.catalog import GROUPS, Catalog, group_of
from geodata.models.field_types import Language, in_language
from geodata.models.proposal import Proposal
from geodata.models.provision import Parameter
from geodata.scenario import LANGUAGES, Scenario


def draw_title() -> None:
    """Draw the title of the page."""
    st.html(
        f"<h1>{html.escape(words()['title'])}</h1>"
        f"<div class='subtitle'>{html.escape(words()['subtitle'])}</div>"
    )


def view_control(catalog: Catalog, panel: str) -> None:
    """Draw the choice of the panel beside the map."""
    titles = words()["views"]
    st.segmented_control(
        words()["view"],
        **choices(titles),
        key=control(scenario_state.VIEW, panel),
        label_visibility="collapsed",
        on_change=scenario_state.on_panel_change(catalog),
    )


def controls(catalog: Catalog, scenario: Scenario, theme: Theme) -> None:
    """Draw all controls of the map, grouped by party, in one fragment per proposal."""
    st.html(f"<style>{_swatches(catalog, theme)}</style>")
    for group in GROUPS:
        members = [
            proposal_id
            for proposal_id, proposal in catalog.proposals.items()
            if group_of(proposal) == group
        ]
        if members:
            st.html(f"<h2>{html.escape(words()['group'][group])}</h2>")
        for proposal_id in members:
            if catalog.layers_of(proposal_id):
                key = changes.controls_of(proposal_id)
                st.fragment(_proposal, key=key)(catalog, proposal_id)
            _not_drawn(catalog, catalog.proposals[proposal_id], scenario)


def _proposal(catalog: Catalog, proposal_id: str) -> None:
    scenario, proposal = scenario_state.current_scenario(catalog), catalog.proposals[proposal_id]
    switches = {switch.key: switch for switch in switches_of(catalog, scenario, proposal_id)}
    whole = switches[f"proposal:{proposal_id}"]
    title, summary = (
        in_language(text, scenario.language) for text in (proposal.title, proposal.summary)
    )
    _switch(catalog, proposal_id, whole, title, summary)
    if whole.checked and (said := in_force_statement(proposal, scenario.language)):
        st.html(f"<div class='standing' dir='auto'>{html.escape(said)}</div>")
    for layer in catalog.layers_of(proposal_id):
        provision = catalog.layers[layer]
        if switch := switches.get(f"layer:{layer}"):
            _switch(
                catalog, proposal_id, switch, in_language(provision.title, scenario.language), None
            )
        for reading in scenario.available_readings(layer, catalog):
            if switch := switches.get(f"reading:{layer}@{reading.id}"):
                title = in_language(reading.title, scenario.language)
                _switch(catalog, proposal_id, switch, title, reading.why)
        for slider in sliders(catalog, scenario, layer):
            _slider(catalog, proposal_id, slider, scenario.language)


def _not_drawn(catalog: Catalog, proposal: Proposal, scenario: Scenario) -> None:
    """List the provisions that are text only, so that the map does not hide them."""
    if html_text := undrawn_clauses(catalog, proposal, scenario.language):
        st.html(html_text)


def undrawn_clauses(catalog: Catalog, proposal: Proposal, language: Language) -> str:
    """Return a proposal's text-only clauses as collapsed HTML, under its title or a line."""
    clauses = [provision for provision in proposal.provision if not provision.reading]
    if not clauses:
        return ""
    whole = len(clauses) == len(proposal.provision)
    head = in_language(proposal.title, language) if whole else words()["not_drawn"]
    items = "".join(
        f"<li dir='auto'><b>{html.escape(in_language(clause.title, language))}.</b> "
        f"{html.escape(in_language(clause.text, language))} "
        f"<small>{html.escape(format_publishers(catalog, clause.sources))}</small></li>"
        for clause in clauses
    )
    kind = "not-drawn whole" if whole else "not-drawn"
    return (
        f"<details class='{kind}'><summary dir='auto'>{html.escape(head)} ({len(clauses)})"
        f"</summary><ul>{items}</ul></details>"
    )


def _switch(
    catalog: Catalog, proposal_id: str, switch: Switch, title: str, hint: str | None
) -> None:
    key = control(switch.key, switch.checked)
    st.checkbox(
        escape_markdown(title),
        value=switch.checked,
        key=key,
        help=escape_markdown(hint) if hint else None,
        on_change=changes.switch_changed(catalog, proposal_id, switch.key, key),
    )


def _slider(catalog: Catalog, proposal_id: str, slider: Slider, language: Language) -> None:
    parameter = slider.parameter
    key = control(slider.key, slider.value)
    unit = f" ({parameter.unit})" if parameter.unit in ("km", "m") else ""
    st.slider(
        escape_markdown(in_language(parameter.title, language)) + unit,
        min_value=parameter.min,
        max_value=parameter.max,
        value=slider.value,
        step=parameter.step,
        format="%g",
        key=key,
        help=escape_markdown(parameter.why),
        on_change=changes.parameter_changed(catalog, proposal_id, slider.address, slider.key, key),
    )
    if mark := assumption(parameter, slider.value):
        st.html(f"<div class='assumed'>* {html.escape(mark)}</div>")


def assumption(parameter: Parameter, value: float) -> str:
    """Return a note that a value is assumed, or an empty text if it is the reported one."""
    if value != parameter.default:
        origin = words()["origin_reported" if parameter.sources else "origin_assumed"]
        default = parameter.text(parameter.default)
        changed: str = words()["changed_mark"]
        return changed.format(default=default, origin=origin)
    return "" if parameter.sources else str(words()["assumption_mark"])


def language_control(catalog: Catalog, scenario: Scenario) -> None:
    """Draw the choice of the language for names."""
    name = "language"
    st.segmented_control(
        words()["language"],
        **choices({code: words()["languages"][code] for code in LANGUAGES}),
        key=control(name, scenario.language),
        on_change=scenario_state.on_language_change(catalog, name),
    )


def _swatches(catalog: Catalog, theme: Theme) -> str:
    """Return the style sheet that shows a swatch of its layers before each switch."""
    rules = []
    for proposal_id in catalog.proposals:
        layers = catalog.layers_of(proposal_id)
        keys = [f"proposal:{proposal_id}"] if layers else []
        keys += [f"layer:{layer}" for layer in layers if len(layers) > 1]
        for key in keys:
            own = layers if key.startswith("proposal:") else [key.partition(":")[2]]
            data = swatch_address(catalog, own, theme)
            rules.append(
                f".{css_class(key)} label p, [class*='{css_class(key)}{EDITION}'] label p "
                "{ padding-left: 36px; "
                f"background: url({data}) no-repeat 0 1px; }}"
            )
    return "\n".join(rules)
