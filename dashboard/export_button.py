"""The one kind of button that hands over a file: made in its turn, and whoever waits is told."""

from collections.abc import Callable

import streamlit as st

from dashboard.failures import logged
from dashboard.server.export_queue import ExportTicket, QueueFullError, export_queue
from dashboard.words import words

POLL_S = 1.0


def export_button(
    label: str, make: Callable[[], bytes], file_name: str, media_type: str, key: str
) -> None:
    """Draw a button; the file is made when it is clicked.

    Making runs outside of the session. What fails there is logged under an id; Streamlit says only
    that it has failed.
    """
    ticket = _ticket()

    def make_in_turn() -> bytes:
        try:
            with export_queue.turn(ticket):
                return make()
        except QueueFullError:
            raise
        except Exception as error:
            logged(error)
            raise

    st.download_button(
        label,
        make_in_turn,
        file_name,
        media_type,
        on_click=export_queue.click,
        args=(ticket,),
        key=key,
        width="stretch",
    )


@st.fragment
def lone_export_button(
    label: str, make: Callable[[], bytes], file_name: str, media_type: str, key: str
) -> None:
    """Draw a button of no other part, and below it what is said of its file.

    A click runs nothing but this: a run of the page makes Streamlit forget what makes the files of
    other buttons, also where one of them was clicked a moment ago.
    """
    export_button(label, make, file_name, media_type, key)
    export_status()


def export_status() -> None:
    """Say that there is no room for a file, or how many come first as long as it waits."""
    ticket = _ticket()
    if ticket.refused:
        st.warning(words()["export"]["queue_full"])
    elif export_queue.has_others(ticket):
        _watch_queue()


@st.fragment(run_every=POLL_S)
def _watch_queue() -> None:
    ticket = _ticket()
    before = export_queue.files_before(ticket)
    if before:
        said = words()["export"]
        st.info(said["queue_one"] if before == 1 else said["queue_many"].format(count=before))
    elif before is None and not ticket.is_expected:
        st.rerun()  # or this part would go on asking


def _ticket() -> ExportTicket:
    ticket: ExportTicket = st.session_state.setdefault("export-ticket", ExportTicket())
    return ticket
