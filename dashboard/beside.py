"""What stands beside the map: the controls in the sidebar, and the chosen panel.

It takes long to load, charts and slides above all, and the map does not wait for it.
"""

from collections.abc import Callable

import streamlit as st

from dashboard import changes, state
from dashboard.briefing_controls import briefing_controls
from dashboard.comparison import sides
from dashboard.controls import controls, head, language_control, view_control
from dashboard.export_controls import export_controls
from dashboard.export_link import export_script
from dashboard.online import online_base_map
from dashboard.own import shelf
from dashboard.own_controls import own_switches, take_upload
from dashboard.project import builder
from dashboard.symbology import Theme
from dashboard.views.bridge import bridge
from dashboard.views.compare import compare_view
from dashboard.views.compose import compose
from dashboard.views.explore import explore
from dashboard.views.measures import measures
from dashboard.views.opening import opening_card
from dashboard.views.positions import positions
from dashboard.views.precedents import precedents
from dashboard.views.readings import readings
from dashboard.views.sensitivity import sensitivity
from dashboard.views.sources import sources
from dashboard.views.timeline import timeline
from dashboard.words import plain, words
from geodata.scenario import Scenario


def beside(now: Scenario, theme: Theme, chosen: str) -> None:
    """Draw the sidebar, and the chosen panel unless a briefing is given."""
    export_script()
    with st.sidebar:
        _sidebar(now, theme, chosen)
    if chosen == changes.FIGURES:
        with st.container(key="figures"):
            if state.newcomer(builder().catalog):
                opening_card(builder().catalog, now.language)
            figures()
    elif chosen != state.BRIEF:
        with st.container(key="wide"):
            panels(now, theme)[chosen]()


@st.fragment(key=changes.FIGURES)
def figures() -> None:
    """Draw the key figures of what is on."""
    explore(builder(), state.current(builder().catalog))


def _sidebar(now: Scenario, theme: Theme, chosen: str) -> None:
    catalog = builder().catalog
    with st.container():  # always there, as the one below: fragments after them keep their place
        if lines := state.told():
            st.warning(plain(words()["link_told"]) + "\n\n" + "\n\n".join(map(plain, lines)))
    head()
    view_control(catalog, chosen)
    with st.container():
        if chosen == state.BRIEF:
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
