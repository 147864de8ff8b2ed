"""The choice of a figure, shown with its citation to copy."""

from collections.abc import Callable, Iterable
from functools import partial

import streamlit as st

from dashboard.panels.citation import LayerFigure, citation, own_citation, own_figure_title
from dashboard.session.user_layers import UserLayer
from dashboard.text.choice_labels import choices
from dashboard.text.ui_text import words
from geodata.scenario import Scenario
from layers.build.builder import Builder


def draw_figure_citation(
    builder: Builder,
    scenario: Scenario,
    figures: Iterable[LayerFigure],
    own: Iterable[UserLayer],
    key: str,
) -> None:
    """Draw a list of figures, and the chosen one with its citation and a button that copies both.

    Parameters
    ----------
    key
        The key of the list.
    """
    page = st.context.url or ""
    titles: dict[str, str] = {}
    texts: dict[str, Callable[[], str]] = {}
    for figure in figures:
        titles[figure.address] = figure.title(builder, scenario)
        texts[figure.address] = partial(citation, figure, builder, scenario, page)
    for item in own:
        for name in item.figures:
            address = ".".join((item.id, *name))
            titles[address] = own_figure_title(item, name)
            texts[address] = partial(own_citation, item, name, builder)
    chosen = st.selectbox(
        words()["citation"]["title"],
        **choices(titles),
        index=None,
        placeholder=words()["citation"]["choose"],
        key=key,
    )
    if chosen in texts:
        with st.container(key="citation"):
            st.code(texts[chosen](), language=None, wrap_lines=True)
