"""The panel for composing a briefing: steps, texts, figures, file and link."""

from collections.abc import Callable
from typing import Literal

import streamlit as st

from dashboard.controls.export_link import export_link
from dashboard.presentation.app_catalog import builder
from dashboard.session import briefing_draft, scenario_state
from dashboard.session.active_briefing import BRIEFING, DRAFT, STEP
from dashboard.session.control_keys import control
from dashboard.text.html import heading, paragraph
from dashboard.text.ui_text import escape_markdown, words
from geodata.briefings.briefing_edits import (
    duplicate_step,
    edit_step,
    move_step,
    set_title,
    without,
)
from geodata.briefings.briefing_io import MAX_LINK, read_briefing, to_link, to_toml
from geodata.briefings.step_scenario import scenario_of
from geodata.models.briefing import MOST_FIGURES, Briefing, Step
from geodata.models.field_types import Language, in_language
from geodata.scenario import Scenario
from geodata.text.file_errors import FileError

Does = Callable[[], None]
StepAction = Literal["show", "replace", "up", "down", "duplicate", "delete"]


def draw_compose(scenario: Scenario) -> None:
    """Draw the panel."""
    said = words()["compose"]
    st.html(heading(words()["compose_title"]) + paragraph(said["lead"], "lead"))
    with st.container():  # always there, so that what stands below it stays as it is
        if wrong := briefing_draft.problem():
            st.error(escape_markdown(wrong))
    own = briefing_draft.draft()
    _head(own)
    if own is None:
        _begin(scenario.language)
        _load()
        return
    _text(
        "compose-title",
        said["title"],
        in_language(own.title, "en"),
        lambda text: set_title(own, text),
    )
    for at, step in enumerate(own.step):
        _step(own, at, step)
    _keep(own)
    _load()


def _head(own: Briefing | None) -> None:
    said = words()["compose"]
    with st.container(horizontal=True):
        st.button(said["take"], on_click=briefing_draft.take_step, type="primary")
        st.button(
            said["undo"],
            on_click=briefing_draft.undo,
            disabled=not briefing_draft.previous_drafts(),
        )
        st.button(
            said["give"],
            on_click=scenario_state.show_step,
            args=(builder().catalog, DRAFT, 0),
            disabled=own is None,
        )


def _begin(language: Language) -> None:
    said = words()["compose"]
    for briefing_id, briefing in builder().catalog.briefings.items():
        st.button(
            escape_markdown(said["copy"].format(title=in_language(briefing.title, language))),
            key=f"compose-copy:{briefing_id}",
            on_click=briefing_draft.change_draft,
            args=(lambda briefing=briefing: briefing,),
        )


def _step(own: Briefing, at: int, step: Step) -> None:
    said = words()["compose"]
    with st.expander(escape_markdown(f"{at + 1}  {in_language(step.title, 'en')}")):
        _field(own, at, step, "title")
        _field(own, at, step, "caption")
        _field(own, at, step, "notes")
        _figures(own, at, step)
        catalog = builder().catalog
        does: dict[StepAction, tuple[Does, bool]] = {
            "show": (lambda: scenario_state.show_step(catalog, DRAFT, at), False),
            "replace": (lambda: briefing_draft.replace_step(at), False),
            "up": (_change(lambda: move_step(own, at, -1)), at == 0),
            "down": (_change(lambda: move_step(own, at, 1)), at == len(own.step) - 1),
            "duplicate": (_change(lambda: duplicate_step(own, at)), False),
            "delete": (_change(lambda: without(own, at)), len(own.step) == 1),
        }
        with st.container(horizontal=True):
            for name, (do, disabled) in does.items():
                st.button(
                    said[name], key=f"compose-{name}:{step.id}", on_click=do, disabled=disabled
                )


def _change(make: Callable[[], Briefing]) -> Does:
    return lambda: briefing_draft.change_draft(make)


def _field(own: Briefing, at: int, step: Step, field: Literal["title", "caption", "notes"]) -> None:
    text = in_language(getattr(step, field), "en")
    _text(
        f"compose-{field}:{step.id}",
        words()["compose"][field],
        text if field == "title" else text.strip(),
        lambda written: edit_step(own, at, **{field: written}),
        lines=field != "title",
    )


def _text(
    name: str, label: str, value: str, make: Callable[[str], Briefing], *, lines: bool = False
) -> None:
    """Draw a text field that changes the draft; a refused text stays there to be corrected."""
    refused: str | None = st.session_state.get(f"{name} refused")
    shown = value if refused is None else refused
    key = control(name, shown)

    def take_text() -> None:
        written = str(st.session_state[key])
        briefing_draft.change_draft(lambda: make(written))
        st.session_state[f"{name} refused"] = written if briefing_draft.problem() else None

    draw = st.text_area if lines else st.text_input
    draw(label, value=shown, key=key, on_change=take_text)


def _figures(own: Briefing, at: int, step: Step) -> None:
    made = builder()
    shown = scenario_of(step, made.catalog)
    offered = [
        f"{layer.name}.{feature_id}.{measure}"
        for layer in made.layers(shown)
        for feature_id, measure in made.figures(layer)
    ]
    key = control(f"compose-figures:{step.id}", list(step.figures))

    def take_text() -> None:
        chosen = list(st.session_state[key])
        briefing_draft.change_draft(lambda: edit_step(own, at, figures=chosen))

    st.multiselect(
        words()["compose"]["figures"],
        list(dict.fromkeys([*step.figures, *offered])),
        default=step.figures,
        key=key,
        max_selections=MOST_FIGURES,
        on_change=take_text,
    )


def _keep(own: Briefing) -> None:
    said = words()["compose"]
    export_link(
        said["save"],
        lambda: to_toml(own).encode(),
        "briefing.toml",
        "application/toml",
        "compose-save",
    )
    base = (st.context.url or "").partition("?")[0]
    link = f"{base}?{BRIEFING}=~{to_link(own)}&{STEP}={own.step[0].id}"
    if len(link) <= MAX_LINK:
        st.caption(said["link"].format(length=len(link), most=MAX_LINK))
        st.code(link, language=None, wrap_lines=True)
    else:
        st.info(said["link_too_long"].format(length=len(link), most=MAX_LINK))


def _load() -> None:
    given = st.file_uploader(words()["compose"]["load"], type=["toml"], key="compose-file")
    if given is None or st.session_state.get("compose-read") == given.file_id:
        return

    def read() -> Briefing:
        try:
            return read_briefing(given.getvalue(), given.name, builder().catalog)
        except FileError as error:
            raise ValueError(str(error)) from None

    briefing_draft.change_draft(read)
    st.session_state["compose-read"] = given.file_id
    st.rerun()
