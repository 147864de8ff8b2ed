"""The briefing that is composed in this session, with its earlier states for undo."""

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st
from pydantic import ValidationError

from dashboard.presentation.app_catalog import builder
from dashboard.session import scenario_state
from dashboard.session.active_briefing import DRAFT, active_step
from dashboard.text.ui_text import words
from geodata.briefings.briefing_edits import edit_step, free_id, new_briefing, with_step
from geodata.briefings.step_scenario import as_step
from geodata.models.briefing import Briefing
from geodata.scenario import View
from geodata.text.file_errors import first_problem
from layers.build.briefing_figures import problems

BEFORE = "draft-before"
WRONG = "draft-wrong"
MOST_BEFORE = 50
OPENING_VIEW = View(33.0, 36.0, 9.0)
"""The view of a step that is added before the map was ever moved."""


def draft() -> Briefing | None:
    """Return the draft of this session, if there is one."""
    found: Briefing | None = st.session_state.get(DRAFT)
    return found


def problem() -> str:
    """Return the error of the last change in one line, or an empty text."""
    return str(st.session_state.get(WRONG, ""))


def previous_drafts() -> list[Briefing | None]:
    """Return the states of the draft before each change."""
    found: list[Briefing | None] = st.session_state.setdefault(BEFORE, [])
    return found


def change_draft(make: Callable[[], Briefing]) -> None:
    """Replace the draft by another briefing; an invalid one changes nothing."""
    st.session_state[WRONG] = ""
    try:
        found = make()
    except ValidationError as error:
        st.session_state[WRONG] = ": ".join(filter(None, first_problem(error, None)))
        return
    except ValueError as error:
        st.session_state[WRONG] = str(error)
        return
    for step_id, field, problem in problems(found, builder()):
        st.session_state[WRONG] = f"{step_id}, {field}: {problem}"
        return
    previous_drafts().append(draft())
    del previous_drafts()[:-MOST_BEFORE]
    st.session_state[DRAFT] = found


def undo() -> None:
    """Undo the last change."""
    if previous_drafts():
        st.session_state[WRONG] = ""
        st.session_state[DRAFT] = previous_drafts().pop()


def take_step() -> None:
    """Add a step with the present map, after the current step or at the end."""
    own = draft()
    shown = scenario_state.current_scenario(builder().catalog)
    title = words()["compose"]["untitled"].format(number=len(own.step) + 1 if own else 1)
    step = as_step(free_id(own, title), title, shown, shown.view or OPENING_VIEW)
    if own is None:
        today = datetime.now(UTC).date().isoformat()
        change_draft(lambda: new_briefing(words()["compose"]["untitled_briefing"], today, step))
        return
    here = active_step(builder().catalog)
    after = here.at if here and here.id == DRAFT else len(own.step) - 1
    change_draft(lambda: with_step(own, step, after))


def replace_step(at: int) -> None:
    """Replace a step's scenario and view by those of the present map."""
    own = draft()
    assert own is not None
    shown = scenario_state.current_scenario(builder().catalog)
    now = as_step(own.step[at].id, "", shown, shown.view or OPENING_VIEW)
    change_draft(
        lambda: edit_step(own, at, scenario=now.scenario.model_dump(), view=now.view.model_dump())
    )
