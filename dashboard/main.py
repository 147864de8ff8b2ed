"""The script that Streamlit runs for each session: state, the one map, what stands beside it."""

import time
from pathlib import Path

import streamlit as st

from dashboard.presentation.app_catalog import builder
from dashboard.presentation.map_protocol import ComparisonDrawing, MapMessage
from dashboard.presentation.online_base_map import chosen_tiles
from dashboard.presentation.symbology import Theme
from dashboard.quotas.export_offers import session_offers
from dashboard.session import changes, control_keys, interpolation_ends, scenario_state
from dashboard.session.comparison_selection import left_out, on_the_map, sides
from dashboard.session.sketches import hand_over
from dashboard.session.switches import switches
from dashboard.session.user_layer_description import described
from dashboard.session.user_layers import shelf
from dashboard.stage import briefing_message
from dashboard.stage.folium_host import draw
from dashboard.stage.message import fresh_shapes, message
from dashboard.text.ui_text import words
from geodata.scenario import Scenario

# The map's message is sent this much earlier than everything else that a run draws, and the browser
# draws it first. With 20 ms it often took both in one go, and what Python had said was there twice
# as late.
HEAD_START_S = 0.1

DRAWN = "drawn"

STYLE = Path(__file__).with_name("page.css").read_text("utf-8")


@st.fragment(key=changes.MAP)
def map_of_page() -> None:
    """Draw the map and follow where the user moves it; a move runs nothing but this."""
    made = builder()
    now, view = scenario_state.current(made.catalog), scenario_state.chosen_view()
    brought = shelf().count  # first: a run that was stopped may still bring one
    compared = compared_on(view, now)
    shown = message(
        made,
        now,
        switches=[*switches(made.catalog, now), *shelf().switches()],
        flight=scenario_state.flight(),
        tiles=chosen_tiles(),
        comparison=compared,
    )
    shelf().on_map = brought
    told: MapMessage = {
        **shown,
        "layers": [*shown["layers"], *described(shelf())],
        "on": [*shown["on"], *([] if compared else sorted(shelf().on))],
        "brought": brought,
        "briefing": briefing_message.told(made, now) if view == scenario_state.BRIEF else None,
        "shapes": fresh_shapes(made, now, scenario_state.sent()),
        "drawn": shelf().taken,
        "refused": shelf().refused,
        "leftOut": left_out(made.catalog, now, comparing=view == "compare"),
    }
    report = draw(told, key="map")
    scenario_state.map_moved(made.catalog, report)
    scenario_state.write_address(made.catalog)
    if hand_over(report.last_active_drawing, shelf(), made) or shelf().count != brought:
        st.rerun()  # controls and panel are to know of it as well
    if st.session_state.get(DRAWN) and changes.more_is_drawn():
        time.sleep(HEAD_START_S)


def page() -> None:
    """Draw the page."""
    st.set_page_config(page_title=words()["title"], layout="wide", initial_sidebar_state="expanded")
    st.html(f"<style>{STYLE}</style>")
    catalog = builder().catalog
    control_keys.retire(changes.on_the_screen(catalog))
    map_of_page()
    st.session_state[DRAWN] = True
    # Loaded here: the first map is on its way to the browser by now.
    from dashboard.page import beside  # noqa: PLC0415

    theme: Theme = "dark" if st.context.theme.type == "dark" else "light"
    with session_offers().page_run():
        beside(scenario_state.current(catalog), theme, scenario_state.chosen_view())


def compared_on(chosen: str, now: Scenario) -> ComparisonDrawing | None:
    """Return what stands on the map in place of what is on: both sides, or the bridge between."""
    if chosen == "compare":
        both = sides(builder().catalog, now)
        return on_the_map(builder(), both, swipe=bool(st.session_state.get("swipe")))
    if chosen == "bridge":
        return interpolation_ends.on_the_map(builder(), now)
    return None


page()
