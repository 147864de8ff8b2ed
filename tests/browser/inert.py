"""A dashboard that is given hostile texts: nothing of them runs, is asked for, or ends the session."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Browser, FilePayload, Page

from dashboard.text.ui_text import words
from tests.browser.conftest import Dashboard

VIEW = "view=33.0500,36.0500,10"
VIEWPORT = {"width": 1280, "height": 720}


@contextmanager
def watched_page(browser: Browser, url: str) -> Iterator[Dashboard]:
    """Open a browser's context of its own, in which every request, error and dialog is noted."""
    context = browser.new_context(viewport=VIEWPORT, accept_downloads=True)
    # Without the picker of a system that asks where to, a file is handed over at once.
    context.add_init_script("delete window.showSaveFilePicker")
    page = context.new_page()
    made = Dashboard(page, url)
    context.on("request", lambda request: made.hosts.add(urlsplit(request.url).hostname or ""))
    page.on("websocket", lambda socket: made.hosts.add(urlsplit(socket.url).hostname or ""))
    context.on("weberror", lambda error: made.errors.append(str(error.error)))
    context.on("dialog", lambda dialog: made.errors.append(f"dialog: {dialog.message}"))
    yield made
    context.close()


def is_inert(dashboard: Dashboard, *pages: Page) -> None:
    """Assert that nothing ran or was asked for, and that no text became a link or a picture."""
    dashboard.page.wait_for_timeout(300)
    for frame in [frame for page in (dashboard.page, *pages) for frame in page.frames]:
        assert frame.evaluate("window.ran || null") is None
        assert frame.locator("img[src=x], script[src*=evil], svg[onload]").count() == 0
        assert frame.locator("a[href*=evil], a[href^='javascript'], [onmouseover]").count() == 0
    assert dashboard.page.get_by_text(words()["went_wrong"].partition("{")[0]).count() == 0
    assert dashboard.hosts <= {"localhost", ""}
    assert dashboard.errors == []


def goes_on(dashboard: Dashboard) -> None:
    """Assert that a switch still works."""
    before = set(dashboard.shown())
    dashboard.switch("Secure passage")
    dashboard.settled()
    assert set(dashboard.shown()) ^ before == {"druze-corridor.passage@via-izra"}


def bring(dashboard: Dashboard, content: bytes, name: str) -> None:
    """Put a file of an own layer where the page takes one."""
    place = dashboard.page.locator(".st-key-own-file input[type=file]")
    if not place.count():
        dashboard.page.get_by_text(words()["group"]["own"]).first.click()
    given = FilePayload(name=name, mimeType="application/json", buffer=content)
    place.set_input_files(given)


def keeps_to_its_room(page: Page, *parts: str) -> None:
    """Assert that no text runs out of the part of a page that it stands in, nor the page sideways."""
    for part in parts:
        for found in page.locator(part).all():
            wide, room = found.evaluate("(node) => [node.scrollWidth, node.clientWidth]")
            assert wide <= room, part
    wide, room = page.evaluate("[document.body.scrollWidth, window.innerWidth]")
    assert wide <= room
