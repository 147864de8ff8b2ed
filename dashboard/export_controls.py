"""The control that takes away what is on: a picture or data, made only when asked for."""

import streamlit as st

from dashboard import state
from dashboard.export.deck_file import DECK_PAPERS
from dashboard.export.files import DECK, KINDS, TYPES, Kind, file_name, made
from dashboard.export.paper import PAPERS, Paper, format_of
from dashboard.export.pictures import PICTURES
from dashboard.export.snapshot import OwnPictured, Snapshot
from dashboard.own import Shelf, described_one, shelf
from dashboard.project import builder
from dashboard.symbology import Theme
from dashboard.whole import WholeBriefing, whole_of
from dashboard.words import words

READY = "export_ready"


@st.fragment
def export_controls(theme: Theme, view: str) -> None:
    """Draw the choice of a format, a button that makes the file, and then one that hands it over.

    Slides and pages are of the whole briefing while one is given, slides of the comparison beside
    one. What was made is forgotten as soon as anything of it would be otherwise.
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
        if kind == DECK:
            paper = st.selectbox(
                said["paper"], DECK_PAPERS, format_func=said["papers"].get, key="export_slides"
            )
        own = pictured(shelf()) if kind in PICTURES else ()
        wanted = Snapshot(now, format_of(None, paper), theme, transparent, said["marking"], own=own)
        of = whole_of(kind, view, now)
        if isinstance(of, WholeBriefing):
            st.caption(said["whole_briefing"])
        if shelf().on and not own:
            st.caption(said["own_left_out"])
        if st.button(said["prepare"], key="export_prepare"):
            with st.spinner(said["preparing"], show_time=True):
                content = of.content(wanted) if of else made(kind, wanted, builder())
                st.session_state[READY] = (kind, wanted, of, content)
        ready = st.session_state.get(READY)
        if ready and ready[:3] == (kind, wanted, of):
            name = of.name if of else file_name(kind, now, builder().catalog)
            st.download_button(
                said["download"].format(name=name),
                ready[3],
                name,
                TYPES[kind],
                on_click="ignore",
                key="export_download",
            )


def pictured(own: Shelf) -> tuple[OwnPictured, ...]:
    """Return the own layers that are on, for a picture."""
    return tuple(OwnPictured(described_one(own, item), item.laid) for item in own.shown)
