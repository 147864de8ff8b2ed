"""The briefing that is given: which one, and at which step. It stands in the session and the link.

A briefing of the project is named in the link by its id; one that was composed in this session
travels in it whole, where it fits.
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
"""Names the briefing that was composed or loaded in this session, in the session and in a link."""

BRIEFING, STEP = "briefing", "step"
"""The pairs of a link that name a briefing and its step."""


@dataclass(frozen=True)
class ActiveStep:
    """A briefing at one of its steps."""

    id: str
    at: int


def available_briefings(catalog: Catalog) -> dict[str, Briefing]:
    """Return the briefings of the project, and this session's own if there is one."""
    own = st.session_state.get(DRAFT)
    return {**catalog.briefings, **({DRAFT: own} if own else {})}


def active_step(catalog: Catalog) -> ActiveStep | None:
    """Return what is given, if anything is and it still stands."""
    found = st.session_state.get(GIVEN)
    offered = available_briefings(catalog)
    if not isinstance(found, ActiveStep) or found.id not in offered:
        return None
    return ActiveStep(found.id, min(found.at, len(offered[found.id].step) - 1))


def activate(briefing_id: str, at: int) -> None:
    """Make a step the one that is given."""
    st.session_state[GIVEN] = ActiveStep(briefing_id, at)


def step_at(catalog: Catalog, active: ActiveStep) -> Step:
    """Return the step that is given."""
    return available_briefings(catalog)[active.id].step[active.at]


def briefing_link(catalog: Catalog, room: int = MAX_LINK) -> dict[str, str]:
    """Return the pairs of the page's address that open the same step again.

    A briefing of this session that does not fit into the room left, in characters, is left out.
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
    """Take a briefing and its step from the clean pairs of a link; return what was dropped."""
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
