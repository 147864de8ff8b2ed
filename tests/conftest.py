"""The order and the marks of the tests, and which examples hypothesis tries.

A change is judged by the same examples on every machine; `--hypothesis-profile=explore` tries new
ones. What that finds is kept as an `@example`.
"""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from layers.build.figure_store import FOLDER_VARIABLE

settings.register_profile("same", derandomize=True)
settings.register_profile("explore", derandomize=False)
settings.load_profile("same")

BROWSER = Path(__file__).parent / "browser"


MARKS = (
    "slow: takes longer than a second or starts another process; left out of make test-fast",
    "browser: drives a browser, as all in tests/browser do; left out of make test-fast",
)


def pytest_configure(config: pytest.Config) -> None:
    for mark in MARKS:
        config.addinivalue_line("markers", mark)


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


@pytest.fixture(scope="session", autouse=True)
def _own_cache_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the tests, and the servers that they start, out of the user's cache folder."""
    os.environ[FOLDER_VARIABLE] = str(tmp_path_factory.mktemp("cache"))
