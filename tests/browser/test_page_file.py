"""The page that stands alone, opened from its file without a network, and walked through."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.export.content.named_briefing import NamedBriefing
from dashboard.export.web_page.page import page as made
from dashboard.presentation.symbology import symbology
from dashboard.text.ui_text import words
from geodata.scenario import from_query, make_scenario
from tests.browser.conftest import Dashboard
from tests.browser.test_brief import STEPS, TALKS, shown_in
from tests.layers.project import BUILDER, CATALOG

PASSAGE = "druze-corridor.passage"
FEATURES = (
    "[...new Set([...document.querySelectorAll('path.layer')]"
    ".map((node) => `${node.dataset.layer} ${node.dataset.feature}`))].sort()"
)


@dataclass
class Opened:
    """A page from a file, with all that it asked for and complained of."""

    page: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def shown(self) -> list[str]:
        return list(self.page.evaluate("talks.shown()"))

    def settled(self) -> None:
        self.page.wait_for_function(
            "talks.truthNumber && talks.shown().join() === talks.confirmed().join()"
        )

    def switch(self, kind: str, name: str) -> None:
        self.page.locator(f'.side input[data-{kind}="{name}"]').click()
        self.settled()


Open = Callable[..., Opened]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    contexts = []

    def from_file(content: bytes, width: int = 1280, height: int = 720, **look: str) -> Opened:
        path = tmp_path / "page.html"
        path.write_bytes(content)
        context = browser.new_context(
            viewport={"width": width, "height": height}, offline=True, **look
        )
        contexts.append(context)
        found = Opened(context.new_page())
        found.page.on(
            "request", lambda sent: sent.url.startswith("data:") or found.asked.append(sent.url)
        )
        found.page.on("console", lambda line: found.complaints.append(line.text))
        found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
        found.page.goto(path.as_uri())
        found.page.locator(".scale-line").first.wait_for()
        found.settled()
        return found

    yield from_file
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def talks() -> bytes:
    return made(
        make_scenario(CATALOG),
        BUILDER,
        named_briefing=NamedBriefing(TALKS, CATALOG.briefings[TALKS]),
    )


def at_step(found: Opened, at: int) -> None:
    count = found.page.locator(".brief-count").get_by_text(f"{at + 1} of {len(STEPS)}")
    count.wait_for(state="attached")
    found.settled()
    assert found.shown() == shown_in(at)
    assert found.page.locator(".st-key-step input").nth(at).is_checked()


def quiet(found: Opened) -> None:
    """It asked for nothing but its own file, and neither script nor policy complained."""
    assert found.asked == [found.page.url]
    assert found.complaints == []


def test_all_steps_are_walked_without_a_network(opened: Open, talks: bytes) -> None:
    found = opened(talks)
    at_step(found, 0)
    for at in range(1, len(STEPS)):
        found.page.keyboard.press("PageDown")
        at_step(found, at)
        assert STEPS[at].title in found.page.locator(".brief-said").inner_text()
    found.page.keyboard.press("Home")
    at_step(found, 0)
    found.page.get_by_role("button", name="Next", exact=True).click()
    at_step(found, 1)
    found.page.get_by_role("combobox", name="Steps").select_option("5")
    at_step(found, 5)
    found.page.locator(".st-key-step label").nth(3).click()
    at_step(found, 3)
    found.page.keyboard.press("ArrowDown")  # the list's own keys
    at_step(found, 4)
    assert found.page.get_by_role("button", name="Presenter window").count() == 0
    quiet(found)


def test_quick_presses_end_at_the_steps_view(opened: Open, talks: bytes) -> None:
    found = opened(talks)
    for _ in range(3):
        found.page.keyboard.press("PageDown")
    at_step(found, 3)
    view = STEPS[3].view
    found.page.wait_for_function(
        "([lat, lng, zoom]) => map_div.getZoom() === zoom && "
        "map_div.getCenter().distanceTo([lat, lng]) < 500",
        arg=[*view.centre, view.zoom],
    )


def test_what_is_drawn_is_what_the_screen_draws(
    opened: Open, talks: bytes, dashboard: Dashboard
) -> None:
    found = opened(talks)
    found.page.keyboard.press("End")
    at_step(found, len(STEPS) - 1)
    dashboard.open(f"briefing={TALKS}&step={STEPS[-1].id}")
    assert found.shown() == dashboard.shown()
    assert found.page.evaluate(FEATURES) == dashboard.in_map(FEATURES)
    said = found.page.locator(".brief-said").inner_text()
    assert said == dashboard.map.locator(".brief-said").inner_text()


def test_switches_work_and_the_step_can_be_had_back(opened: Open, talks: bytes) -> None:
    found = opened(talks)
    assert not found.page.locator(".side-changed").is_visible()
    found.page.locator(".spoken").get_by_text("On the map").wait_for(state="attached")
    found.switch("proposal", "druze-corridor")
    assert f"{PASSAGE}@via-izra" in found.shown()
    length = BUILDER.figures(BUILDER.layer(PASSAGE))["axis", "length"].text()
    expect(found.page.locator(".spoken")).to_contain_text(f"Length {length}")
    found.switch("reading", f"{PASSAGE}@southern")
    assert {f"{PASSAGE}@southern", f"{PASSAGE}@via-izra"} <= set(found.shown())
    found.switch("reading", f"{PASSAGE}@via-izra")
    found.switch("reading", f"{PASSAGE}@southern")  # the last one turns the layer off ...
    assert not [name for name in found.shown() if name.startswith(PASSAGE)]
    found.switch("proposal", "druze-corridor")  # ... and is what comes back
    assert [name for name in found.shown() if name.startswith(PASSAGE)] == [f"{PASSAGE}@southern"]
    found.switch("layer", "disengagement-1974.line-a")
    assert "disengagement-1974.line-a@as-drawn" not in found.shown()
    found.page.get_by_role("button", name=words()["brief"]["restore"]).click()
    at_step(found, 0)
    assert not found.page.locator(".side-changed").is_visible()
    quiet(found)


def test_a_click_tells_everything_of_a_layer(opened: Open) -> None:
    shown, _ = from_query("on=demilitarized-south&view=33.0000,36.1500,9", CATALOG)
    found = opened(made(shown, BUILDER, "public information"))
    assert found.page.locator(".page-marking").inner_text() == "public information"
    found.page.locator("path.layer").first.click()
    told = found.page.locator(".panel").inner_text()
    assert "11,200 ± 600 km²" in told
    assert words()["formula"] in told
    assert "ODbL-1.0" in told
    found.page.keyboard.press("Escape")
    assert not found.page.locator(".panel").is_visible()
    quiet(found)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_theme_is_the_readers(opened: Open, talks: bytes, theme: str) -> None:
    found = opened(talks, color_scheme=theme)
    paper, land = (getattr(symbology().sheet[theme], name) for name in ("paper", "land"))
    colours = found.page.evaluate(
        "['.side', '#map_div'].map((name) => getComputedStyle("
        "document.querySelector(name)).backgroundColor)"
    )
    assert colours == [
        f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"
        for colour in (paper, land)
    ]
    other = "dark" if theme == "light" else "light"
    found.page.emulate_media(color_scheme=other)
    found.page.wait_for_function(f"talks.symbols.theme() === '{other}'")
    at_step(found, 0)


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1024, 768), (390, 800)])
def test_every_part_has_its_place(opened: Open, talks: bytes, width: int, height: int) -> None:
    found = opened(talks, width, height)
    for part in (".legend", ".scale", ".credit", ".brief-said", ".brief-figures", ".brief-nav"):
        box = found.page.locator(part).bounding_box()
        assert box, part
        assert 0 <= box["x"] <= width - box["width"], part
        assert 0 <= box["y"] <= height - box["height"], part
    side, brief = (found.page.locator(part).bounding_box() for part in (".side", ".brief"))
    assert side["x"] + side["width"] <= brief["x"] or side["y"] + side["height"] <= brief["y"]


def test_hostile_texts_are_shown_and_not_run(opened: Open) -> None:
    hostile = "</script><img src=x onerror=\"document.title='run'\"><b>bold</b>"
    briefing = CATALOG.briefings[TALKS]
    step = briefing.step[0].model_copy(update={"title": hostile, "caption": hostile})
    given = briefing.model_copy(update={"title": hostile, "step": [step]})
    found = opened(made(make_scenario(CATALOG), BUILDER, hostile, NamedBriefing("own", given)))
    assert found.page.title() == hostile
    assert hostile in found.page.locator(".brief-said").inner_text()
    assert found.page.locator(".side img[src=x], .brief img, .brief b b").count() == 0
    quiet(found)


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (390, 800)])
def test_texts_without_a_blank_keep_to_their_parts(opened: Open, width: int, height: int) -> None:
    briefing, long = CATALOG.briefings[TALKS], "W" * 150
    step = briefing.step[0].model_copy(update={"title": long, "caption": long})
    given = briefing.model_copy(update={"title": long, "step": [step]})
    found = opened(
        made(make_scenario(CATALOG), BUILDER, "W" * 48, NamedBriefing("own", given)), width, height
    )
    for part in (".side h1", ".side fieldset", ".brief-said h2", ".brief-said p", ".page-marking"):
        wide, room = found.page.locator(part).first.evaluate(
            "(node) => [node.scrollWidth, node.clientWidth]"
        )
        assert 0 < wide <= room, part
    box = found.page.locator(".page-marking").bounding_box()
    assert 0 <= box["x"] <= width - box["width"]
