"""A scenario survives its text form, and any text gives the nearest valid scenario."""

import math
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.scenario import Scenario, View, from_query, make_scenario, to_query
from tests.layers.project import CATALOG, scenarios

CORRIDOR = "druze-corridor.passage"
SOUTH = "demilitarized-south.zone"


@given(scenarios())
@settings(max_examples=100, deadline=None)
def test_a_scenario_survives_its_text(given_scenario: Scenario) -> None:
    assert from_query(to_query(given_scenario, CATALOG), CATALOG) == (given_scenario, [])


@given(scenarios(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_equal_scenarios_are_equal_text(given_scenario: Scenario, random: object) -> None:
    """Whatever order things were switched on in, and with defaults spelled out."""
    on = list(given_scenario.on)
    random.shuffle(on)  # type: ignore[attr-defined]
    readings = {a: given_scenario.readings_of(a, CATALOG)[::-1] for a in reversed(CATALOG.layers)}
    values = {
        address: given_scenario.parameters.get(address, item.default)
        for address, item in reversed(CATALOG.parameters.items())
    }
    again = make_scenario(
        CATALOG, on, readings, values, given_scenario.view, given_scenario.language
    )
    assert again == given_scenario
    assert to_query(again, CATALOG) == to_query(given_scenario, CATALOG)


@pytest.mark.parametrize(
    ("given_scenario", "text"),
    [
        (make_scenario(CATALOG), "on=none"),
        (make_scenario(CATALOG, ["druze-corridor"]), "on=druze-corridor"),
        # A proposal with all of its drawn layers on goes by its own name.
        (make_scenario(CATALOG, [SOUTH, "disengagement-1974.line-a"]), "on=disengagement-1974.line-a,demilitarized-south"),
        (make_scenario(CATALOG, [CORRIDOR], {CORRIDOR: ("via-izra",)}, {f"{CORRIDOR}.width_km": 5.0}), "on=druze-corridor"),
        (make_scenario(CATALOG, [], {CORRIDOR: ("southern", "via-izra")}), f"on=none&{CORRIDOR}=via-izra,southern"),
        (make_scenario(CATALOG, [], {}, {f"{CORRIDOR}.width_km": 10.0}), f"on=none&{CORRIDOR}.width_km=10"),
        (make_scenario(CATALOG, view=View(33.05, 36.15, 9.25), language="he"), "on=none&view=33.0500,36.1500,9.25&lang=he"),
    ],
)  # fmt: skip
def test_the_text_holds_only_what_differs_from_the_defaults(
    given_scenario: Scenario, text: str
) -> None:
    assert to_query(given_scenario, CATALOG) == text


@pytest.mark.parametrize(
    ("query", "nearest", "words"),
    [
        ("on=atlantis", "on=none", ["'atlantis' is not a layer here"]),
        ("on=druze-corridor,atlantis", "on=druze-corridor", ["'atlantis'"]),
        # A provision without a reading is text, and cannot be on.
        ("on=demilitarized-south.protection-of-the-druze", "on=none", ["is not a layer here"]),
        (f"{CORRIDOR}=winding", "on=none", ["reading 'winding' is not one of via-izra"]),
        (f"{CORRIDOR}=winding,southern", f"on=none&{CORRIDOR}=southern", ["reading 'winding'"]),
        (f"{CORRIDOR}.width_km=120", f"on=none&{CORRIDOR}.width_km=20", ["120 is outside 1 to 20; showing 20"]),
        (f"{CORRIDOR}.width_km=-3", f"on=none&{CORRIDOR}.width_km=1", ["-3 is outside 1 to 20; showing 1"]),
        (f"{CORRIDOR}.width_km=7.3", f"on=none&{CORRIDOR}.width_km=7.5", ["7.3 is between two steps of 0.5; showing 7.5"]),
        (f"{CORRIDOR}.width_km=wide", "on=none", ["'wide' is not a number; showing 5"]),
        (f"{CORRIDOR}.width_km=nan", "on=none", ["'nan' is not a number"]),
        (f"{CORRIDOR}.width_km=1e999", "on=none", ["'1e999' is not a number"]),
        (f"{CORRIDOR}.depth_km=3", "on=none", [f"'{CORRIDOR}.depth_km' is not known here"]),
        ("view=33,36", "on=none", ["is not latitude,longitude,zoom"]),
        ("view=33,36,inf", "on=none", ["is not latitude,longitude,zoom"]),
        ("view=90,36,9", "on=none&view=38.0000,36.0000,9", ["moved to its edge"]),
        ("view=33,0,9", "on=none&view=33.0000,32.0000,9", ["moved to its edge"]),
        ("view=33,36,20", "on=none&view=33.0000,36.0000,13", ["moved to its edge"]),
        ("lang=fr", "on=none", ["language 'fr' is not one of en, ar, he"]),
        ("source=mail", "on=none", ["'source' is not known here"]),
        # A blank or a hyphen within a name is seen as it is.
        ("on=druze+corridor", "on=none", ["'druze corridor' is not a layer here"]),
        ("on=Atlantis.", "on=none", ["'Atlantis' is not a layer here"]),
        ("on=a,b&lang=fr", "on=none", ["'a'", "'b'", "'fr'"]),
        ("", "on=none", []),
        ("on=", "on=none", []),
        ("on=none,druze-corridor", "on=druze-corridor", []),
    ],
)  # fmt: skip
def test_what_is_unknown_or_out_of_range_is_told_once(
    query: str, nearest: str, words: list[str]
) -> None:
    found, told = from_query(query, CATALOG)
    assert to_query(found, CATALOG) == nearest
    assert len(told) == len(words)
    for line, part in zip(told, words, strict=True):
        assert part in line
        assert "\n" not in line


KEYS = ["on", "view", "lang", *CATALOG.layers, *CATALOG.parameters]
VALUES = st.text(max_size=60) | st.floats().map(str) | st.just("33,36,9") | st.sampled_from(KEYS)


@given(
    st.text(max_size=300)
    | st.lists(st.tuples(st.sampled_from(KEYS), VALUES), max_size=6).map(urlencode)
)
@settings(max_examples=200, deadline=None)
def test_any_text_gives_a_valid_scenario(text: str) -> None:
    found, told = from_query(text, CATALOG)
    assert from_query(to_query(found, CATALOG), CATALOG) == (found, [])
    for address, value in found.parameters.items():
        parameter = CATALOG.parameters[address]
        assert math.isfinite(value)
        assert parameter.min <= value <= parameter.max
    assert all(len(line) < 700 for line in told)


def test_a_text_that_is_long_is_not_repeated_in_full() -> None:
    _, told = from_query(f"on={'x' * 5000}&lang={'y' * 5000}&{'z' * 5000}=1", CATALOG)
    assert [len(line) < 120 for line in told] == [True, True, True]


def test_characters_that_mean_something_in_a_query_are_escaped() -> None:
    """`quote` alone decides this: a link may be followed by more of an address."""
    text = to_query(make_scenario(CATALOG, CATALOG.proposals, view=View(33, 36, 9)), CATALOG)
    keys_and_values = [part for pair in text.split("&") for part in pair.split("=")]
    assert all(part == quote(part, safe=",.") for part in keys_and_values)


def test_a_whole_proposal_fits_in_a_link() -> None:
    """FINDINGS.md: every reading and parameter of a proposal takes about 308 characters."""
    for proposal_id in CATALOG.proposals:
        layers = CATALOG.layers_of(proposal_id)
        everything = make_scenario(
            CATALOG,
            layers,
            {layer: tuple(item.id for item in CATALOG.layers[layer].reading) for layer in layers},
            {
                address: item.max if item.max != item.default else item.min
                for address, item in CATALOG.parameters.items()
                if address.startswith(f"{proposal_id}.")
            },
            View(33.1234, 36.1234, 9.25),
        )
        assert len(to_query(everything, CATALOG)) < 600
