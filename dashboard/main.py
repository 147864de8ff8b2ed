"""The script that Streamlit runs for each session: state, controls, the one map, the view."""

import time
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import state
from dashboard.comparison import on_the_map, sides
from dashboard.controls import controls, head, language_control, view_control
from dashboard.export_controls import export_controls
from dashboard.online import online_base_map
from dashboard.own import described, shelf
from dashboard.own_controls import own_switches, take_upload
from dashboard.project import builder, warm_up
from dashboard.switches import switches
from dashboard.symbology import Theme
from dashboard.views import bridge as bridge_view
from dashboard.views.compare import compare_view
from dashboard.views.explore import explore
from dashboard.views.measures import measures
from dashboard.views.positions import positions
from dashboard.views.precedents import precedents
from dashboard.views.readings import readings
from dashboard.views.sensitivity import sensitivity
from dashboard.views.sources import sources
from dashboard.views.timeline import timeline
from dashboard.web_map.host import draw
from dashboard.web_map.message import fresh_shapes, message
from dashboard.words import plain, words
from geodata.scenario import Scenario

# So much earlier than all controls the map's message is sent: the browser draws it first.
HEAD_START_S = 0.02

STYLE = Path(__file__).with_name("page.css").read_text("utf-8")


@st.fragment
def map_of_page(tiles: dict[str, str] | None, compared: dict[str, Any] | None) -> None:
    """Draw the map and follow where the user moves it; a move runs nothing but this."""
    made = builder()
    now = state.current(made.catalog)
    told: dict[str, Any] = message(
        made,
        now,
        switches=[*switches(made.catalog, now), *shelf().switches()],
        flight=state.flight(),
        words=words(),
        tiles=tiles,
        comparison=compared,
    )
    told["layers"] += described(shelf())
    told["on"] += [] if compared else sorted(shelf().on)
    told["shapes"] = fresh_shapes(made, now, state.sent())
    state.map_moved(made.catalog, draw(told, key="map"))
    state.write_address(made.catalog)


def page() -> None:
    """Draw the page."""
    st.set_page_config(page_title=words()["title"], layout="wide", initial_sidebar_state="expanded")
    st.html(f"<style>{STYLE}</style>")
    catalog = builder().catalog
    now = state.current(catalog)
    theme: Theme = "dark" if st.context.theme.type == "dark" else "light"
    with st.sidebar:
        if lines := state.told():
            st.warning(plain(words()["link_told"]) + "\n\n" + "\n\n".join(map(plain, lines)))
        top = st.container()
        chosen = view_control()
        below = st.container()
        own = st.expander(words()["group"]["own"], expanded=bool(shelf().layers))
        with st.expander(words()["online"]):
            tiles = online_base_map()
    compared = None
    if chosen == "compare":
        both = sides(catalog, now)
        compared = on_the_map(builder(), both, swipe=bool(st.session_state.get("swipe")))
    elif chosen == "bridge":
        compared = bridge_view.on_the_map(bridge_view.bridge_point(builder(), now))
    map_of_page(tiles, compared)
    time.sleep(HEAD_START_S)
    with top:
        head()
    with own:
        take_upload(builder())
        own_switches()
    with below:
        controls(catalog, now, switches(catalog, now), theme)
        language_control(catalog, now)
        export_controls(theme)
    with st.container(key="figures" if chosen == "figures" else "wide"):
        draw_view(chosen, now, theme)
    warm_up()


def draw_view(chosen: str, now: Scenario, theme: Theme) -> None:
    """Draw the panel beside the map."""
    if chosen == "readings":
        readings(builder(), now, theme)
    elif chosen == "positions":
        positions(builder().catalog, now)
    elif chosen == "timeline":
        timeline(builder().catalog, now)
    elif chosen == "precedents":
        precedents(builder(), now, theme)
    elif chosen == "measures":
        measures(builder(), now)
    elif chosen == "compare":
        compare_view(builder(), now, sides(builder().catalog, now))
    elif chosen == "sensitivity":
        sensitivity(builder(), now, theme)
    elif chosen == "bridge":
        bridge_view.draw(builder(), now, bridge_view.bridge_point(builder(), now))
    elif chosen == "sources":
        sources(builder(), now)
    else:
        explore(builder(), now)


page()
