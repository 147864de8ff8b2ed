"""The welcome card for a visit without a link: an introduction, and briefings to start with."""

import streamlit as st

from dashboard.session import scenario_state
from dashboard.text.html import heading, paragraph
from dashboard.text.ui_text import escape_markdown, words
from geodata.catalog import Catalog
from geodata.models.field_types import Language, in_language


def draw_welcome(catalog: Catalog, language: Language) -> None:
    """Draw the card; a click on a briefing opens its first step."""
    said = words()["opening"]
    with st.container(key="opening"):
        st.html(paragraph(said["what"]) + heading(said["briefings"], 3))
        for briefing_id, briefing in catalog.briefings.items():
            title = escape_markdown(in_language(briefing.title, language))
            summary = escape_markdown(in_language(briefing.summary, language))
            st.button(
                f"**{title}** {summary}",
                key=f"opening-{briefing_id}",
                on_click=scenario_state.show_step,
                args=(catalog, briefing_id, 0),
                width="stretch",
            )
