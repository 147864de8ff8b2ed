"""The control that takes away what is on: a picture or data, made only when asked for."""

import streamlit as st

from dashboard import state
from dashboard.export.files import KINDS, TYPES, Kind, file_name, made
from dashboard.export.paper import PAPERS, Paper, format_of
from dashboard.export.pictures import PICTURES
from dashboard.export.snapshot import Snapshot
from dashboard.own import shelf
from dashboard.project import builder
from dashboard.symbology import Theme
from dashboard.words import words

READY = "export_ready"


@st.fragment
def export_controls(theme: Theme) -> None:
    """Draw the choice of a format, a button that makes the file, and then one that hands it over.

    What was made is forgotten as soon as anything of it would be otherwise.
    """
    said = words()["export"]
    with st.expander(said["title"]):
        kind: Kind = st.selectbox(
            said["format"], KINDS, format_func=said["formats"].get, key="export_format"
        )
        paper: Paper = PAPERS[0]
        transparent = False
        if kind in PICTURES:
            paper = st.selectbox(
                said["paper"], PAPERS, format_func=said["papers"].get, key="export_paper"
            )
            transparent = st.checkbox(said["transparent"], key="export_transparent")
        now = state.current(builder().catalog)
        wanted = Snapshot(now, format_of(None, paper), theme, transparent, said["marking"])
        if shelf().on:
            st.caption(said["own_left_out"])
        if st.button(said["prepare"], key="export_prepare"):
            with st.spinner(said["preparing"], show_time=True):
                st.session_state[READY] = (kind, wanted, made(kind, wanted, builder()))
        ready = st.session_state.get(READY)
        if ready and ready[:2] == (kind, wanted):
            name = file_name(kind, now, builder().catalog)
            st.download_button(
                said["download"].format(name=name),
                ready[2],
                name,
                TYPES[kind],
                on_click="ignore",
                key="export_download",
            )
