"""Which controls are on the screen, and that one which was changed or has left gets another key."""

import pytest
import streamlit as st

from dashboard.session import control_keys
from dashboard.session.sliders import sliders
from geodata.scenario import make_scenario
from tests.layers.project import CATALOG

READINGS = [
    (address, reading)
    for address, provision in CATALOG.layers.items()
    for reading in provision.reading
]


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """The state of a session that has just begun."""
    state: dict[str, object] = {}
    monkeypatch.setattr(st, "session_state", state)
    return state


def test_a_control_keeps_its_key_while_it_shows_what_it_should(session) -> None:
    assert control_keys.control("switch", value=True) == "switch"
    assert control_keys.control("switch", value=True) == "switch"
    assert session["switch"] is True


def test_a_control_that_python_has_changed_gets_another_key(session) -> None:
    control_keys.control("switch", value=True)
    key = control_keys.control("switch", value=False)
    assert key not in ("switch", "")
    assert session[key] is False
    assert control_keys.key_of("switch") == key


def test_a_control_that_left_the_screen_comes_back_under_another_key() -> None:
    control_keys.retire({"one", "two"})
    kept, left = control_keys.control("one", 1), control_keys.control("two", 2)
    control_keys.retire({"one"})
    control_keys.retire({"one", "two"})
    assert control_keys.control("one", 1) == kept
    assert control_keys.control("two", 2) != left


@pytest.mark.parametrize(("layer", "reading"), READINGS)
def test_the_sliders_are_those_of_the_chosen_reading(layer: str, reading) -> None:
    now = make_scenario(CATALOG, [layer], {layer: (reading.id,)})
    shown = sliders(CATALOG, now, layer)
    assert {slider.parameter.id for slider in shown} == set(reading.parameter_names())
    assert all(slider.value == CATALOG.parameters[slider.address].default for slider in shown)
    assert sliders(CATALOG, make_scenario(CATALOG, []), layer) == []
