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
from dashboard.session.comparison_selection import SIDES, comparison_link, read_comparison_link
from dashboard.session.control_keys import control_value
from dashboard.session.map_report import MapReport
from dashboard.text.ui_text import words
from geodata.briefings.step_scenario import scenario_of
from geodata.catalog import Catalog
from geodata.models.field_types import Language
from geodata.scenario import Scenario, View, from_query, make_scenario, retirement_notices, to_query
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
class ViewRequest:
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
class CurrentView:
    """The part of the map that is seen, for what is made of it after the script has run."""

    view: View | None = None


def opening_scenario(catalog: Catalog) -> Scenario:
    """Return what is on for someone who comes without a link: what is in force."""
    in_force = [
        proposal_id
        for proposal_id, proposal in catalog.proposals.items()
        if proposal.status == "in-force"
    ]
    return make_scenario(catalog, in_force)


def current_scenario(catalog: Catalog) -> Scenario:
    """Return the scenario of this session, from its link if the session has just begun."""
    if SCENARIO not in st.session_state:
        pairs = _link_pairs()
        told = read_comparison_link(pairs, catalog)
        told += active_briefing.read_briefing_link(pairs, catalog)
        if set(SIDES) <= set(pairs):
            select_panel("compare")
        apart = (*SIDES, active_briefing.BRIEFING, active_briefing.STEP)
        own = {key: value for key, value in pairs.items() if key not in apart}
        found, dropped = from_query(urlencode(own), catalog)
        told += dropped
        if here := active_briefing.active_step(catalog):
            select_panel(BRIEF)
        if "on" not in pairs:
            shown = active_briefing.step_at(catalog, here) if here else None
            found = (
                scenario_of(shown, catalog, found.language)
                if shown
                else replace(found, on=opening_scenario(catalog).on)
            )
        st.session_state[NEWCOMER] = not pairs
        st.session_state[TOLD] = [*told, *retirement_notices(found, catalog)]
        st.session_state[FLIGHT] = ViewRequest(0, found.view)
        set_scenario(found)
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


def is_first_visit(catalog: Catalog) -> bool:
    """Return whether this session came without a link and has changed nothing yet."""
    if replace(current_scenario(catalog), view=None) != opening_scenario(catalog):
        st.session_state[NEWCOMER] = False
    return bool(st.session_state.get(NEWCOMER))


def link_warnings() -> list[str]:
    """Return what the link could not be given as it asked, and what of it is retired."""
    lines: list[str] = st.session_state.get(TOLD, [])
    return lines


def clear_link_warnings() -> None:
    """Say no more about the link."""
    st.session_state[TOLD] = []


def view_request() -> ViewRequest:
    """Return where the map was last asked to go."""
    last = st.session_state[FLIGHT]
    assert isinstance(last, ViewRequest)
    return last


def request_view(view: View, mark: str = "") -> None:
    """Ask the map to go to a view, and to mark its middle with a name."""
    st.session_state[FLIGHT] = ViewRequest(view_request().number + 1, view, mark)


def sent_shapes() -> set[str]:
    """Return the addresses of the shapes that this session's browser was sent."""
    addresses: set[str] = st.session_state.setdefault("sent", set())
    return addresses


def set_scenario(value: Scenario) -> None:
    """Make a scenario the one of this session."""
    current_view().view = value.view
    st.session_state[SCENARIO] = value


def current_view() -> CurrentView:
    """Return what tells this session's view, also while no script runs."""
    found: CurrentView = st.session_state.setdefault("seen", CurrentView())
    return found


def write_address(catalog: Catalog) -> None:
    """Write the scenario's text form into the page's address, if it is not there yet."""
    scenario = current_scenario(catalog)
    pairs = dict(parse_qsl(to_query(scenario, catalog)))
    if selected_panel() == "compare":
        pairs |= comparison_link(catalog, scenario)
    if selected_panel() == BRIEF:
        pairs |= active_briefing.briefing_link(catalog)
    if st.query_params.to_dict() != pairs:
        st.query_params.from_dict(pairs)


def selected_panel() -> str:
    """Return which panel stands beside the map, or nothing before one was chosen."""
    return str(st.session_state.get(PANEL, ""))


def panel_or_default() -> str:
    """Return which panel stands beside the map; one is always chosen."""
    return selected_panel() or str(next(iter(words()["views"])))


def select_panel(view: str) -> None:
    """Put a panel beside the map."""
    st.session_state[PANEL] = view


def on_panel_change(catalog: Catalog) -> Change:
    """Return what to do when another panel was chosen: a briefing begins where it was left."""

    def apply_change() -> None:
        select_panel(control_value(VIEW) or selected_panel())
        if selected_panel() == BRIEF:
            here = active_briefing.active_step(catalog)
            first = next(iter(active_briefing.available_briefings(catalog)))
            show_step(catalog, here.id if here else first, here.at if here else 0)

    return apply_change


def show_step(catalog: Catalog, briefing_id: str, at: int) -> None:
    """Put a step of a briefing on the map, in place of what is on."""
    active_briefing.activate(briefing_id, at)
    clear_link_warnings()
    select_panel(BRIEF)
    shown = scenario_of(
        active_briefing.available_briefings(catalog)[briefing_id].step[at],
        catalog,
        current_scenario(catalog).language,
    )
    set_scenario(shown)
    assert shown.view is not None
    request_view(shown.view)


def on_language_change(catalog: Catalog, name: str) -> Change:
    """Return what to do when another language was chosen."""

    def apply_change() -> None:
        scenario = current_scenario(catalog)
        language: Language = control_value(name) or scenario.language
        set_scenario(
            make_scenario(
                catalog,
                scenario.on,
                scenario.readings,
                scenario.parameters,
                scenario.view,
                language,
            )
        )

    return apply_change


def take_map_view(catalog: Catalog, report: MapReport) -> None:
    """Remember where the user has moved the map; where it opened is nobody's choice."""
    centre, zoom = report.center, report.zoom
    if centre is None or zoom is None:
        return
    view = View(round(centre.lat, 4), round(centre.lng, 4), float(f"{zoom:g}"))
    if (view.latitude, view.longitude) == START:
        return
    scenario = current_scenario(catalog)
    opened = st.session_state.setdefault(OPENED_VIEW, view)
    asked = view_request().view
    if asked is not None and _same(view, asked):
        view = asked
    if not _same(view, scenario.view or opened):
        set_scenario(
            make_scenario(
                catalog,
                scenario.on,
                scenario.readings,
                scenario.parameters,
                view,
                scenario.language,
            )
        )


def _same(view: View, other: View) -> bool:
    """Return whether two views are nearly one: a frame that changes its size moves by a pixel."""
    degrees = 2 * 360 / (256 * 2**view.zoom)
    apart = max(abs(view.latitude - other.latitude), abs(view.longitude - other.longitude))
    return view.zoom == other.zoom and apart < degrees
