"""Binds the scenario to the session and to the page's address.

The scenario lives in the session. A link is read once, when the session begins; every run writes
the scenario's text form into the address.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from dashboard.presentation.base_map import START
from dashboard.session import active_briefing
from dashboard.session.comparison_selection import SIDES, link_of, take_link
from dashboard.session.control_keys import chosen
from dashboard.session.map_report import MapReport
from dashboard.text.ui_text import words
from geodata.briefings.step_scenario import scenario_of
from geodata.catalog import Catalog
from geodata.models.field_types import Language
from geodata.scenario import Scenario, View, from_query, retired, scenario, to_query
from geodata.text.link_pairs import clean_pairs

VIEW = "view"
"""The name of the control that chooses the panel beside the map."""

PANEL = "panel"

BRIEF = "brief"
"""The view in which a briefing is given."""

SCENARIO, TOLD, OPENED_VIEW, FLIGHT = "scenario", "told", "opened_view", "flight"

NEWCOMER = "newcomer"

Change = Callable[[], None]
"""What a control does when it is used, before the script runs again."""


@dataclass(frozen=True)
class Flight:
    """Where the map is asked to go: the link's view first, then each place that is chosen.

    Attributes
    ----------
    number
        Counts up, so that the browser follows each one once.
    mark
        What is at the place; nothing for a plain view.
    """

    number: int
    view: View | None
    mark: str = ""


@dataclass
class Seen:
    """The part of the map that is seen, for what is made of it after the script has run."""

    view: View | None = None


def opening(catalog: Catalog) -> Scenario:
    """Return what is on for someone who comes without a link: what is in force."""
    in_force = [
        proposal_id
        for proposal_id, proposal in catalog.proposals.items()
        if proposal.status == "in-force"
    ]
    return scenario(catalog, in_force)


def current(catalog: Catalog) -> Scenario:
    """Return the scenario of this session, from its link if the session has just begun."""
    if SCENARIO not in st.session_state:
        pairs = _link_pairs()
        told = take_link(pairs, catalog)
        told += active_briefing.take_link(pairs, catalog)
        if set(SIDES) <= set(pairs):
            show_view("compare")
        apart = (*SIDES, active_briefing.BRIEFING, active_briefing.STEP)
        own = {key: value for key, value in pairs.items() if key not in apart}
        found, dropped = from_query(urlencode(own), catalog)
        told += dropped
        if here := active_briefing.given(catalog):
            show_view(BRIEF)
        if "on" not in pairs:
            shown = active_briefing.step_at(catalog, here) if here else None
            found = (
                scenario_of(shown, catalog, found.language)
                if shown
                else replace(found, on=opening(catalog).on)
            )
        st.session_state[NEWCOMER] = not pairs
        st.session_state[TOLD] = [*told, *retired(found, catalog)]
        st.session_state[FLIGHT] = Flight(0, found.view)
        keep(found)
    found = st.session_state[SCENARIO]
    assert isinstance(found, Scenario)
    return found


def _link_pairs() -> dict[str, str]:
    """Return what the page's address asks for; what is named twice is one list."""
    asked = st.query_params
    pairs: dict[str, str] = {}
    for name, value in clean_pairs((key, each) for key in asked for each in asked.get_all(key)):
        pairs[name] = f"{pairs[name]},{value}" if name in pairs else value
    return pairs


def newcomer(catalog: Catalog) -> bool:
    """Return whether this session came without a link and has changed nothing yet."""
    if replace(current(catalog), view=None) != opening(catalog):
        st.session_state[NEWCOMER] = False
    return bool(st.session_state.get(NEWCOMER))


def told() -> list[str]:
    """Return what the link could not be given as it asked, and what of it is retired."""
    lines: list[str] = st.session_state.get(TOLD, [])
    return lines


def forget_told() -> None:
    """Say no more about the link."""
    st.session_state[TOLD] = []


def flight() -> Flight:
    """Return where the map was last asked to go."""
    last = st.session_state[FLIGHT]
    assert isinstance(last, Flight)
    return last


def go(view: View, mark: str = "") -> None:
    """Ask the map to go to a view, and to mark its middle with a name."""
    st.session_state[FLIGHT] = Flight(flight().number + 1, view, mark)


def sent() -> set[str]:
    """Return the addresses of the shapes that this session's browser was sent."""
    addresses: set[str] = st.session_state.setdefault("sent", set())
    return addresses


def keep(value: Scenario) -> None:
    """Make a scenario the one of this session."""
    seen().view = value.view
    st.session_state[SCENARIO] = value


def seen() -> Seen:
    """Return what tells this session's view, also while no script runs."""
    found: Seen = st.session_state.setdefault("seen", Seen())
    return found


def write_address(catalog: Catalog) -> None:
    """Write the scenario's text form into the page's address, if it is not there yet."""
    now = current(catalog)
    pairs = dict(parse_qsl(to_query(now, catalog)))
    if shown_view() == "compare":
        pairs |= link_of(catalog, now)
    if shown_view() == BRIEF:
        pairs |= active_briefing.link_of(catalog)
    if st.query_params.to_dict() != pairs:
        st.query_params.from_dict(pairs)


def shown_view() -> str:
    """Return which panel stands beside the map, or nothing before one was chosen."""
    return str(st.session_state.get(PANEL, ""))


def chosen_view() -> str:
    """Return which panel stands beside the map; one is always chosen."""
    return shown_view() or str(next(iter(words()["views"])))


def show_view(view: str) -> None:
    """Put a panel beside the map."""
    st.session_state[PANEL] = view


def view_changed(catalog: Catalog) -> Change:
    """Return what to do when another panel was chosen: a briefing begins where it was left."""

    def changed() -> None:
        show_view(chosen(VIEW) or shown_view())
        if shown_view() == BRIEF:
            here = active_briefing.given(catalog)
            first = next(iter(active_briefing.on_offer(catalog)))
            show_step(catalog, here.id if here else first, here.at if here else 0)

    return changed


def show_step(catalog: Catalog, briefing_id: str, at: int) -> None:
    """Put a step of a briefing on the map, in place of what is on."""
    active_briefing.give(briefing_id, at)
    forget_told()
    show_view(BRIEF)
    shown = scenario_of(
        active_briefing.on_offer(catalog)[briefing_id].step[at], catalog, current(catalog).language
    )
    keep(shown)
    assert shown.view is not None
    go(shown.view)


def language_changed(catalog: Catalog, name: str) -> Change:
    """Return what to do when another language was chosen."""

    def changed() -> None:
        now = current(catalog)
        language: Language = chosen(name) or now.language
        keep(scenario(catalog, now.on, now.readings, now.parameters, now.view, language))

    return changed


def map_moved(catalog: Catalog, report: MapReport) -> None:
    """Remember where the user has moved the map; where it opened is nobody's choice."""
    centre, zoom = report.center, report.zoom
    if centre is None or zoom is None:
        return
    view = View(round(centre.lat, 4), round(centre.lng, 4), float(f"{zoom:g}"))
    if (view.latitude, view.longitude) == START:
        return
    now = current(catalog)
    opened = st.session_state.setdefault(OPENED_VIEW, view)
    asked = flight().view
    if asked is not None and _same(view, asked):
        view = asked
    if not _same(view, now.view or opened):
        keep(scenario(catalog, now.on, now.readings, now.parameters, view, now.language))


def _same(view: View, other: View) -> bool:
    """Return whether two views are nearly one: a frame that changes its size moves by a pixel."""
    degrees = 2 * 360 / (256 * 2**view.zoom)
    apart = max(abs(view.latitude - other.latitude), abs(view.longitude - other.longitude))
    return view.zoom == other.zoom and apart < degrees
