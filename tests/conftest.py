"""The order of the tests."""

from pathlib import Path

import pytest

BROWSER = Path(__file__).parent / "browser"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser's tests last.

    Playwright's event loop stays in the thread from the first of them on, and no other
    loop can run there; and whoever waits hears first from the quick ones.
    """
    items.sort(key=lambda item: BROWSER in item.path.parents)
