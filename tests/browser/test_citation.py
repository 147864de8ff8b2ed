"""A figure with its citation goes into the clipboard, and the panel has the room that is there."""

import pytest
from conftest import Dashboard
from playwright.sync_api import expect

from dashboard.text.ui_text import words

QUERY = "on=disengagement-1974.line-a,druze-corridor"


def test_a_figure_is_copied_with_a_link_that_opens_the_same_map(dashboard: Dashboard) -> None:
    dashboard.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    dashboard.open(QUERY)
    dashboard.settled()
    choice = dashboard.page.get_by_label(words()["citation"]["title"])
    choice.click()
    choice.press_sequentially("Line A (Alpha), ceasefire line")
    dashboard.page.get_by_role("option").first.click()
    copy = dashboard.page.get_by_role("button", name="Copy to clipboard")
    expect(copy).to_be_visible()  # also where nothing hovers over it
    copy.click()
    copied = str(dashboard.page.evaluate("navigator.clipboard.readText()"))
    assert "km" in copied.splitlines()[0]
    address, _, query = copied.rpartition("Link: ")[2].partition("?")
    assert address == f"{dashboard.url}/"
    shown = dashboard.shown()
    assert dashboard.open(query).shown() == shown


@pytest.mark.parametrize("width", [1100, 390])
def test_without_the_sidebar_the_panel_reaches_the_edge(dashboard: Dashboard, width: int) -> None:
    dashboard.page.set_viewport_size({"width": width, "height": 760})
    dashboard.open(QUERY)
    dashboard.page.get_by_test_id("stSidebar").hover()
    dashboard.page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    expect(dashboard.page.locator(".st-key-figures")).to_have_css("left", "0px")
