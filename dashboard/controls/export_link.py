"""Download links for files that the server makes on request."""

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
    """Draw a link to a file that is made on request, with room for a line on its progress.

    A click does not run the script, and a run in the meantime does not cancel the file.

    Parameters
    ----------
    label
        The text of the link.
    make
        Returns the content of the file; called in a thread outside the session.
    file_name, media_type
        Name and media type of the file.
    key
        Distinguishes the links of a page.
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
    """Load the script that requests files and shows their progress; it runs once per page."""
    version = published_files(builder()).version
    st.html(
        f"<script type='module' src='{FOLDER}/{version}/{SCRIPT}'></script>",
        unsafe_allow_javascript=True,
    )
