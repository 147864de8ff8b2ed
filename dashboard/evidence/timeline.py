"""The timeline of the talks: an event with a place moves the map there."""

from html import escape

import streamlit as st

from dashboard.presentation.layer_details import publications
from dashboard.session import scenario_state
from dashboard.text.ui_text import escape_markdown, words
from geodata.catalog import Catalog
from geodata.models.field_types import in_language
from geodata.models.timeline import Event, Gap
from geodata.scenario import Scenario, View

CLOSE = 10.0
"""The zoom for the place of an event."""


def draw_timeline(catalog: Catalog, scenario: Scenario) -> None:
    """Draw the events in order; those after the Paris round are set apart."""
    st.html(
        f"<h2>{escape(words()['timeline_title'])}</h2>"
        f"<p class='lead'>{escape(words()['timeline_lead'])}</p>"
    )
    for event in catalog.timeline:
        if not event.later:
            _event(catalog, event, scenario)
    st.html(
        f"<h2 class='apart'>{escape(words()['timeline_later'])}</h2>"
        f"<p class='lead'>{escape(words()['timeline_later_lead'])}</p>"
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
    st.html(
        f"<article class='event'><time>{escape(gap.since)}</time><h3>{escape(nothing)}</h3>"
        f"<p dir='auto'>{escape(in_language(gap.text, scenario.language))}</p>"
        f"<small>{escape(searched)}</small></article>"
    )


def _event(catalog: Catalog, event: Event, scenario: Scenario) -> None:
    title = in_language(event.title, scenario.language)
    confidence = f"{words()['confidence_is']} {words()['confidence'][event.confidence]}"
    reported_by = "; ".join(filter(None, (event.source, publications(catalog, event.sources))))
    with st.container(key=f"event-{event.id}"):
        st.html(
            f"<article class='event'><time>{escape(event.date)}</time>"
            f"<h3 dir='auto'>{escape(title)}</h3>"
            f"<p dir='auto'>{escape(in_language(event.text, scenario.language))}</p>"
            f"<small>{escape(reported_by)} · {escape(confidence)}</small></article>"
        )
        if event.latitude is not None and event.longitude is not None:
            st.button(
                escape_markdown(words()["timeline_show"].format(place=event.place)),
                key=f"event:{event.id}",
                on_click=scenario_state.request_view,
                args=(View(event.latitude, event.longitude, CLOSE), title),
            )
