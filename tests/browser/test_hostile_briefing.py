"""A briefing whose texts are hostile: typed in Compose, kept, told again, and beside the presenter."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.text.ui_text import words
from geodata.briefings.briefing_io import read_briefing, to_link
from tests.browser.conftest import Dashboard
from tests.browser.inert import goes_on, is_inert, keeps_to_its_room, watched_page
from tests.browser.test_compose import Composer
from tests.hostile.corpus.briefings import briefing
from tests.hostile.corpus.texts import DIRECTIONS, FORMULAS, GDAL, HIDDEN, SCRIPTS
from tests.hostile.plain import is_one_plain_line
from tests.layers.project import CATALOG

COMPOSE = words()["compose"]
ALERT = '.st-key-wide [data-testid="stAlert"]'
TITLE = " ".join([*SCRIPTS.values(), FORMULAS["equals"], GDAL["vsicurl"]])
CAPTION = TITLE.replace("{", "(").replace("}", ")")
"""The same for captions, which have a template syntax of their own."""
LONG = "W" * 3_000
MESSAGES = (
    *("null", "7", "'<img src=x onerror=top.ran=1>'", "[]", "{}", "{ step: 1 }", "{ step: {} }"),
    "{ step: { at: 0, steps: [], words: {} } }",
    "{ step: { at: 'length', title: 'T', words: {}, steps: [] } }",
    "{ step: { at: 9, steps: [{}], words: { of: '' }, title: 1 } }",
    "{ step: { at: 0, title: 'T', words: { of: 1 }, steps: [{ caption: 1, sources: [1] }] } }",
    *("{ go: 1e308 }", "{ go: -5 }", "{ go: '1' }", "{ go: NaN }", "{ ask: {} }"),
)
"""What another page of this server could say on the presenter's channel, as JavaScript."""


@pytest.fixture
def opened(server: str, browser: Browser) -> Iterator[Dashboard]:
    with watched_page(browser, server) as made:
        yield made


def open_presenter(dashboard: Dashboard) -> Page:
    with dashboard.page.expect_popup() as popup:
        dashboard.map.get_by_role("button", name=words()["brief"]["presenter"]).click()
    expect(popup.value.locator("html")).to_have_class("ready")
    return popup.value


def test_what_is_typed_in_compose_is_text_wherever_it_comes_to(
    opened: Dashboard, tmp_path: Path
) -> None:
    composer = Composer(opened)
    page = opened.page
    composer.press("take")
    composer.write(
        "title", CAPTION, page.locator(".st-key-wide [class*='st-key-compose-title']").first
    )
    step = composer.step("Step 1")
    for field, text in (("caption", CAPTION), ("notes", CAPTION), ("title", TITLE)):
        composer.write(field, text, step if field != "title" else composer.step("Step 1"))
    expect(page.locator(".st-key-wide details summary")).to_contain_text("onerror")
    is_inert(opened)
    with page.expect_download() as download:
        composer.save()
    file = tmp_path / "briefing.toml"
    download.value.save_as(file)
    saved = read_briefing(file.read_bytes(), file.name, CATALOG)
    (only,) = saved.step
    assert [saved.title, only.title, only.caption, only.notes] == [CAPTION, TITLE, CAPTION, CAPTION]
    page.locator('.st-key-wide input[type="file"]').set_input_files(file)
    composer.rest()
    is_inert(opened)
    link = page.locator(".st-key-wide code").inner_text()
    composer.press("give")
    opened.settled()
    shows_the_texts(opened)
    goes_on(opened)
    opened.clicked_at = 0
    opened.open(link.partition("?")[2])
    shows_the_texts(opened)


def shows_the_texts(dashboard: Dashboard) -> None:
    """Assert that the step stands as it was written on the map, in the lists and for the presenter."""
    page, inside = dashboard.page, dashboard.map
    expect(inside.locator(".brief-said h2")).to_have_text(TITLE)
    expect(inside.locator(".brief-said p")).to_have_text(CAPTION)
    expect(inside.get_by_role("combobox")).to_have_text(f"1. {TITLE}")
    expect(page.locator('[class*="st-key-step"] label:has(input)')).to_contain_text("onerror")
    chosen = page.get_by_label(words()["brief"]["choose"], exact=True)
    expect(chosen).to_have_value(f"{words()['brief']['own']}: {CAPTION}")
    presenter = open_presenter(dashboard)
    expect(presenter.locator("#title")).to_have_text(CAPTION)
    expect(presenter.locator("#step")).to_have_text(TITLE)
    expect(presenter.locator("#caption")).to_have_text(CAPTION)
    expect(presenter.locator("#notes")).to_have_text(CAPTION)
    assert CAPTION in presenter.title()
    is_inert(dashboard, presenter)
    presenter.close()


def test_hidden_characters_that_are_typed_are_refused_in_a_line(opened: Dashboard) -> None:
    composer = Composer(opened)
    composer.press("take")
    step = composer.step("Step 1")
    told = opened.page.locator(ALERT)
    for field, text in (("title", DIRECTIONS["override"]), ("caption", DIRECTIONS["tags"])):
        composer.write(field, text, step)
        expect(told).to_have_count(1)
        expect(told).to_contain_text(HIDDEN)
        assert is_one_plain_line(told.inner_text())
    is_inert(opened)
    goes_on(opened)


def test_a_word_without_an_end_keeps_to_the_presenters_window(
    opened: Dashboard,
) -> None:
    found = read_briefing(briefing(LONG[:200], LONG), "a.toml", CATALOG)
    step = found.step[0].model_copy(update={"notes": LONG, "title": LONG[:900]})
    opened.open(f"briefing=~{to_link(found.model_copy(update={'step': [step]}))}")
    presenter = open_presenter(opened)
    keeps_to_its_room(presenter, "header span", "#step", "#caption", "#notes")
    presenter.set_viewport_size({"width": 500, "height": 600})
    keeps_to_its_room(presenter, "header span", "#step", "#caption", "#notes")
    keeps_to_its_room(opened.page, ".st-key-wide")


def test_the_presenters_window_passes_over_what_is_no_step(opened: Dashboard) -> None:
    opened.open(f"briefing=~{to_link(read_briefing(briefing(TITLE), 'a.toml', CATALOG))}")
    presenter = open_presenter(opened)
    other = opened.page.context.new_page()
    other.goto(presenter.url.partition("#")[0] + "#" + "<img src=x onerror=top.ran=1>" * 99)
    expect(other.locator("#waiting")).to_be_visible()
    name = presenter.url.partition("#")[2]
    for message in MESSAGES:
        other.evaluate(f"(name) => new BroadcastChannel(name).postMessage({message})", name)
    presenter.wait_for_timeout(500)
    expect(presenter.locator("#step")).to_have_text(TITLE)
    expect(opened.map.locator(".brief-said h2")).to_have_text(TITLE)
    markup = SCRIPTS["image"]
    said = {name: text for name, text in words()["brief"].items() if isinstance(text, str)}
    other.evaluate(
        """([name, text, words]) => new BroadcastChannel(name).postMessage({ step: {
            at: 0, title: text, words: { ...words, notes: text, last: text },
            steps: [{ title: text, caption: [text], notes: text, sources: [text] }] } })""",
        [name, markup, said],
    )
    for part in (
        "#title",
        "#step",
        "#caption",
        "#notes-title",
        "#notes",
        "#sources li",
        "#following",
    ):
        expect(presenter.locator(part)).to_have_text(markup)
    is_inert(opened, presenter, other)
    goes_on(opened)
