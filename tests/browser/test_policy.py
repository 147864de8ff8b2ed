"""The policy for what may be loaded and run, in a browser that enforces it.

What a browser was refused it reports as `securitypolicyviolation`, in the page and in each frame.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import FRAME, Dashboard, look_at
from playwright.sync_api import Browser, ConsoleMessage, Page, Route

from dashboard.presentation.online_base_map import OFFERED
from dashboard.text.ui_text import words

REPORT = """window.addEventListener('securitypolicyviolation', (event) =>
  console.log('REFUSED', event.effectiveDirective, event.blockedURI))"""
ELSEWHERE = "https://example.org"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
    "0000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082"
)
TRIES = {
    "script-src-elem": "(at) => { const node = document.createElement('script'); node.src = at;"
    " document.body.append(node); }",
    "img-src": "(at) => { new Image().src = at; }",
    "connect-src": "(at) => { fetch(at).catch(() => {}); }",
    "style-src-elem": "(at) => { const node = document.createElement('link'); node.href = at;"
    " node.rel = 'stylesheet'; document.head.append(node); }",
    "frame-src": "(at) => { const node = document.createElement('iframe'); node.src = at;"
    " document.body.append(node); }",
}


class Watched(Dashboard):
    """A dashboard whose refusals are noted."""

    refused: list[str]


@pytest.fixture
def watched(dashboard: Dashboard) -> Watched:
    made = Watched(dashboard.page, dashboard.url, dashboard.hosts)
    made.refused = []
    context = dashboard.page.context
    context.add_init_script(REPORT)

    def listen(page: Page) -> None:
        page.on("console", lambda said: _note(made.refused, said.text))

    listen(dashboard.page)
    context.on("page", listen)
    return made


def _note(refused: list[str], text: str) -> None:
    if text.startswith("REFUSED") or "Content Security Policy" in text:
        refused.append(text)


def test_nothing_of_any_view_is_refused(watched: Watched) -> None:
    watched.open()
    refused = {"figures": [*watched.refused]}
    for view in words()["views"]:
        if view in ("figures", "brief"):
            continue
        watched.refused.clear()
        look_at(watched, view)
        watched.settled()
        refused[view] = [*watched.refused]
    assert {view: lines for view, lines in refused.items() if lines} == {}
    assert watched.hosts <= {"localhost", ""}


def test_nothing_of_a_briefing_and_the_presenters_window_is_refused(watched: Watched) -> None:
    watched.open("briefing=the-talks-in-eight-steps")
    with watched.page.context.expect_page() as opened:
        watched.map.get_by_role("button", name=words()["brief"]["presenter"]).click()
    presenter = opened.value
    presenter.locator("html.ready").wait_for(state="attached")
    presenter.locator("#next").click()
    watched.settled()
    assert watched.refused == []
    assert watched.hosts <= {"localhost", ""}


def test_nothing_of_an_own_layer_and_a_download_is_refused(
    watched: Watched, tmp_path: Path
) -> None:
    own = tmp_path / "square.geojson"
    own.write_text(
        '{"type":"Polygon","coordinates":[[[36,33],[36.2,33],[36.2,33.2],[36,33.2],[36,33]]]}'
    )
    watched.open("on=none")
    watched.page.get_by_text(words()["group"]["own"]).first.click()
    watched.page.locator(".st-key-own-file input[type=file]").set_input_files(own)
    watched.map.locator('path[data-layer="own-1"]').first.wait_for()
    with watched.page.expect_download() as taken:
        watched.page.locator('[class*="st-key-own-more"] button').first.click()
        watched.page.get_by_text(words()["own_download"]).click()
    assert Path(taken.value.path()).stat().st_size > 0
    assert watched.refused == []


@pytest.mark.parametrize("name", OFFERED)
def test_tiles_of_every_online_base_map_on_offer_are_let_in(watched: Watched, name: str) -> None:
    def answer(route: Route) -> None:
        if "localhost" in route.request.url:
            route.continue_()
        else:
            route.fulfill(body=PIXEL, content_type="image/png")

    watched.page.route("**/*", answer)
    watched.open("on=none")
    watched.choose_ground(name)
    watched.map.locator("img.leaflet-tile-loaded").first.wait_for(state="attached")
    assert watched.refused == []


@pytest.mark.parametrize("inside", ["page", "map"])
def test_what_comes_from_elsewhere_is_refused(watched: Watched, inside: str) -> None:
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body="", content_type="text/plain")

    watched.page.context.route(f"{ELSEWHERE}/**", answer)
    watched.open("on=none")
    frame = watched.page.main_frame
    if inside == "map":
        frame = watched.page.locator(FRAME).element_handle().content_frame()
    for directive, attempt in TRIES.items():
        told = f"REFUSED {directive} {ELSEWHERE}"
        with watched.page.expect_console_message(_starts_with(told)):
            frame.evaluate(f"({attempt})('{ELSEWHERE}/x')")
        assert asked == [], directive


def _starts_with(text: str) -> Callable[[ConsoleMessage], bool]:
    return lambda message: message.text.startswith(text)


def test_an_inline_script_in_the_page_does_not_run(watched: Watched) -> None:
    watched.open("on=none")
    watched.page.evaluate(
        "() => { const node = document.createElement('script'); node.textContent = 'ran = true';"
        " document.body.append(node); }"
    )
    assert watched.page.evaluate("typeof ran") == "undefined"


def test_no_other_site_may_show_the_dashboard_in_a_frame(server: str, browser: Browser) -> None:
    page = browser.new_page()
    page.route(
        f"{ELSEWHERE}/", lambda route: route.fulfill(body="<body>", content_type="text/html")
    )
    page.goto(f"{ELSEWHERE}/")
    page.evaluate(
        "(at) => { const node = document.createElement('iframe'); node.src = at;"
        " document.body.append(node); }",
        server,
    )
    page.wait_for_timeout(1_500)
    assert page.locator("iframe").content_frame.locator("#root").count() == 0
    page.close()
