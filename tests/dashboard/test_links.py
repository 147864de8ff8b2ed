"""What a session opens with: the link as it is meant, whatever was put around it on its way."""

from argparse import ArgumentParser
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from geodata.briefings.briefing_io import to_link
from geodata.scenario import make_scenario
from layers.cli.selectors import add_selectors, compared_scenarios
from tests.layers.project import CATALOG

TALKS = "the-talks-in-eight-steps"
STEPS = [step.id for step in CATALOG.briefings[TALKS].step]
COUNTED = "utm_source=mail&fbclid=IwAR0"


def opened() -> None:
    """What a session does first; it is run as a script of its own."""
    import streamlit as st  # noqa: PLC0415

    from dashboard.presentation.app_catalog import builder  # noqa: PLC0415
    from dashboard.session import active_briefing, scenario_state  # noqa: PLC0415
    from geodata.scenario import to_query  # noqa: PLC0415

    catalog = builder().catalog
    now = scenario_state.current_scenario(catalog)
    here = active_briefing.active_step(catalog)
    scenario_state.write_address(catalog)
    st.session_state["seen-by-test"] = {
        "shown": to_query(now, catalog),
        "told": scenario_state.link_warnings(),
        "newcomer": scenario_state.is_first_visit(catalog),
        "view": scenario_state.selected_panel(),
        "step": (here.id, here.at) if here else None,
        "sides": [st.session_state.get(f"side-{side}") for side in "ab"],
        "address": st.query_params.to_dict(),
    }


def session(link: str) -> dict[str, object]:
    page = AppTest.from_function(opened, default_timeout=60)
    for name, value in parse_qsl(link, keep_blank_values=True):
        page.query_params[name] = value
    page.run()
    assert not page.exception
    found: dict[str, object] = page.session_state["seen-by-test"]
    return found


def test_a_link_with_a_blank_and_capitals_shows_what_it_means_without_a_word() -> None:
    found = session(f"On=Druze-Corridor+&{COUNTED}&lang=AR.")
    assert found["shown"] == "on=druze-corridor&lang=ar"
    assert found["told"] == []
    assert found["address"] == {"on": "druze-corridor", "lang": "ar"}


def test_who_comes_with_nothing_but_what_counts_readers_is_a_newcomer() -> None:
    assert session(COUNTED) == session("")
    assert session("")["newcomer"] is True


@pytest.mark.parametrize(
    "link",
    [
        f"briefing={TALKS}&step={STEPS[2]}",
        f"briefing={TALKS}+&step={STEPS[2]}.",
        f"Briefing={TALKS.title()},&STEP=%22{STEPS[2].upper()}%22)&{COUNTED}",
    ],
)
def test_a_link_to_a_step_opens_it(link: str) -> None:
    found = session(link)
    assert (found["step"], found["view"], found["told"]) == ((TALKS, 2), "brief", [])


@pytest.mark.parametrize("after", ["", "+", ".", ").", "%E2%80%9D"])
def test_a_briefing_that_travels_in_the_link_is_read(after: str) -> None:
    own = CATALOG.briefings[TALKS]
    packed = f"~{to_link(own.model_copy(update={'step': own.step[:2]}))}"
    found = session(f"briefing={packed}{after}&step={STEPS[1]}{after}")
    assert (found["step"], found["told"]) == (("draft", 1), [])


def test_a_step_that_is_not_there_is_told_with_its_name() -> None:
    found = session(f"briefing={TALKS}&step=No+Such+")
    assert found["told"] == ["step 'No Such' is not in this briefing; the first is shown"]


@pytest.mark.parametrize(
    "link",
    [
        "a=on%3Ddruze-corridor&b=on%3Dnone",
        f"A=on%3DDruze-Corridor%2B&{COUNTED}&B=on%3Dnone.",
        "a=%20on%3Ddruze-corridor&b=on%3Dnone%26utm_source%3Dmail)",
    ],
)
def test_a_link_to_a_comparison_opens_it(link: str) -> None:
    found = session(link)
    assert (found["sides"], found["view"]) == (["on=druze-corridor", "on=none"], "compare")
    assert found["told"] == []


@pytest.mark.parametrize(
    "side",
    [
        "druze-corridor.passage=southern",
        " Druze-Corridor.Passage=Southern. ",
        "?on=druze-corridor&druze-corridor.passage=southern&utm_source=mail",
    ],
)
def test_the_command_line_takes_a_side_as_a_link_does(side: str) -> None:
    parser = ArgumentParser()
    parser.add_argument("--compare", nargs=2)
    add_selectors(parser)
    a, b = compared_scenarios(parser.parse_args(["--compare", side, "on=None."]), CATALOG)
    passage = "druze-corridor.passage"
    assert a == make_scenario(CATALOG, [passage], {passage: ("southern",)})
    assert b == make_scenario(CATALOG)
