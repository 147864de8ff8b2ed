"""The controls for user layers: upload; switch, rename, download or remove each."""

from collections.abc import Callable
from typing import Protocol

import streamlit as st

from dashboard.controls.export_link import export_link
from dashboard.session import scenario_state
from dashboard.session.control_keys import control
from dashboard.session.user_layers import MOST, UserLayer, UserLayers, user_layers
from dashboard.text.ui_text import escape_markdown, words
from geodata.models.field_types import Language
from geodata.user_layers import OwnLayerError
from geodata.user_layers.limits import MAX_BYTES, MAX_TITLE
from layers.build.builder import Builder
from layers.user_layers.output import to_take_away


class UploadedFile(Protocol):
    """The value of Streamlit's file uploader."""

    name: str
    file_id: str

    def getvalue(self) -> bytes:
        """Return the content of the file."""


def take_upload(builder: Builder) -> None:
    """Draw the file uploader and read a new file; a refusal is shown as one plain line."""
    own = user_layers()
    given = st.file_uploader(
        words()["own_bring"],
        type=["geojson", "json", "zip"],
        key="own-file",
        max_upload_size=MAX_BYTES // 2**20,
    )
    st.caption(words()["own_private"])
    if given is None:
        own.notices, own.unread = [], ""
    else:
        st.caption(words()["own_field"])
        if given.file_id not in own.seen:
            with st.spinner(words()["measuring"]):
                _take(own, given, builder)
    if own.count != own.on_map:
        st.rerun()  # the map is drawn earlier in the run
    for note in own.notices:
        st.info(note)
    if given is not None and own.likely_swapped(given.file_id):
        st.button(
            words()["own_swap"], on_click=_swap_axes, args=(own, given, builder), key="own-swap"
        )
    for line in filter(None, (own.unread, own.refused)):
        st.error(escape_markdown(line))


def _take(own: UserLayers, upload: UploadedFile, builder: Builder) -> None:
    """Read a file once and keep the outcome. Nothing is drawn here, as that could stop the run.

    A file for which there is no room is read as soon as there is.
    """
    with own.taking:
        if upload.file_id in own.seen:
            return
        if len(own.layers) - len(own.drawn) >= MOST:
            own.unread = words()["own_most"].format(most=MOST)
            return
        try:
            _keep_outcome(
                own, lambda: own.take(upload.getvalue(), upload.name, builder, upload.file_id)
            )
        finally:
            own.seen.add(upload.file_id)


def _swap_axes(own: UserLayers, upload: UploadedFile, builder: Builder) -> None:
    with own.taking:
        _keep_outcome(
            own, lambda: own.swap_axes(upload.getvalue(), upload.name, builder, upload.file_id)
        )


def _keep_outcome(own: UserLayers, read_upload: Callable[[], UserLayer | None]) -> None:
    own.notices, own.unread, own.refused = [], "", ""
    try:
        if shown := read_upload():
            own.notices = [escape_markdown(note) for note in shown.layer.notes]
    except OwnLayerError as error:
        own.unread = str(error)


def own_switches(language: Language) -> None:
    """Draw a switch and actions for each user layer, and a note on what links leave out."""
    own = user_layers()
    for layer_id, item in own.layers.items():
        key = control(f"own:{layer_id}", layer_id in own.on)
        left, right = st.columns([3, 1], gap="small", wrap=False)
        with left:
            st.checkbox(
                escape_markdown(item.layer.name),
                value=layer_id in own.on,
                key=key,
                on_change=_switch_layer(own, layer_id, key),
            )
        with right.popover("⋯", help=words()["own_more"], key=f"own-more:{layer_id}"):
            _more(own, item, language)
    if own.layers:  # also if they are off, so that the switches keep their place
        names = ", ".join(item.layer.name for item in own.layers.values())
        st.caption(escape_markdown(words()["own_not_linked"].format(names=names)))


def _more(own: UserLayers, item: UserLayer, language: Language) -> None:
    key = f"own-name:{item.id}"
    st.text_input(
        words()["own_name"],
        # A field that is not on the screen yet has no value but this one.
        value=item.layer.name,
        key=key,
        max_chars=MAX_TITLE,
        on_change=lambda: own.rename(item.id, st.session_state[key]),
    )
    export_link(
        words()["own_download"],
        lambda: to_take_away(item.layer, item.figures, item.drawing, language).encode(),
        f"{item.id}.geojson",
        "application/geo+json",
        f"own-file:{item.id}",
    )
    st.button(
        words()["own_remove"],
        key=f"own-remove:{item.id}",
        on_click=own.remove,
        args=(item.id,),
    )


def _switch_layer(own: UserLayers, layer_id: str, key: str) -> scenario_state.Change:
    def switch_layer() -> None:
        if st.session_state[key]:
            own.on.add(layer_id)
        else:
            own.on.discard(layer_id)

    return switch_layer
