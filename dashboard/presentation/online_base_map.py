"""Online base maps, off by default: an option for users with internet access."""

from urllib.parse import urlsplit

import streamlit as st
from xyzservices import TileProvider, providers

from dashboard.text.ui_text import words

OFFERED: dict[str, TileProvider] = {
    "OpenStreetMap": providers.OpenStreetMap.Mapnik,
    "Esri Light Gray": providers.Esri.WorldGrayCanvas,
    "Esri World Imagery": providers.Esri.WorldImagery,
}


KEY = "online"


def chosen_tiles() -> dict[str, str] | None:
    """Return the address and credit of the chosen tiles, if any are chosen."""
    provider = OFFERED.get(st.session_state.get(KEY, ""))
    if provider is None:
        return None
    return {"url": provider.build_url(fill_subdomain=True), "attribution": provider.attribution}


def online_base_map() -> None:
    """Draw the choice, with a note on who can see which area is viewed."""
    off = words()["online_off"]
    st.radio(words()["online"], [off, *OFFERED], key=KEY, label_visibility="collapsed")
    if tiles := chosen_tiles():
        host = urlsplit(tiles["url"]).hostname
        st.warning(words()["online_warning"].format(host=host))
