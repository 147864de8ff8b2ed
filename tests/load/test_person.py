"""A person of the load test notices what is another's."""

import asyncio
from typing import Any

import pytest

from geodata.load import load_catalog
from geodata.scenario import to_query
from tests.load.person import Person, names, scenario_of

CATALOG = load_catalog()
SESSIONS = 60


def someone(number: int) -> Person:
    person = Person(number, CATALOG, "http://localhost")
    person.tab = type("Tab", (), {"connections": 0})()  # what is asked of it
    return person


def told(number: int, **others: Any) -> dict[str, Any]:
    """Return the parts of a message to the map that a person looks at."""
    shown = scenario_of(number, CATALOG)
    assert shown.view is not None
    to = [shown.view.latitude, shown.view.longitude, shown.view.zoom]
    return {"flight": {"to": to}, "on": names(shown, CATALOG), "layers": []} | others


def test_no_two_people_come_with_the_same_scenario() -> None:
    links = {to_query(scenario_of(number, CATALOG), CATALOG) for number in range(SESSIONS)}
    on = {scenario_of(number, CATALOG).on for number in range(SESSIONS)}
    assert len(links) == len(on) == SESSIONS


def test_ones_own_answer_is_no_leak() -> None:
    async def hear() -> Person:
        person = someone(5)
        person.hear(told(5))
        person.watch(person.secret.encode())
        return person

    assert asyncio.run(hear()).seen.leaks == []


@pytest.mark.parametrize(
    "message",
    [told(6), told(5, on=told(6)["on"]), told(5, flight=told(6)["flight"])],
    ids=["another's message", "another's layers", "another's view"],
)
def test_anothers_answer_is_a_leak(message: dict[str, Any]) -> None:
    async def hear() -> Person:
        person = someone(5)
        person.hear(message)
        return person

    assert asyncio.run(hear()).seen.leaks


def test_anothers_name_is_a_leak_wherever_it_stands() -> None:
    async def watch() -> Person:
        person = someone(6)
        person.watch(b"..." + someone(5).secret.encode() + b"...")
        return person

    assert len(asyncio.run(watch()).seen.leaks) == 1


def test_a_wrong_scenario_after_a_new_connection_is_a_lost_one() -> None:
    async def hear() -> Person:
        person = someone(5)
        person.tab.connections = 1
        person.hear(told(5, on=[]))
        return person

    seen = asyncio.run(hear()).seen
    assert seen.lost
    assert not seen.leaks
