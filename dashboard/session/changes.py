"""What a switch or a slider does, and which parts of the page are drawn again for it.

A change of one proposal touches the map, that proposal's own controls, the key figures and the name
of the file to take away. Each of them is a fragment under a key, and beside the key figures only
they run again: all that stands on the page is several times as much work, for the server and for
the browser.
"""

from typing import NoReturn

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.session import active_briefing, control_keys, scenario_state
from dashboard.session.sliders import sliders
from dashboard.session.switches import apply_switch, switches
from geodata.catalog import Catalog
from geodata.scenario import Scenario, make_scenario

MAP, FIGURES, TAKE_AWAY = "map", "figures", "take-away"


def controls_of(proposal_id: str) -> str:
    """Return the key of the fragment that draws the controls of a proposal."""
    return f"controls:{proposal_id}"


def visible_controls(catalog: Catalog) -> set[str]:
    """Return the names of the controls that come and go, of those that are there now."""
    scenario = scenario_state.current_scenario(catalog)
    found = {switch.key for switch in switches(catalog, scenario)}
    found |= {slider.key for layer in scenario.on for slider in sliders(catalog, scenario, layer)}
    given = scenario_state.selected_panel() == scenario_state.BRIEF
    return found | ({active_briefing.BRIEFING, active_briefing.STEP} if given else set())


def switch_changed(
    catalog: Catalog, proposal_id: str, name: str, key: str
) -> scenario_state.Change:
    """Return what to do when a switch was clicked: nothing if it has left the screen since."""

    def apply_change() -> None:
        if key == control_keys.key_of(name) and name in visible_controls(catalog):
            scenario = scenario_state.current_scenario(catalog)
            checked = bool(st.session_state[key])
            _change(catalog, proposal_id, apply_switch(catalog, scenario, name, checked=checked))

    return apply_change


def parameter_changed(
    catalog: Catalog, proposal_id: str, address: str, name: str, key: str
) -> scenario_state.Change:
    """Return what to do when a slider was moved: nothing if it has left the screen since."""

    def apply_change() -> None:
        if key == control_keys.key_of(name) and name in visible_controls(catalog):
            scenario = scenario_state.current_scenario(catalog)
            values = {**scenario.parameters, address: float(st.session_state[key])}
            after = make_scenario(
                catalog, scenario.on, scenario.readings, values, scenario.view, scenario.language
            )
            _change(catalog, proposal_id, after)

    return apply_change


def needs_full_run() -> bool:
    """Return whether this run draws more than the one part that is being drawn."""
    context = get_script_run_ctx()
    parts = context.fragment_ids_this_run if context else None
    return parts is None or len(parts) > 1


def _change(catalog: Catalog, proposal_id: str, after: Scenario) -> NoReturn:
    """Put a scenario on the map that differs in one proposal, and have drawn what that touches.

    What a link was told, or the card for a newcomer, goes with the first change: then, and beside
    a panel that may show anything, the whole page is drawn. It is, too, where it was asked for:
    what ran before may have been stopped in the middle.
    """
    context = get_script_run_ctx()
    apart = (
        bool(context and context.fragment_ids_this_run)
        and scenario_state.panel_or_default() == FIGURES
    )
    goes = bool(scenario_state.link_warnings()) or scenario_state.is_first_visit(catalog)
    scenario_state.clear_link_warnings()
    scenario_state.set_scenario(after)
    control_keys.retire(visible_controls(catalog))
    if apart and not goes:
        st.rerun([MAP, controls_of(proposal_id), FIGURES, TAKE_AWAY])
    st.rerun()
