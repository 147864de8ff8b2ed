"""What stands beside the map: the controls in the sidebar, and the chosen panel.

It takes long to load, charts and slides above all, and the map does not wait for it.
"""

from collections.abc import Callable

import streamlit as st

from dashboard.analyse.compare import draw_comparison
from dashboard.analyse.interpolation import draw_interpolation
from dashboard.analyse.measures import draw_measures
from dashboard.analyse.precedents import draw_precedents
from dashboard.analyse.sensitivity import draw_sensitivity
from dashboard.controls.briefing_controls import briefing_controls
from dashboard.controls.export_controls import export_controls
from dashboard.controls.export_link import export_script
from dashboard.controls.layer_controls import controls, draw_title, language_control, view_control
from dashboard.controls.user_layer_controls import own_switches, take_upload
from dashboard.evidence.interpretations import draw_interpretations
from dashboard.evidence.sources import draw_sources
from dashboard.evidence.stances import draw_stances
from dashboard.evidence.timeline import draw_timeline
from dashboard.panels.compose import draw_compose
from dashboard.panels.key_figures import draw_key_figures
from dashboard.panels.welcome import draw_welcome
from dashboard.presentation.app_catalog import builder
from dashboard.presentation.online_base_map import online_base_map
from dashboard.presentation.symbology import Theme
from dashboard.session import changes, scenario_state
from dashboard.session.comparison_selection import sides
from dashboard.session.user_layers import user_layers
from dashboard.text.ui_text import escape_markdown, words
from geodata.scenario import Scenario


def draw_sidebar_and_panel(scenario: Scenario, theme: Theme, panel: str) -> None:
    """Draw the sidebar, and the chosen panel unless a briefing is given."""
    export_script()
    with st.sidebar:
        _sidebar(scenario, theme, panel)
    if panel == changes.FIGURES:
        with st.container(key="figures"):
            if scenario_state.is_first_visit(builder().catalog):
                draw_welcome(builder().catalog, scenario.language)
            figures()
    elif panel != scenario_state.BRIEF:
        with st.container(key="wide"):
            panels(scenario, theme)[panel]()


@st.fragment(key=changes.FIGURES)
def figures() -> None:
    """Draw the key figures of what is on."""
    draw_key_figures(builder(), scenario_state.current_scenario(builder().catalog))


def _sidebar(scenario: Scenario, theme: Theme, panel: str) -> None:
    catalog = builder().catalog
    with st.container():  # always there, as the one below: fragments after them keep their place
        if lines := scenario_state.link_warnings():
            st.warning(
                escape_markdown(words()["link_told"])
                + "\n\n"
                + "\n\n".join(map(escape_markdown, lines))
            )
    draw_title()
    view_control(catalog, panel)
    with st.container():
        if panel == scenario_state.BRIEF:
            briefing_controls(catalog, scenario)
    controls(catalog, scenario, theme)
    language_control(catalog, scenario)
    with st.expander(words()["group"]["own"], expanded=bool(user_layers().layers)):
        take_upload(builder())
        own_switches(scenario.language)
    with st.expander(words()["online"]):
        online_base_map()
    export_controls(theme, panel)
    st.button(words()["again"], key="again")  # `again.js` clicks it, and nobody sees it


def panels(scenario: Scenario, theme: Theme) -> dict[str, Callable[[], None]]:
    """Return what draws each of the wide panels beside the map."""
    made = builder()
    return {
        "compose": lambda: draw_compose(scenario),
        "readings": lambda: draw_interpretations(made, scenario, theme),
        "positions": lambda: draw_stances(made.catalog, scenario),
        "timeline": lambda: draw_timeline(made.catalog, scenario),
        "precedents": lambda: draw_precedents(made, scenario, theme),
        "measures": lambda: draw_measures(made, scenario),
        "compare": lambda: draw_comparison(made, scenario, sides(made.catalog, scenario)),
        "sensitivity": lambda: draw_sensitivity(made, scenario, theme),
        "bridge": lambda: draw_interpolation(made, scenario),
        "sources": lambda: draw_sources(made, scenario),
    }
