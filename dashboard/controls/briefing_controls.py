"""The controls of a briefing: its choice, and the list of its steps."""

from collections.abc import Callable

import streamlit as st

from dashboard.session import scenario_state
from dashboard.session.active_briefing import (
    BRIEFING,
    DRAFT,
    STEP,
    active_step,
    available_briefings,
    step_at,
)
from dashboard.session.control_keys import control, control_value, key_of
from dashboard.text.choice_labels import choices
from dashboard.text.ui_text import escape_markdown, words
from geodata.briefings.step_scenario import scenario_of
from geodata.catalog import Catalog
from geodata.models.field_types import in_language
from geodata.scenario import Scenario


def briefing_controls(catalog: Catalog, scenario: Scenario) -> None:
    """Draw the choices of briefing and step; the browser finds the list by its CSS class."""
    here = active_step(catalog)
    if here is None:
        return
    offered = available_briefings(catalog)
    titles = {key: in_language(item.title, scenario.language) for key, item in offered.items()}
    if DRAFT in titles:
        titles[DRAFT] = f"{words()['brief']['own']}: {titles[DRAFT]}"
    st.selectbox(
        words()["brief"]["choose"],
        **choices(titles),
        key=control(BRIEFING, here.id),
        on_change=_choose_briefing(catalog),
    )
    steps = offered[here.id].step
    key = control(STEP, here.at)
    st.radio(
        words()["brief"]["steps"],
        **choices(
            {
                at: escape_markdown(f"{at + 1}  {in_language(step.title, scenario.language)}")
                for at, step in enumerate(steps)
            }
        ),
        key=key,
        label_visibility="collapsed",
        on_change=_choose_step(catalog, key),
    )
    if scenario_of(step_at(catalog, here), catalog, scenario.language) != scenario:
        st.button(
            words()["brief"]["restore"],
            on_click=scenario_state.show_step,
            args=(catalog, here.id, here.at),
            type="tertiary",
        )


def _choose_briefing(catalog: Catalog) -> Callable[[], None]:
    return lambda: scenario_state.show_step(catalog, control_value(BRIEFING), 0)


def _choose_step(catalog: Catalog, key: str) -> Callable[[], None]:
    def choose_step() -> None:
        here, at = active_step(catalog), st.session_state[key]
        if here is not None and at is not None and key == key_of(STEP):
            scenario_state.show_step(catalog, here.id, int(at))

    return choose_step
