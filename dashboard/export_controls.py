"""The control that takes away what is on: a picture or data, made only when asked for."""

import streamlit as st

from dashboard import state
from dashboard.briefing import given, on_offer
from dashboard.export.files import KINDS, OF_BRIEFINGS, TYPES, Kind, file_name, made
from dashboard.export.page_data import Named
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
        whole = briefing_shown() if kind in OF_BRIEFINGS else None
        if whole:
            st.caption(said["whole_briefing"])
        if shelf().on:
            st.caption(said["own_left_out"])
        if st.button(said["prepare"], key="export_prepare"):
            with st.spinner(said["preparing"], show_time=True):
                content = made(kind, wanted, builder(), whole)
            st.session_state[READY] = (kind, wanted, whole, content)
        ready = st.session_state.get(READY)
        if ready and ready[:3] == (kind, wanted, whole):
            name = file_name(kind, now, builder().catalog, whole)
            st.download_button(
                said["download"].format(name=name),
                ready[3],
                name,
                TYPES[kind],
                on_click="ignore",
                key="export_download",
            )


def briefing_shown() -> Named | None:
    """Return the briefing that is given on the screen now, if any."""
    here = given(builder().catalog) if state.shown_view() == state.BRIEF else None
    return Named(here.id, on_offer(builder().catalog)[here.id]) if here else None
