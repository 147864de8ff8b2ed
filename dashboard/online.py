"""Online base maps, off by default, for those who have the internet and choose to use it."""

from urllib.parse import urlsplit

import streamlit as st
from xyzservices import TileProvider, providers

from dashboard.words import words

OFFERED: dict[str, TileProvider] = {
    "OpenStreetMap": providers.OpenStreetMap.Mapnik,
    "CARTO Positron": providers.CartoDB.Positron,
    "Esri World Imagery": providers.Esri.WorldImagery,
}


def online_base_map() -> dict[str, str] | None:
    """Draw the choice, and return the address and credit of the chosen tiles, if any."""
    off = words()["online_off"]
    chosen = st.radio(
        words()["online"], [off, *OFFERED], key="online", label_visibility="collapsed"
    )
    if chosen not in OFFERED:
        return None
    provider = OFFERED[chosen]
    url = provider.build_url(fill_subdomain=True)
    st.warning(words()["online_warning"].format(host=urlsplit(url).hostname))
    return {"url": url, "attribution": provider.attribution}
