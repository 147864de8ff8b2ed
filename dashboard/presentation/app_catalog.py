"""The catalogue and builder of this process, and the check of all data at start-up."""

import gc
import os
from functools import cache
from pathlib import Path

from dashboard.text.ui_text import words
from geodata import catalog, load
from geodata.text.file_errors import FileError
from layers.build.briefing_figures import check_captions
from layers.build.builder import Builder
from layers.build.check_recipes import check
from layers.build.figure_store import FigureStore

FOLDER_VARIABLE = "DASHBOARD_GEODATA"
"""Names another folder laid out like ``geodata``; `python -m dashboard --data` sets it."""


@cache
def builder() -> Builder:
    """Return the builder over the catalogue of this process, loaded and checked once.

    Raises
    ------
    FileError
        For the first error in a file.
    """
    folder = Path(os.environ.get(FOLDER_VARIABLE, catalog.FOLDER))
    made = Builder(load.load_catalog(folder), FigureStore())
    check(made)
    check_captions(made)
    # Streamlit collects garbage after every run; it need not scan data that is never freed.
    gc.collect()
    gc.freeze()
    return made


def stop_if_invalid() -> None:
    """End the process with one line if a data file is invalid."""
    try:
        words()
        builder()
    except FileError as error:
        raise SystemExit(f"The dashboard was not started. {error}") from None
