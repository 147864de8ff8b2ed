"""What stands beside the map: the controls in the sidebar, and the chosen panel.

It takes long to load, charts and slides above all, and the map does not wait for it.
"""

from collections.abc import Callable

import streamlit as st

from dashboard.analyse.compare import compare_view
from dashboard.analyse.interpolation import bridge
from dashboard.analyse.measures import measures
from dashboard.analyse.precedents import precedents
from dashboard.analyse.sensitivity import sensitivity
from dashboard.controls.briefing_controls import briefing_controls
from dashboard.controls.export_controls import export_controls
from dashboard.controls.export_link import export_script
from dashboard.controls.layer_controls import controls, head, language_control, view_control
from dashboard.controls.user_layer_controls import own_switches, take_upload
from dashboard.evidence.interpretations import readings
from dashboard.evidence.sources import sources
from dashboard.evidence.stances import positions
from dashboard.evidence.timeline import timeline
from dashboard.panels.compose import compose
from dashboard.panels.key_figures import explore
from dashboard.panels.welcome import opening_card
from dashboard.presentation.app_catalog import builder
from dashboard.presentation.online_base_map import online_base_map
from dashboard.presentation.symbology import Theme
from dashboard.session import changes, scenario_state
from dashboard.session.comparison_selection import sides
from dashboard.session.user_layers import shelf
from dashboard.text.ui_text import plain, words
from geodata.scenario import Scenario


def beside(now: Scenario, theme: Theme, chosen: str) -> None:
    """Draw the sidebar, and the chosen panel unless a briefing is given."""
    export_script()
    with st.sidebar:
        _sidebar(now, theme, chosen)
    if chosen == changes.FIGURES:
        with st.container(key="figures"):
            if scenario_state.newcomer(builder().catalog):
                opening_card(builder().catalog, now.language)
            figures()
    elif chosen != scenario_state.BRIEF:
        with st.container(key="wide"):
            panels(now, theme)[chosen]()


@st.fragment(key=changes.FIGURES)
def figures() -> None:
    """Draw the key figures of what is on."""
    explore(builder(), scenario_state.current(builder().catalog))


def _sidebar(now: Scenario, theme: Theme, chosen: str) -> None:
    catalog = builder().catalog
    with st.container():  # always there, as the one below: fragments after them keep their place
        if lines := scenario_state.told():
            st.warning(plain(words()["link_told"]) + "\n\n" + "\n\n".join(map(plain, lines)))
    head()
    view_control(catalog, chosen)
    with st.container():
        if chosen == scenario_state.BRIEF:
            briefing_controls(catalog, now)
    controls(catalog, now, theme)
    language_control(catalog, now)
    with st.expander(words()["group"]["own"], expanded=bool(shelf().layers)):
        take_upload(builder())
        own_switches(now.language)
    with st.expander(words()["online"]):
        online_base_map()
    export_controls(theme, chosen)
    st.button(words()["again"], key="again")  # `again.js` clicks it, and nobody sees it


def panels(now: Scenario, theme: Theme) -> dict[str, Callable[[], None]]:
    """Return what draws each of the wide panels beside the map."""
    made = builder()
    return {
        "compose": lambda: compose(now),
        "readings": lambda: readings(made, now, theme),
        "positions": lambda: positions(made.catalog, now),
        "timeline": lambda: timeline(made.catalog, now),
        "precedents": lambda: precedents(made, now, theme),
        "measures": lambda: measures(made, now),
        "compare": lambda: compare_view(made, now, sides(made.catalog, now)),
        "sensitivity": lambda: sensitivity(made, now, theme),
        "bridge": lambda: bridge(made, now),
        "sources": lambda: sources(made, now),
    }
