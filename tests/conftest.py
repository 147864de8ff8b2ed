"""The order and the marks of the tests, and which examples hypothesis tries.

A change is judged by the same examples on every machine; `--hypothesis-profile=explore` tries new
ones. What that finds is kept as an `@example`.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import streamlit as st
from hypothesis import settings

from layers.build.figure_store import FOLDER_VARIABLE

settings.register_profile("same", derandomize=True)
settings.register_profile("explore", derandomize=False)
settings.load_profile("same")

BROWSER = Path(__file__).parent / "browser"


WORKER = "PYTEST_XDIST_WORKER"
"""Set by pytest-xdist in each of its workers."""
MARKS = (
    "slow: takes longer than a second or starts another process; left out of make test-fast",
    "browser: drives a browser, as all in tests/browser do; left out of make test-fast",
)


def pytest_configure(config: pytest.Config) -> None:
    """Name the marks, and the folder in which all workers and their servers share measured figures.

    Nothing is read from the user's cache folder, or written to it.
    """
    for mark in MARKS:
        config.addinivalue_line("markers", mark)
    if WORKER not in os.environ:
        folder = TemporaryDirectory(prefix="figures-")
        os.environ[FOLDER_VARIABLE] = folder.name
        config.add_cleanup(folder.cleanup)


@pytest.fixture(autouse=True)
def session_of_one_test() -> Iterator[None]:
    """Without a server all tests share one session's state; none sees what another left there."""
    yield
    st.session_state.clear()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the browser's tests, and put them last.

    Playwright's event loop stays in the thread from the first of them on, and no other
    loop can run there; and whoever waits hears first from the quick ones.
    """
    for item in items:
        if BROWSER in item.path.parents:
            item.add_marker("browser")
    items.sort(key=lambda item: BROWSER in item.path.parents)
