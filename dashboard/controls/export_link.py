"""The one kind of link that hands over a file, which the server makes in its turn."""

from collections.abc import Callable
from html import escape
from urllib.parse import quote

import streamlit as st

from dashboard.presentation.app_catalog import builder
from dashboard.quotas.export_offers import PATH, session_offers
from dashboard.stage.published_files import FOLDER, published_files
from dashboard.text.ui_text import words

SCRIPT = "export_link.js"


def export_link(
    label: str, make: Callable[[], bytes], file_name: str, media_type: str, key: str
) -> None:
    """Draw a link to a file that is made when it is asked for, and room for a line about it.

    A click runs nothing of the page, and nothing that the page draws meanwhile takes the file away.

    Parameters
    ----------
    label
        What stands on it.
    make
        Returns the content of the file, in a thread outside of the session.
    file_name, media_type
        Of the file.
    key
        Tells the links of a page apart.
    """
    offers = session_offers()
    offers.offer(key, make, file_name, media_type)
    address = escape(f"{PATH}/{offers.token}/{quote(key, safe='')}")
    lost = escape(words()["export"]["lost"])
    with st.container(key=key):
        st.html(
            f"<a class='export-link' href='{address}' data-lost='{lost}' download>"
            f"{escape(label)}</a><p class='export-line' role='status'></p>"
        )


def export_script() -> None:
    """Load what asks for files and says how far they have come; it runs once in a page."""
    version = published_files(builder()).version
    st.html(
        f"<script type='module' src='{FOLDER}/{version}/{SCRIPT}'></script>",
        unsafe_allow_javascript=True,
    )
