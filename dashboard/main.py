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
from dashboard.session.comparison_selection import comparison_drawing, layers_left_out, sides
from dashboard.session.sketches import take_sketch
from dashboard.session.switches import switches
from dashboard.session.user_layer_description import describe_user_layers
from dashboard.session.user_layers import user_layers
from dashboard.stage import briefing_message
from dashboard.stage.folium_host import draw_map
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
    scenario, view = (
        scenario_state.current_scenario(made.catalog),
        scenario_state.panel_or_default(),
    )
    brought = user_layers().count  # first: a run that was stopped may still bring one
    compared = drawing_in_place_of_layers(view, scenario)
    shown = message(
        made,
        scenario,
        switches=[*switches(made.catalog, scenario), *user_layers().switches()],
        flight=scenario_state.view_request(),
        tiles=chosen_tiles(),
        comparison=compared,
    )
    user_layers().on_map = brought
    told: MapMessage = {
        **shown,
        "layers": [*shown["layers"], *describe_user_layers(user_layers())],
        "on": [*shown["on"], *([] if compared else sorted(user_layers().on))],
        "brought": brought,
        "briefing": briefing_message.briefing_message(made, scenario)
        if view == scenario_state.BRIEF
        else None,
        "shapes": fresh_shapes(made, scenario, scenario_state.sent_shapes()),
        "drawn": user_layers().taken,
        "refused": user_layers().refused,
        "leftOut": layers_left_out(made.catalog, scenario, comparing=view == "compare"),
    }
    report = draw_map(told, key="map")
    scenario_state.take_map_view(made.catalog, report)
    scenario_state.write_address(made.catalog)
    if (
        take_sketch(report.last_active_drawing, user_layers(), made)
        or user_layers().count != brought
    ):
        st.rerun()  # controls and panel are to know of it as well
    if st.session_state.get(DRAWN) and changes.needs_full_run():
        time.sleep(HEAD_START_S)


def page() -> None:
    """Draw the page."""
    st.set_page_config(page_title=words()["title"], layout="wide", initial_sidebar_state="expanded")
    st.html(f"<style>{STYLE}</style>")
    catalog = builder().catalog
    control_keys.retire(changes.visible_controls(catalog))
    map_of_page()
    st.session_state[DRAWN] = True
    # Loaded here: the first map is on its way to the browser by now.
    from dashboard.page import draw_sidebar_and_panel  # noqa: PLC0415

    theme: Theme = "dark" if st.context.theme.type == "dark" else "light"
    with session_offers().page_run():
        draw_sidebar_and_panel(
            scenario_state.current_scenario(catalog), theme, scenario_state.panel_or_default()
        )


def drawing_in_place_of_layers(panel: str, scenario: Scenario) -> ComparisonDrawing | None:
    """Return what stands on the map in place of what is on: both sides, or the bridge between."""
    if panel == "compare":
        both = sides(builder().catalog, scenario)
        return comparison_drawing(builder(), both, swipe=bool(st.session_state.get("swipe")))
    if panel == "bridge":
        return interpolation_ends.comparison_drawing(builder(), scenario)
    return None


page()
