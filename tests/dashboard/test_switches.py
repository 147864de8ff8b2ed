"""The contract between the browser, which answers a switch at once, and Python, which follows.

The browser's rule (`answerFirst` in controller.js): a box that is checked turns its `shows` on, a
box that is unchecked turns its `hides` off, and all else stays as it is.
"""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.session.switches import Switch, apply_switch, css_class, switches
from geodata.scenario import Scenario, make_scenario
from tests.layers.project import BUILDER, CATALOG, scenarios

CONTROLLER = (
    Path(__file__).resolve().parents[2] / "dashboard" / "stage" / "browser" / "controller.js"
)
PASSAGE, SOUTH = "druze-corridor.passage", "demilitarized-south.zone"


def on_the_map(now: Scenario) -> set[str]:
    return {layer.name for layer in BUILDER.layers(now)}


def answered(shown: set[str], switch: Switch, *, checked: bool) -> set[str]:
    """What the browser shows after a click, before Python has said anything."""
    return shown | set(switch.shows) if checked else shown - set(switch.hides)


def test_the_browser_follows_the_rule_that_is_tested_here() -> None:
    """If the controller's rule is written anew, the model of it above has to be, too."""
    assert re.search(r"of \S+ \? rule\.shows : rule\.hides\)", CONTROLLER.read_text("utf-8"))


# Sliders change no names, and layers that need not be made anew are quick.
@given(scenarios(parameters=False))
@settings(max_examples=150, deadline=None)
def test_after_any_click_browser_and_python_agree(now: Scenario) -> None:
    shown = on_the_map(now)
    for switch in switches(CATALOG, now):
        checked = not switch.checked
        after = apply_switch(CATALOG, now, switch.key, checked=checked)
        assert answered(shown, switch, checked=checked) == on_the_map(after), switch.key


@given(scenarios(), st.data())
@settings(max_examples=60, deadline=None)
def test_they_still_agree_after_several_clicks(now: Scenario, data: st.DataObject) -> None:
    """Python may be told of a click after the next one was made: rules are those of each state."""
    plain = make_scenario(CATALOG, now.on, now.readings)
    shown = on_the_map(plain)
    for _ in range(4):
        switch = data.draw(st.sampled_from(switches(CATALOG, plain)))
        plain = apply_switch(CATALOG, plain, switch.key, checked=not switch.checked)
        shown = answered(shown, switch, checked=not switch.checked)
    assert shown == on_the_map(plain)


@given(scenarios(parameters=False))
@settings(max_examples=100, deadline=None)
def test_a_switch_stands_as_it_was_clicked_and_says_what_is_on(now: Scenario) -> None:
    shown = on_the_map(now)
    for switch in switches(CATALOG, now):
        assert switch.checked == bool(shown & set(switch.hides))
        after = apply_switch(CATALOG, now, switch.key, checked=not switch.checked)
        later = {item.key: item.checked for item in switches(CATALOG, after)}
        assert later.get(switch.key, not switch.checked) == (not switch.checked)


@given(scenarios())
@settings(max_examples=100, deadline=None)
def test_a_click_changes_nothing_but_what_is_on(now: Scenario) -> None:
    for switch in switches(CATALOG, now):
        after = apply_switch(CATALOG, now, switch.key, checked=not switch.checked)
        assert (after.parameters, after.view, after.language) == (
            now.parameters,
            now.view,
            now.language,
        )
        if not switch.key.startswith("reading:"):
            assert after.readings == now.readings
            back = apply_switch(CATALOG, after, switch.key, checked=switch.checked)
            if switch.key.startswith("layer:") or not switch.checked:
                assert back == now


@given(scenarios())
@settings(max_examples=60, deadline=None)
def test_keys_and_classes_are_unique(now: Scenario) -> None:
    found = switches(CATALOG, now)
    assert len({switch.key for switch in found}) == len(found)
    assert len({switch.rule()["class"] for switch in found}) == len(found)


def keys(now: Scenario) -> list[str]:
    return [switch.key for switch in switches(CATALOG, now)]


def test_what_belongs_to_a_proposal_is_offered_once_it_is_on() -> None:
    off, on = keys(make_scenario(CATALOG)), keys(make_scenario(CATALOG, CATALOG.proposals))
    drawn = [item for item in CATALOG.proposals if CATALOG.layers_of(item)]
    assert off == [f"proposal:{item}" for item in drawn]
    assert {key for key in on if key.startswith("layer:disengagement-1974.")} == {
        f"layer:{address}" for address in CATALOG.layers_of("disengagement-1974")
    }
    # One layer needs no switch beside its proposal's, and one reading is no choice.
    assert f"layer:{PASSAGE}" not in on
    assert not any(key.startswith("reading:disengagement-1974.") for key in on)
    assert [key for key in on if key.startswith(f"reading:{PASSAGE}@")] == [
        f"reading:{PASSAGE}@{reading.id}" for reading in CATALOG.layers[PASSAGE].reading
    ]


def test_unchecking_the_last_reading_turns_the_layer_off_and_keeps_the_reading() -> None:
    now = make_scenario(CATALOG, [SOUTH], {SOUTH: ("three-bands",)})
    off = apply_switch(CATALOG, now, f"reading:{SOUTH}@three-bands", checked=False)
    assert off.on == ()
    again = apply_switch(CATALOG, off, "proposal:demilitarized-south", checked=True)
    assert on_the_map(again) == {f"{SOUTH}@three-bands"}


def test_a_second_reading_stands_beside_the_first() -> None:
    now = make_scenario(CATALOG, [PASSAGE])
    both = apply_switch(CATALOG, now, f"reading:{PASSAGE}@southern", checked=True)
    assert on_the_map(both) == {f"{PASSAGE}@via-izra", f"{PASSAGE}@southern"}
    one = apply_switch(CATALOG, both, f"reading:{PASSAGE}@via-izra", checked=False)
    assert on_the_map(one) == {f"{PASSAGE}@southern"}


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("proposal:druze-corridor", "st-key-proposal-druze-corridor"),
        ("layer:disengagement-1974.line-a", "st-key-layer-disengagement-1974-line-a"),
        ("reading:a.b@c_d", "st-key-reading-a-b-c_d"),
        (" a b ", "st-key-a-b"),
    ],
)
def test_a_class_is_the_one_that_streamlit_gives(key: str, expected: str) -> None:
    """Streamlit's front end: trimmed, and all but letters, digits, - and _ become hyphens."""
    assert css_class(key) == expected
