"""Composing a briefing on the screen: its steps, words, file and link, and what is refused."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from dashboard.text.ui_text import words
from geodata.briefings.briefing_io import MAX_LINK, read_briefing
from tests.browser.conftest import Dashboard, look_at
from tests.layers.project import BUILDER, CATALOG

SAID = words()["compose"]
PASSAGE = "druze-corridor.passage"
ADDRESS = f"{PASSAGE}.axis.length"
LENGTH = BUILDER.figures(BUILDER.layer(PASSAGE))["axis", "length"].text()
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'


class Composer:
    """The panel, as a person uses it."""

    def __init__(self, dashboard: Dashboard) -> None:
        self.dashboard, self.page = dashboard, dashboard.page
        dashboard.open("on=druze-corridor")
        look_at(dashboard, "compose")

    def press(self, name: str, within: Locator | None = None) -> None:
        where = within or self.page.locator(".st-key-wide")
        where.get_by_role("button", name=SAID[name], exact=True).click()
        self.rest()

    def save(self) -> None:
        self.page.get_by_role("link", name=SAID["save"], exact=True).click()

    def rest(self) -> None:
        self.page.wait_for_timeout(400)
        self.page.locator(IDLE).wait_for()

    def step(self, title: str) -> Locator:
        """Return the step with this title, opened."""
        step = self.page.locator(".st-key-wide details").filter(has_text=title).first
        if step.get_attribute("open") is None:
            step.locator("summary").click()
            self.page.wait_for_timeout(600)  # it unfolds by a height that a script sets
        return step

    def write(self, label: str, text: str, within: Locator) -> Locator:
        field = within.get_by_label(SAID[label], exact=True)
        field.fill(text)
        field.press("Control+Enter" if label in ("caption", "notes") else "Enter")
        self.rest()
        return field

    def shows(self, *titles: str) -> None:
        """Wait until the steps have these titles, in this order."""
        summaries = self.page.locator(".st-key-wide details summary")
        expect(summaries).to_have_text([re.compile(rf"\d+ +{title}$") for title in titles])


@pytest.fixture
def composer(dashboard: Dashboard) -> Composer:
    return Composer(dashboard)


def test_a_step_of_the_map_is_written_and_given(composer: Composer) -> None:
    composer.press("take")
    step = composer.step("Step 1")
    composer.write("title", "The passage", step)
    step = composer.step("The passage")
    composer.write("caption", f"It is {{{ADDRESS}}} long.", step)
    composer.press("give")
    said = composer.dashboard.map.locator(".brief-said")
    expect(said).to_contain_text("The passage")
    expect(said).to_contain_text(f"It is {LENGTH} long.")
    assert f"{PASSAGE}@via-izra" in composer.dashboard.shown()


def test_a_refused_caption_is_told_in_one_line_and_kept(composer: Composer) -> None:
    composer.press("take")
    wrong = f"It weighs {{{PASSAGE}.axis.weight}}."
    field = composer.write("caption", wrong, composer.step("Step 1"))
    told = composer.page.locator('.st-key-wide [data-testid="stAlert"]')
    expect(told).to_have_count(1)
    expect(told).to_contain_text("weight")
    assert len(told.inner_text().strip().splitlines()) == 1
    expect(field).to_have_value(wrong)
    composer.write("caption", "It is long.", composer.step("Step 1"))
    expect(told).to_have_count(0)


def test_steps_are_ordered_copied_deleted_and_brought_back(composer: Composer) -> None:
    composer.press("take")
    composer.press("take")
    composer.shows("Step 1", "Step 2")
    composer.press("up", composer.step("Step 2"))
    composer.shows("Step 2", "Step 1")
    composer.press("duplicate", composer.step("Step 2"))
    composer.shows("Step 2", "Step 2", "Step 1")
    composer.press("delete", composer.step("Step 1"))
    composer.shows("Step 2", "Step 2")
    composer.press("undo")
    composer.press("undo")
    composer.shows("Step 2", "Step 1")


def test_a_file_that_is_saved_is_loaded_again_as_it_was(composer: Composer, tmp_path: Path) -> None:
    composer.press("take")
    composer.write("caption", f"It is {{{ADDRESS}}} long.", composer.step("Step 1"))
    with composer.page.expect_download() as download:
        composer.save()
    file = tmp_path / "briefing.toml"
    download.value.save_as(file)
    saved = read_briefing(file.read_bytes(), file.name, CATALOG)
    assert [step.caption for step in saved.step] == [f"It is {{{ADDRESS}}} long."]
    composer.press("take")
    composer.shows("Step 1", "Step 2")
    composer.page.locator('.st-key-wide input[type="file"]').set_input_files(file)
    expect(composer.page.locator(".st-key-wide details summary")).to_have_count(1)
    composer.shows("Step 1")


def test_a_broken_file_is_told_and_changes_nothing(composer: Composer, tmp_path: Path) -> None:
    composer.press("take")
    file = tmp_path / "broken.toml"
    file.write_text('title = "No steps"', "utf-8")
    composer.page.locator('.st-key-wide input[type="file"]').set_input_files(file)
    told = composer.page.locator('.st-key-wide [data-testid="stAlert"]')
    expect(told.filter(has_text="broken.toml")).to_be_visible()
    composer.shows("Step 1")


def test_a_short_briefing_is_a_link_and_a_long_one_a_file(composer: Composer) -> None:
    composer.press("take")
    link = composer.page.locator(".st-key-wide code").inner_text()
    assert len(link) <= MAX_LINK
    other = Dashboard(composer.page.context.browser.new_page(), composer.dashboard.url)
    other.open(link.partition("?")[2])
    expect(other.map.locator(".brief-said")).to_contain_text("Step 1")
    other.page.close()
    # Digits of a number that no packing makes much shorter.
    hard = " ".join(str(number**9) for number in range(1_000, 1_160))
    composer.write("notes", hard, composer.step("Step 1"))
    notice = composer.page.locator('.st-key-wide [data-testid="stAlert"]')
    expect(notice).to_contain_text(
        f"more than the {MAX_LINK} that every browser and mail program can handle"
    )
    expect(composer.page.locator(".st-key-wide code")).to_have_count(0)


def test_an_arabic_caption_runs_from_right_to_left(composer: Composer) -> None:
    composer.press("take")
    composer.write("caption", f"نص للتجربة {{{ADDRESS}}}", composer.step("Step 1"))
    composer.press("give")
    caption = composer.dashboard.map.locator(".brief-said p")
    expect(caption).to_contain_text("نص للتجربة")
    assert caption.evaluate("(node) => getComputedStyle(node).direction") == "rtl"
    assert LENGTH in caption.inner_text()
