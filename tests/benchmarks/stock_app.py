"""The usual way: a checkbox a layer, and in every run the whole folium map made anew.

It is started from a temporary folder whose ``static`` holds the scripts, because folium would
load them from elsewhere. ``returned_objects=[]`` spares it the runs after a pan or a zoom, as the
component's documentation advises.
"""

import os
from pathlib import Path
from typing import Any

import folium
import streamlit as st
from streamlit_folium import st_folium

from geodata.load import load_catalog
from layers.build.builder import Builder
from layers.output.geojson import feature_collection
from tests.benchmarks.twelve import COLOURS, IDS, MOVABLE, SECOND_COLOUR, WIDTH, address

STATIC = "../../app/static/"


@st.cache_resource
def builder() -> Builder:
    """Return the builder over the twelve proposals."""
    return Builder(load_catalog(Path(os.environ["BENCHMARK_DATA"])))


@st.cache_data(max_entries=200)
def layer(proposal_id: str, reading: str, width: float | None) -> dict[str, Any]:
    """Return a layer as GeoJSON, kept as a careful stock app would keep it."""
    values = None if width is None else {"width_km": width}
    return feature_collection(builder().layer(address(proposal_id), reading, values))


def add(to: folium.Map, data: dict[str, Any], colour: str) -> None:
    """Draw a layer."""
    look = {"color": colour, "weight": 2, "fillOpacity": 0.2}
    folium.GeoJson(data, style_function=lambda _: look).add_to(to)


def main() -> None:
    """Draw the page."""
    folium.Map.default_js = [("leaflet", f"{STATIC}leaflet.js")]
    folium.Map.default_css = [("leaflet_css", f"{STATIC}leaflet.css")]
    st.set_page_config(layout="wide")
    drawn = folium.Map(location=(33.0, 36.15), zoom_start=9, tiles=None)
    with st.sidebar:
        on = [name for name in IDS if st.checkbox(name, value=True, key=f"layer-{name}")]
        second = st.checkbox("Second reading", key="second")
        bounds = {"min_value": WIDTH["min"], "max_value": WIDTH["max"], "step": WIDTH["step"]}
        width = st.slider("Width", value=WIDTH["default"], key="width", **bounds)
    for name in on:
        add(drawn, layer(name, "first", width if name == MOVABLE else None), COLOURS[name])
    if second:
        add(drawn, layer(MOVABLE, "second", width), SECOND_COLOUR)
    st_folium(drawn, key="map", height=640, use_container_width=True, returned_objects=[])


if __name__ == "__main__":
    main()
