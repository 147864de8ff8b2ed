"""A briefing before an audience: keys, buttons, list, link, and the presenter's window."""

import re

import pytest
from playwright.sync_api import expect

from geodata.briefings.step_scenario import scenario_of
from geodata.scenario import View, to_query
from tests.browser.conftest import CLOCK_PUT_BACK, FRAME, Dashboard
from tests.layers.project import CATALOG

TALKS = "the-talks-in-eight-steps"
STEPS = CATALOG.briefings[TALKS].step


def said(dashboard: Dashboard) -> str:
    return dashboard.map.locator(".brief-said").inner_text()


def shown_in(at: int) -> list[str]:
    shown = scenario_of(STEPS[at], CATALOG)
    return sorted(
        f"{layer}@{reading}" for layer in shown.on for reading in shown.readings_of(layer, CATALOG)
    )


def arrives(dashboard: Dashboard, at: int) -> None:
    """Wait until Python has come to a step and the map shows just what its file says."""
    page = dashboard.page
    page.wait_for_url(re.compile(rf"step={STEPS[at].id}(&|$)"))
    count = dashboard.map.locator(".brief-count").get_by_text(f"{at + 1} of 8")
    count.wait_for(state="attached")
    page.locator(FRAME).element_handle().content_frame().wait_for_function(
        "(names) => [talks.shown(), talks.confirmed()].every((found) => found.join() === names)",
        arg=",".join(shown_in(at)),
    )
    dashboard.settled()
    assert STEPS[at].title in said(dashboard)


def test_a_clicker_walks_through_all_steps_and_back(dashboard: Dashboard) -> None:
    dashboard.open(f"briefing={TALKS}")
    arrives(dashboard, 0)
    for at in range(1, 8):
        dashboard.page.keyboard.press("PageDown")
        arrives(dashboard, at)
    dashboard.page.keyboard.press("PageDown")
    arrives(dashboard, 7)
    dashboard.page.keyboard.press("PageUp")
    arrives(dashboard, 6)
    dashboard.page.keyboard.press("Home")
    arrives(dashboard, 0)
    dashboard.page.keyboard.press("End")
    arrives(dashboard, 7)


def test_presses_in_quick_succession_end_at_the_right_step(dashboard: Dashboard) -> None:
    dashboard.open(f"briefing={TALKS}")
    for _ in range(5):
        dashboard.page.keyboard.press("ArrowRight")
    dashboard.page.keyboard.press("ArrowLeft")
    arrives(dashboard, 4)
    view = STEPS[4].view
    dashboard.page.locator(FRAME).element_handle().content_frame().wait_for_function(
        "([lat, lng, zoom]) => map_div.getZoom() === zoom && "
        "map_div.getCenter().distanceTo([lat, lng]) < 500",
        arg=[*view.centre, view.zoom],
    )


def test_keys_work_when_the_map_has_the_focus(dashboard: Dashboard) -> None:
    dashboard.open(f"briefing={TALKS}")
    dashboard.map.locator("#map_div").focus()

    dashboard.page.keyboard.press("ArrowRight")
    arrives(dashboard, 1)


def test_the_step_is_drawn_before_python_is_asked(dashboard: Dashboard) -> None:
    """In the very task of the key press: what the map shows right after it is the step."""
    dashboard.open(f"briefing={TALKS}")
    for name in shown_in(1):
        dashboard.fetched(name)
    at_once = dashboard.in_map(
        "document.dispatchEvent(new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true })),"
        "talks.shown()"
    )
    assert at_once == shown_in(1)
    arrives(dashboard, 1)


def test_buttons_and_lists_lead_to_a_step(dashboard: Dashboard) -> None:
    dashboard.open(f"briefing={TALKS}")
    dashboard.map.get_by_role("button", name="Next").click()
    arrives(dashboard, 1)
    dashboard.map.get_by_role("combobox", name="Steps").select_option("4")
    arrives(dashboard, 4)
    dashboard.page.locator(".st-key-step").get_by_text(STEPS[2].title).click()
    arrives(dashboard, 2)
    dashboard.map.get_by_role("button", name="Back").click()
    arrives(dashboard, 1)


def test_toggles_are_at_hand_and_next_carries_on(dashboard: Dashboard) -> None:
    dashboard.open(f"briefing={TALKS}&step=positions")
    arrives(dashboard, 2)
    dashboard.switch("Secure passage")
    dashboard.settled()
    assert "druze-corridor.passage@via-izra" in dashboard.shown()
    dashboard.page.get_by_role("button", name="Reset this step").click()
    arrives(dashboard, 2)
    dashboard.switch("Secure passage")
    dashboard.settled()
    dashboard.page.keyboard.press("PageDown")
    arrives(dashboard, 3)


def test_a_changed_value_is_in_the_caption(dashboard: Dashboard) -> None:
    width = "druze-corridor.passage.width_km"
    dashboard.open(f"on=druze-corridor&{width}=20&briefing=corridor-what-100-km-means&step=width")
    assert "At 20 km * wide" in said(dashboard)


@pytest.mark.parametrize("at", [0, 3, 7])
def test_a_link_opens_exactly_that_step(dashboard: Dashboard, at: int) -> None:
    dashboard.open(f"briefing={TALKS}")
    dashboard.map.get_by_role("combobox", name="Steps").select_option(str(at))
    arrives(dashboard, at)
    pairs = to_query(scenario_of(STEPS[at], CATALOG), CATALOG).split("&")
    dashboard.page.wait_for_url(lambda url: all(pair in url.replace("%2C", ",") for pair in pairs))
    address = dashboard.page.url
    other = dashboard.page.context.browser.new_context(viewport={"width": 1440, "height": 900})
    copy = Dashboard(other.new_page(), dashboard.url)
    copy.open(address.partition("?")[2])
    arrives(copy, at)
    centre = copy.in_map("[map_div.getCenter().lat, map_div.getCenter().lng, map_div.getZoom()]")
    step = STEPS[at].view
    assert View(*centre) == View(*map(pytest.approx, (*step.centre, step.zoom), [1e-3] * 3))
    assert all(pair in copy.page.url.replace("%2C", ",") for pair in pairs)
    other.close()


def test_an_unknown_briefing_is_told_in_one_line(dashboard: Dashboard) -> None:
    dashboard.open("briefing=atlantis")
    told = dashboard.page.locator('[data-testid="stAlert"]').inner_text()
    assert "briefing 'atlantis' is not known here; there are: corridor" in told


def test_the_presenters_window_keeps_step(dashboard: Dashboard) -> None:
    dashboard.open(f"briefing={TALKS}")
    with dashboard.page.expect_popup() as opened:
        dashboard.map.get_by_role("button", name="Presenter window").click()
    presenter = opened.value
    presenter.get_by_role("heading", name=STEPS[0].title).wait_for()
    assert "contested" in presenter.locator("#notes").inner_text()
    assert "235 km²" in presenter.locator("#notes").inner_text()
    assert STEPS[1].title in presenter.locator("#following").inner_text()
    assert "Agreement on Disengagement" in presenter.locator("#sources").inner_text()
    presenter.keyboard.press("PageDown")
    presenter.get_by_role("heading", name=STEPS[1].title).wait_for()
    arrives(dashboard, 1)
    dashboard.page.keyboard.press("PageDown")
    presenter.get_by_role("heading", name=STEPS[2].title).wait_for()


def test_the_talks_time_goes_on_when_the_clock_is_put_back(dashboard: Dashboard) -> None:
    dashboard.open(f"briefing={TALKS}")
    with dashboard.page.expect_popup() as opened:
        dashboard.map.get_by_role("button", name="Presenter window").click()
    clock = opened.value.locator("#clock")
    expect(clock).to_have_text("0:00")
    opened.value.evaluate(CLOCK_PUT_BACK)
    expect(clock).to_have_text(re.compile(r"^0:0[1-9]$"))


def test_full_screen_leaves_map_caption_legend_and_scale(dashboard: Dashboard) -> None:
    dashboard.open(f"briefing={TALKS}")
    inside = dashboard.map
    inside.get_by_role("button", name="Full screen").click()
    inside.locator(":fullscreen").first.wait_for()
    for part in (".legend", ".scale", ".credit", ".brief-said", ".brief-figures"):
        assert inside.locator(part).is_visible(), part
    for part in (".brief-nav", ".leaflet-control-zoom"):
        assert not inside.locator(part).is_visible(), part
    dashboard.page.keyboard.press("PageDown")
    arrives(dashboard, 1)
    dashboard.page.keyboard.press("f")
    inside.locator(".brief-nav").wait_for()
