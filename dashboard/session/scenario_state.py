"""Keeps the scenario in the session and in step with the page's address.

A link is read once, when the session begins; every run writes the scenario's query string into
the address.
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
"""The panel for giving a briefing."""

SCENARIO, TOLD, OPENED_VIEW, FLIGHT = "scenario", "told", "opened_view", "flight"

NEWCOMER = "newcomer"

Change = Callable[[], None]
"""The callback of a control, called before the script runs again."""


@dataclass(frozen=True)
class ViewRequest:
    """A request to move the map: first to the link's view, later to each chosen place.

    Attributes
    ----------
    number
        Increases with each request, so that the browser follows each one once.
    mark
        The name of the place, or an empty text for a plain view.
    """

    number: int
    view: View | None
    mark: str = ""


@dataclass
class CurrentView:
    """The visible part of the map, available also between runs of the script."""

    view: View | None = None


def opening_scenario(catalog: Catalog) -> Scenario:
    """Return the scenario for a visit without a link: everything in force."""
    in_force = [
        proposal_id
        for proposal_id, proposal in catalog.proposals.items()
        if proposal.status == "in-force"
    ]
    return make_scenario(catalog, in_force)


def current_scenario(catalog: Catalog) -> Scenario:
    """Return the scenario of this session; a new session takes it from the link."""
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
    """Return the parameters of the page's address; repeated ones are joined into a list."""
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
    """Return messages on parts of the link that were dropped, changed or are retired."""
    lines: list[str] = st.session_state.get(TOLD, [])
    return lines


def clear_link_warnings() -> None:
    """Remove the messages about the link."""
    st.session_state[TOLD] = []


def view_request() -> ViewRequest:
    """Return the last request to move the map."""
    last = st.session_state[FLIGHT]
    assert isinstance(last, ViewRequest)
    return last


def request_view(view: View, mark: str = "") -> None:
    """Move the map to a view, and mark its centre with a name if one is given."""
    st.session_state[FLIGHT] = ViewRequest(view_request().number + 1, view, mark)


def sent_shapes() -> set[str]:
    """Return the paths of the shapes already sent to this session's browser."""
    addresses: set[str] = st.session_state.setdefault("sent", set())
    return addresses


def set_scenario(value: Scenario) -> None:
    """Set the scenario of this session."""
    current_view().view = value.view
    st.session_state[SCENARIO] = value


def current_view() -> CurrentView:
    """Return the object that holds this session's view, readable also between runs."""
    found: CurrentView = st.session_state.setdefault("seen", CurrentView())
    return found


def write_address(catalog: Catalog) -> None:
    """Write the scenario's query string into the page's address, if it is not there yet."""
    scenario = current_scenario(catalog)
    pairs = dict(parse_qsl(to_query(scenario, catalog)))
    if selected_panel() == "compare":
        pairs |= comparison_link(catalog, scenario)
    if selected_panel() == BRIEF:
        pairs |= active_briefing.briefing_link(catalog)
    if st.query_params.to_dict() != pairs:
        st.query_params.from_dict(pairs)


def selected_panel() -> str:
    """Return the panel beside the map, or an empty text before one is chosen."""
    return str(st.session_state.get(PANEL, ""))


def panel_or_default() -> str:
    """Return the panel beside the map, or the default one."""
    return selected_panel() or str(next(iter(words()["views"])))


def select_panel(view: str) -> None:
    """Choose the panel beside the map."""
    st.session_state[PANEL] = view


def on_panel_change(catalog: Catalog) -> Change:
    """Return the callback of the panel's choice; a briefing resumes at its last step."""

    def apply_change() -> None:
        select_panel(control_value(VIEW) or selected_panel())
        if selected_panel() == BRIEF:
            here = active_briefing.active_step(catalog)
            first = next(iter(active_briefing.available_briefings(catalog)))
            show_step(catalog, here.id if here else first, here.at if here else 0)

    return apply_change


def show_step(catalog: Catalog, briefing_id: str, at: int) -> None:
    """Show a step of a briefing in place of the present scenario."""
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
    """Return the callback of the language's choice."""

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
    """Store the view that the user moved the map to; the opening view is not a user's choice."""
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
    """Return whether two views are nearly equal: resizing the frame can shift it by a pixel."""
    degrees = 2 * 360 / (256 * 2**view.zoom)
    apart = max(abs(view.latitude - other.latitude), abs(view.longitude - other.longitude))
    return view.zoom == other.zoom and apart < degrees
