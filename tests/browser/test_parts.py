"""A click draws again what it touches, and nothing else; what it touches is right in every view."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import WebSocket, expect
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard.text.ui_text import words
from tests.browser.conftest import Dashboard, look_at, serve
from tests.layers.project import CATALOG

CORRIDOR, NO_FLY = "druze-corridor", "no-fly-zone"
TITLES = {name: str(CATALOG.proposals[name].title) for name in (CORRIDOR, NO_FLY)}


def below(dashboard: Dashboard, proposal_id: str):
    """Return the switches of the readings of a proposal."""
    return dashboard.page.locator(f'[class*="st-key-reading-{proposal_id}-"] input')


def readings(proposal_id: str) -> int:
    return sum(len(CATALOG.layers[layer].reading) for layer in CATALOG.layers_of(proposal_id))


def click_in_turn(dashboard: Dashboard, *proposals: str, apart_ms: int) -> None:
    """Click several switches sooner than Python can answer."""
    dashboard.clicked_at = int(str(dashboard.in_map("talks.truthNumber")))
    dashboard.page.evaluate(
        """async ([proposals, apart]) => {
            for (const name of proposals) {
                const found = `.st-key-proposal-${name}, [class*="st-key-proposal-${name}--"]`;
                document.querySelector(found).querySelector("input").click();
                if (apart) await new Promise((done) => { setTimeout(done, apart); });
            }
        }""",
        [proposals, apart_ms],
    )


def test_only_the_controls_of_the_proposal_that_was_switched_are_drawn_again(
    dashboard: Dashboard,
) -> None:
    runs: list[list[Element]] = []

    def take(frame: bytes) -> None:
        message = ForwardMsg.FromString(frame)
        if message.WhichOneof("type") == "new_session":
            runs.append([])
        elif message.WhichOneof("type") == "delta":
            runs[-1].append(message.delta.new_element)

    def switches(drawn: list[Element]) -> list[str]:
        return [item.checkbox.id for item in drawn if item.WhichOneof("type") == "checkbox"]

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", take)

    dashboard.page.on("websocket", listen)
    dashboard.open(f"on={CORRIDOR}")
    assert any("no-heavy-weapons" in control for run in runs for control in switches(run))
    runs.clear()
    runs.append([])
    dashboard.switch(TITLES[NO_FLY])
    dashboard.settled()
    (drawn,) = [run for run in runs if switches(run)]
    assert len(switches(drawn)) == 1 + readings(NO_FLY)
    assert all(NO_FLY in control for control in switches(drawn))
    kinds = [item.WhichOneof("type") for item in drawn]
    assert kinds.count("component_instance") == 1  # the map
    assert sum("export-link" in item.html.body for item in drawn) == 1  # its file is of what is on


@pytest.mark.parametrize("apart_ms", [0, 5, 20])
@pytest.mark.parametrize("view", ["figures", "measures"])
def test_switches_that_are_clicked_at_once_both_show_what_is_below_them(
    dashboard: Dashboard, view: str, apart_ms: int
) -> None:
    dashboard.open("on=none")
    if view != "figures":
        look_at(dashboard, view)
    click_in_turn(dashboard, CORRIDOR, NO_FLY, apart_ms=apart_ms)
    for proposal_id in (CORRIDOR, NO_FLY):
        expect(below(dashboard, proposal_id)).to_have_count(readings(proposal_id))
    dashboard.settled()
    on = {name.partition(".")[0] for name in dashboard.confirmed()}
    assert on == {CORRIDOR, NO_FLY}
    assert f"on={CORRIDOR},{NO_FLY}" in dashboard.page.url.replace("%2C", ",")
    click_in_turn(dashboard, CORRIDOR, NO_FLY, apart_ms=apart_ms)
    for proposal_id in (CORRIDOR, NO_FLY):
        expect(below(dashboard, proposal_id)).to_have_count(0)
    dashboard.settled()
    assert dashboard.confirmed() == []


def test_what_a_link_was_told_goes_with_the_first_switch(dashboard: Dashboard) -> None:
    dashboard.open(f"on={CORRIDOR},moon")
    alert = dashboard.page.locator('[data-testid="stAlert"]')
    expect(alert).to_contain_text("moon")
    dashboard.switch(TITLES[NO_FLY])
    dashboard.settled()
    expect(alert).to_have_count(0)
    dashboard.switch(TITLES[CORRIDOR])
    dashboard.settled()
    assert {name.partition(".")[0] for name in dashboard.confirmed()} == {NO_FLY}
    expect(below(dashboard, CORRIDOR)).to_have_count(0)


def test_a_switch_in_the_middle_of_a_briefing_offers_the_way_back(dashboard: Dashboard) -> None:
    dashboard.open("briefing=the-talks-in-eight-steps")
    back = dashboard.page.get_by_role("button", name=words()["brief"]["restore"])
    expect(back).to_have_count(0)
    dashboard.switch(TITLES[NO_FLY])
    dashboard.settled()
    expect(back).to_be_visible()
    dashboard.switch(TITLES[NO_FLY])
    dashboard.settled()
    expect(back).to_have_count(0)


def test_a_page_that_is_cut_off_while_it_is_drawn_is_drawn_whole(dashboard: Dashboard) -> None:
    """A switch may be used while the page runs, and the page be asked to run again before it is done."""
    dashboard.open("on=none")
    for turn in range(16):
        dashboard.clicked_at = int(str(dashboard.in_map("talks.truthNumber")))
        dashboard.page.evaluate(
            """async (gap) => {
                const again = () => document.querySelector(".st-key-again button").click();
                const wait = () => new Promise((done) => { setTimeout(done, gap); });
                again();
                await wait();
                document.querySelector(".st-key-proposal-druze-corridor input").click();
                await wait();
                again();
            }""",
            10 * (turn % 8),
        )
        expect(below(dashboard, CORRIDOR)).to_have_count(0 if turn % 2 else readings(CORRIDOR))
        dashboard.settled()
    assert dashboard.errors == []
    assert dashboard.confirmed() == []
    assert dashboard.page.locator(".st-key-figures h2").count() == 1
    assert dashboard.page.locator(".st-key-export_download").count() == 1


@pytest.fixture(scope="module")
def slow_server() -> Iterator[str]:
    yield from serve(program=("-m", "tests.browser.slow_server"))


def test_a_switch_is_used_while_much_of_the_page_is_still_to_be_sent(
    slow_server: str, dashboard: Dashboard
) -> None:
    """Streamlit would drop of the page what the switch draws anew, and what follows would move up."""
    dashboard.url = slow_server
    dashboard.open("on=none")
    dashboard.page.locator(".st-key-again button").wait_for(state="attached")
    for turn in range(4):
        dashboard.clicked_at = int(str(dashboard.in_map("talks.truthNumber")))
        dashboard.page.evaluate(
            """async () => {
                document.querySelector(".st-key-again button").click();
                await new Promise((done) => { setTimeout(done, 50); });
                document.querySelector(".st-key-proposal-druze-corridor input").click();
            }"""
        )
        expect(below(dashboard, CORRIDOR)).to_have_count(0 if turn % 2 else readings(CORRIDOR))
        dashboard.settled()
    assert dashboard.errors == []
    for key in ("figures", "export_download", "again"):
        expect(dashboard.page.locator(f".st-key-{key}")).to_have_count(1)
