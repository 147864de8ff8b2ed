"""The controls for a person's own layers: bring a file, switch it, remove it."""

import streamlit as st

from dashboard import state
from dashboard.own import MOST, Shelf, shelf
from dashboard.words import plain, words
from geodata.own import OwnLayerError
from geodata.own.limits import MAX_BYTES
from layers.build import Builder


def take_upload(builder: Builder) -> None:
    """Draw the place for a file, and take one that was put there; a refusal is one plain line."""
    own = shelf()
    given = st.file_uploader(
        words()["own_bring"],
        type=["geojson", "json", "zip"],
        key="own-file",
        max_upload_size=MAX_BYTES // 2**20,
    )
    st.caption(words()["own_private"])
    for note in own.told:
        st.info(note)
    if given is None or given.file_id in own.seen:
        return
    own.seen.add(given.file_id)
    own.told = []
    if len(own.layers) >= MOST:
        st.error(words()["own_most"].format(most=MOST))
        return
    try:
        with st.spinner(words()["measuring"]):
            shown = own.take(given.getvalue(), given.name, builder)
    except OwnLayerError as error:
        st.error(plain(str(error)))
        return
    own.told = [plain(note) for note in shown.layer.notes]
    st.rerun()  # the map was drawn before this


def own_switches() -> None:
    """Draw a switch and a way out for each own layer."""
    own = shelf()
    for layer_id, item in own.layers.items():
        state.set_control(f"own:{layer_id}", layer_id in own.on)
        left, right = st.columns([5, 1])
        with left:
            st.checkbox(
                plain(item.layer.name),
                key=f"own:{layer_id}",
                on_change=_switched(own, layer_id),
            )
        right.button(
            "✕",
            key=f"own-remove:{layer_id}",
            help=words()["own_remove"],
            on_click=own.remove,
            args=(layer_id,),
        )


def _switched(own: Shelf, layer_id: str) -> state.Change:
    def changed() -> None:
        if st.session_state[f"own:{layer_id}"]:
            own.on.add(layer_id)
        else:
            own.on.discard(layer_id)

    return changed
