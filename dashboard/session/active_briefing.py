"""The current briefing and step, kept in the session and in the link.

A link names a briefing of the project by its id; one composed in this session is contained whole,
if it fits.
"""

from dataclasses import dataclass

import streamlit as st

from dashboard.presentation.app_catalog import builder
from geodata.briefings.briefing_io import MAX_LINK, from_link, to_link
from geodata.catalog import Catalog
from geodata.models.briefing import Briefing, Step
from geodata.scenario import brief
from geodata.text.file_errors import FileError
from geodata.text.link_pairs import bare
from layers.build.briefing_figures import problems

GIVEN = "briefing-given"
DRAFT = "draft"
"""The id of the briefing composed or loaded in this session, also in links."""

BRIEFING, STEP = "briefing", "step"
"""The names of a link's parameters for a briefing and its step."""


@dataclass(frozen=True)
class ActiveStep:
    """A briefing and its current step."""

    id: str
    at: int


def available_briefings(catalog: Catalog) -> dict[str, Briefing]:
    """Return the briefings of the project, and the session's draft if there is one."""
    own = st.session_state.get(DRAFT)
    return {**catalog.briefings, **({DRAFT: own} if own else {})}


def active_step(catalog: Catalog) -> ActiveStep | None:
    """Return the current briefing and step, or None if there is none or it no longer exists."""
    found = st.session_state.get(GIVEN)
    offered = available_briefings(catalog)
    if not isinstance(found, ActiveStep) or found.id not in offered:
        return None
    return ActiveStep(found.id, min(found.at, len(offered[found.id].step) - 1))


def activate(briefing_id: str, at: int) -> None:
    """Make a step the current one."""
    st.session_state[GIVEN] = ActiveStep(briefing_id, at)


def step_at(catalog: Catalog, active: ActiveStep) -> Step:
    """Return the current step."""
    return available_briefings(catalog)[active.id].step[active.at]


def briefing_link(catalog: Catalog, room: int = MAX_LINK) -> dict[str, str]:
    """Return the parameters of the page's address that open the same step again.

    A draft that is longer than `room`, in characters, is omitted.
    """
    here = active_step(catalog)
    if here is None:
        return {}
    step = {STEP: step_at(catalog, here).id}
    if here.id != DRAFT:
        return {BRIEFING: here.id, **step}
    packed = f"~{to_link(available_briefings(catalog)[DRAFT])}"
    return {BRIEFING: packed, **step} if len(packed) <= room else {}


def read_briefing_link(pairs: dict[str, str], catalog: Catalog) -> list[str]:
    """Read briefing and step from the cleaned pairs of a link; return messages on dropped parts."""
    named = bare(pairs.get(BRIEFING, ""))
    if not named:
        return []
    if named.startswith("~"):
        try:
            own = from_link(named[1:], catalog)
        except FileError as error:
            return [str(error)]
        for step_id, field, problem in problems(own, builder()):
            return [f"the link's briefing: {step_id}, {field}: {problem}"]
        st.session_state[DRAFT] = own
        named = DRAFT
    offered, found = available_briefings(catalog), named.lower()
    if found not in offered:
        there_are = ", ".join(catalog.briefings) or "none"
        return [f"briefing '{brief(named)}' is not known here; there are: {there_are}"]
    ids = [step.id for step in offered[found].step]
    step = bare(pairs.get(STEP, ids[0]))
    known = step.lower() in ids
    activate(found, ids.index(step.lower()) if known else 0)
    return [] if known else [f"step '{brief(step)}' is not in this briefing; the first is shown"]
