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
from dashboard.session.switches import switched, switches
from geodata.catalog import Catalog
from geodata.scenario import Scenario, scenario

MAP, FIGURES, TAKE_AWAY = "map", "figures", "take-away"


def controls_of(proposal_id: str) -> str:
    """Return the key of the fragment that draws the controls of a proposal."""
    return f"controls:{proposal_id}"


def on_the_screen(catalog: Catalog) -> set[str]:
    """Return the names of the controls that come and go, of those that are there now."""
    now = scenario_state.current(catalog)
    found = {switch.key for switch in switches(catalog, now)}
    found |= {slider.key for layer in now.on for slider in sliders(catalog, now, layer)}
    given = scenario_state.shown_view() == scenario_state.BRIEF
    return found | ({active_briefing.BRIEFING, active_briefing.STEP} if given else set())


def switch_changed(
    catalog: Catalog, proposal_id: str, name: str, key: str
) -> scenario_state.Change:
    """Return what to do when a switch was clicked: nothing if it has left the screen since."""

    def changed() -> None:
        if key == control_keys.key_of(name) and name in on_the_screen(catalog):
            now = scenario_state.current(catalog)
            checked = bool(st.session_state[key])
            _change(catalog, proposal_id, switched(catalog, now, name, checked=checked))

    return changed


def parameter_changed(
    catalog: Catalog, proposal_id: str, address: str, name: str, key: str
) -> scenario_state.Change:
    """Return what to do when a slider was moved: nothing if it has left the screen since."""

    def changed() -> None:
        if key == control_keys.key_of(name) and name in on_the_screen(catalog):
            now = scenario_state.current(catalog)
            values = {**now.parameters, address: float(st.session_state[key])}
            after = scenario(catalog, now.on, now.readings, values, now.view, now.language)
            _change(catalog, proposal_id, after)

    return changed


def more_is_drawn() -> bool:
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
        bool(context and context.fragment_ids_this_run) and scenario_state.chosen_view() == FIGURES
    )
    goes = bool(scenario_state.told()) or scenario_state.newcomer(catalog)
    scenario_state.forget_told()
    scenario_state.keep(after)
    control_keys.retire(on_the_screen(catalog))
    if apart and not goes:
        st.rerun([MAP, controls_of(proposal_id), FIGURES, TAKE_AWAY])
    st.rerun()
