"""The export control: one click makes and downloads a file of the current map."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from dashboard.controls.export_link import export_link
from dashboard.controls.export_subject import (
    OVERLAID,
    WholeBriefing,
    WholeOverlay,
    user_layer_pictures,
    whole_of,
)
from dashboard.export.content.snapshot import Snapshot
from dashboard.export.formats import DECK, KINDS, TYPES, Kind, export_file, file_name
from dashboard.export.graphics.sizes import PAPERS, Paper, format_of
from dashboard.export.picture.layout import RenderOptions
from dashboard.export.picture_files import PICTURES
from dashboard.export.slides.deck_files import DECK_PAPERS
from dashboard.presentation.app_catalog import builder
from dashboard.presentation.symbology import Theme
from dashboard.session import changes, scenario_state
from dashboard.session.user_layers import user_layers
from dashboard.text.choice_labels import choices
from dashboard.text.ui_text import words

DRAWS_OWN: tuple[Kind, ...] = (*PICTURES, DECK)
"""Kinds of files that include user layers."""


@st.fragment
def export_controls(theme: Theme, view: str) -> None:
    """Draw the download link, and below it the choice of kind and options.

    In a briefing, slides and pages contain all of it; in a comparison or interpolation, slides
    and pictures show that. The file is made when the link is clicked.
    """
    said = words()["export"]
    above = st.container()
    with st.expander(said["title"]):
        kind: Kind = st.selectbox(
            said["format"],
            **choices({kind: said["formats"][kind] for kind in KINDS}),
            key="export_format",
        )
        paper = _paper(kind)
        transparent = kind in PICTURES and st.checkbox(
            said["transparent"], key="export_transparent"
        )
        scenario = scenario_state.current_scenario(builder().catalog)
        whole = whole_of(kind, view, scenario)
        if isinstance(whole, WholeBriefing):
            st.caption(said["whole_briefing"])
        if view in OVERLAID and not whole:
            st.caption(said["of_what_is_on"])
        if user_layers().on and kind not in DRAWS_OWN and not whole:
            st.caption(said["own_left_out"])
    options = RenderOptions(format_of(None, paper), theme, transparent, said["marking"])
    with above:
        _take_away(kind, options, view)


@st.fragment(key=changes.TAKE_AWAY)
def _take_away(kind: Kind, options: RenderOptions, view: str) -> None:
    said = words()["export"]
    catalog = builder().catalog
    scenario = scenario_state.current_scenario(catalog)
    whole = whole_of(kind, view, scenario)
    own = user_layer_pictures(user_layers().shown) if kind in DRAWS_OWN and not whole else ()
    export_link(
        said["download"].format(kind=said["formats"][kind]),
        _maker(kind, Snapshot(scenario, options, own=own), whole, scenario_state.current_view()),
        whole.name if whole else file_name(kind, scenario, catalog),
        TYPES[kind],
        "export_download",
    )


def _paper(kind: Kind) -> Paper:
    """Draw the choice of proportions; kinds without a choice have the first."""
    offered = PAPERS if kind in PICTURES else DECK_PAPERS if kind == DECK else ()
    if not offered:
        return PAPERS[0]
    said, key = words()["export"], "export_slides" if kind == DECK else "export_paper"
    paper: Paper = st.selectbox(
        said["paper"], **choices({name: said["papers"][name] for name in offered}), key=key
    )
    return paper


def _maker(
    kind: Kind,
    snapshot: Snapshot,
    whole: WholeBriefing | WholeOverlay | None,
    current_view: scenario_state.CurrentView,
) -> Callable[[], bytes]:
    """Return a function that makes the file from the present scenario, in the view at its start."""
    maker = builder()

    def make() -> bytes:
        here = replace(snapshot, scenario=replace(snapshot.scenario, view=current_view.view))
        return whole.content(here, maker) if whole else export_file(kind, here, maker)

    return make
