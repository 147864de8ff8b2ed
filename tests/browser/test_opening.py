"""What a newcomer sees at once, and what a screen reader is told of the map."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Dashboard
from tests.layers.project import BUILDER, CATALOG

SPOKEN = ".spoken[role=status]"


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (1280, 720)])
def test_a_newcomer_sees_what_this_is_and_all_briefings(
    dashboard: Dashboard, width: int, height: int
) -> None:
    dashboard.page.set_viewport_size({"width": width, "height": height})
    dashboard.open()
    card = dashboard.page.locator(".st-key-opening")
    expect(card.locator("p").first).to_contain_text("not agreed or official maps")
    for briefing in CATALOG.briefings.values():
        button = card.get_by_role("button", name=str(briefing.title))
        expect(button).to_contain_text(str(briefing.summary))
        expect(button).to_be_in_viewport(ratio=1)
    assert any(name.startswith("disengagement-1974") for name in dashboard.shown())


def test_a_briefing_of_the_card_is_given_from_its_first_step(dashboard: Dashboard) -> None:
    dashboard.open()
    chosen = CATALOG.briefings["the-talks-in-eight-steps"]
    dashboard.page.locator(".st-key-opening").get_by_role("button", name=str(chosen.title)).click()
    expect(dashboard.map.locator(".brief-said")).to_contain_text(str(chosen.step[0].title))


def test_the_card_goes_with_the_first_change_and_is_in_no_link(dashboard: Dashboard) -> None:
    dashboard.open()
    card = dashboard.page.locator(".st-key-opening")
    expect(card).to_be_visible()
    dashboard.switch("Secure passage")
    expect(card).to_have_count(0)
    dashboard.switch("Secure passage")
    dashboard.settled()
    expect(card).to_have_count(0)
    dashboard.clicked_at = 0
    dashboard.open("on=disengagement-1974")
    expect(card).to_have_count(0)


def test_a_change_is_spoken_with_its_figures_and_only_then(dashboard: Dashboard) -> None:
    dashboard.open("on=disengagement-1974.line-a")
    region = dashboard.map.locator(SPOKEN)
    expect(region).to_have_text("On the map: Line A (Alpha), ceasefire line.")
    assert region.get_attribute("aria-live") == "polite"
    dashboard.switch("Secure passage")
    length = BUILDER.figures(BUILDER.layer("druze-corridor.passage"))["axis", "length"].text()
    expect(region).to_contain_text(
        "Added: A passage of about 100 km to Jabal al-Druze / Jabal al-Arab, "
    )
    expect(region).to_contain_text(f"Length {length}")
    expect(region).to_contain_text("On the map: Line A (Alpha), ceasefire line. A passage")
    dashboard.in_map(
        "window.told = 0,"
        f"new MutationObserver(() => {{ window.told += 1; }}).observe(document.querySelector({SPOKEN!r}),"
        "{ childList: true, characterData: true, subtree: true })"
    )
    dashboard.in_map("map_div.setZoom(10, { animate: false })")
    dashboard.page.wait_for_timeout(1_500)
    assert dashboard.in_map("window.told") == 0, "nothing changed, and yet it was said again"
    dashboard.switch("Secure passage")
    expect(region).to_have_text(
        "Removed: A passage of about 100 km to Jabal al-Druze / Jabal al-Arab, From the Quneitra crossing "
        "through Izra. On the map: Line A (Alpha), ceasefire line."
    )
