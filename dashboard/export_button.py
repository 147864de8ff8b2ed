"""The one kind of button that hands over a file, which is made in its turn."""

from collections.abc import Callable

import streamlit as st

from dashboard.failures import logged
from dashboard.server.export_queue import ExportTicket, QueueFullError, export_queue


def export_button(
    label: str, make: Callable[[], bytes], file_name: str, media_type: str, key: str
) -> None:
    """Draw a button; the file is made when it is clicked, and until it is there the button says so.

    A click runs nothing: with a run of the page Streamlit forgets what makes the files of buttons
    that are clicked a moment later. Making runs outside of the session. What fails there is logged
    under an id; Streamlit says only that it has failed.
    """
    ticket: ExportTicket = st.session_state.setdefault("export-ticket", ExportTicket())

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
        label, make_in_turn, file_name, media_type, on_click="ignore", key=key, width="stretch"
    )
