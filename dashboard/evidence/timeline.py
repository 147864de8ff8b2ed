"""The timeline of the talks: an event with a place moves the map there."""

import streamlit as st
from markupsafe import Markup

from dashboard.presentation.layer_details import publications
from dashboard.session import scenario_state
from dashboard.text.html import heading, paragraph
from dashboard.text.ui_text import escape_markdown, words
from geodata.catalog import Catalog
from geodata.models.field_types import in_language
from geodata.models.timeline import Event, Gap
from geodata.scenario import Scenario, View

CLOSE = 10.0
"""The zoom for the place of an event."""


def draw_timeline(catalog: Catalog, scenario: Scenario) -> None:
    """Draw the events in their order; what came after the Paris round is set apart."""
    st.html(heading(words()["timeline_title"]) + paragraph(words()["timeline_lead"], "lead"))
    for event in catalog.timeline:
        if not event.later:
            _event(catalog, event, scenario)
    st.html(
        heading(words()["timeline_later"], css="apart")
        + paragraph(words()["timeline_later_lead"], "lead")
    )
    for entry in _later_entries(catalog):
        if isinstance(entry, Gap):
            _gap(entry, scenario)
        else:
            _event(catalog, entry, scenario)


def _later_entries(catalog: Catalog) -> list[Event | Gap]:
    """Return the later events and the gaps between them, by date."""
    later = [event for event in catalog.timeline if event.later]
    return sorted(
        [*later, *catalog.gaps],
        key=lambda entry: entry.since if isinstance(entry, Gap) else f"{entry.date}~",
    )


def _gap(gap: Gap, scenario: Scenario) -> None:
    nothing = words()["timeline_gap"].format(since=gap.since, until=gap.until)
    searched = words()["timeline_searched"].format(day=gap.searched_on)
    st.html(_entry(gap.since, nothing, in_language(gap.text, scenario.language), searched))


def _event(catalog: Catalog, event: Event, scenario: Scenario) -> None:
    title = in_language(event.title, scenario.language)
    confidence = f"{words()['confidence_is']} {words()['confidence'][event.confidence]}"
    reported_by = "; ".join(filter(None, (event.source, publications(catalog, event.sources))))
    with st.container(key=f"event-{event.id}"):
        text = in_language(event.text, scenario.language)
        st.html(_entry(event.date, title, text, f"{reported_by} · {confidence}"))
        if event.latitude is not None and event.longitude is not None:
            st.button(
                escape_markdown(words()["timeline_show"].format(place=event.place)),
                key=f"event:{event.id}",
                on_click=scenario_state.request_view,
                args=(View(event.latitude, event.longitude, CLOSE), title),
            )


def _entry(date: str, title: str, text: str, source: str) -> Markup:
    return Markup("<article class='event'><time>{}</time>{}{}<small>{}</small></article>").format(
        date, heading(title, 3), paragraph(text), source
    )
