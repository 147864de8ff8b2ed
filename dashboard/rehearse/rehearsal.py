"""Opens every step of a briefing at the size of a small projector, and reports faults."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Frame, Page, ViewportSize

from dashboard.rehearse.chromium import OWN_HOSTS
from dashboard.text.ui_text import words
from geodata.models.briefing import Briefing, Step

SCREEN = ViewportSize(width=1024, height=768)
LIMIT_MS = 30_000
NAMES_MS = 300
"""Time for names and legend, which follow the shapes a frame or two later."""

FRAME = 'iframe[title^="streamlit_folium"]'
PROBE = Path(__file__).with_name("probe.js").read_text("utf-8")
CLIPPED = {"brief-said": "title and caption", "brief-figures": "the key figures"}


def rehearse(browser: Browser, url: str, briefing_id: str, briefing: Briefing) -> Iterator[str]:
    """Yield one line for each fault, in the order of the steps.

    Raises
    ------
    playwright.sync_api.Error
        If a step does not appear.
    """
    context = browser.new_context(viewport=SCREEN, reduced_motion="reduce")
    asked: set[str] = set()
    page = context.new_page()
    page.on("request", lambda made: asked.add(_host(made.url)))
    page.on("websocket", lambda made: asked.add(_host(made.url)))
    page.goto(f"{url}/?briefing={briefing_id}")
    frame = _frame(page)
    for at, step in enumerate(briefing.step):
        if at:
            page.keyboard.press("PageDown")
        _arrive(page, frame, at, len(briefing.step))
        yield from (f"{step.id}: {line}" for line in _wrong(step, frame.evaluate(PROBE)))
        yield from (
            f"{step.id}: asks {host}, which is not this machine" for host in _foreign(asked)
        )
        asked.clear()
    context.close()


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _foreign(hosts: set[str]) -> list[str]:
    return sorted(hosts - OWN_HOSTS)


def _frame(page: Page) -> Frame:
    page.frame_locator(FRAME).locator(".brief-count").wait_for(timeout=LIMIT_MS)
    handle = page.locator(FRAME).element_handle()
    frame = handle.content_frame() if handle else None
    assert frame is not None
    return frame


def _arrive(page: Page, frame: Frame, at: int, count: int) -> None:
    """Wait until the browser shows the step, Python has confirmed it, and names are placed."""
    frame.wait_for_function(
        "(said) => document.querySelector('.brief-count').textContent === said"
        " && !talks.briefing.staged()"
        " && JSON.stringify(talks.shown()) === JSON.stringify(talks.confirmed())",
        arg=words()["brief"]["of"].format(at=at + 1, count=count),
        timeout=LIMIT_MS,
    )
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    page.wait_for_timeout(NAMES_MS)


def _wrong(step: Step, probe: dict[str, Any]) -> Iterator[str]:
    if missing := len(step.figures) - probe["figures"]:
        yield f"{missing} of {len(step.figures)} key figures are missing"
    for part in probe["clipped"]:
        yield f"{CLIPPED[part]} do not fit into their place: shorten them"
    for label, other in probe["collide"]:
        yield f"the names '{label}' and '{other}' collide: move the view, or show less"
    for label in probe["cut"]:
        yield f"the name '{label}' is cut: move the view"
