"""A link means the same whatever mail programs, people and networks have put around it."""

from dataclasses import replace
from urllib.parse import parse_qsl, quote, quote_plus

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.comparison_query import SIDES, from_comparison_query, to_comparison_query
from geodata.scenario import Scenario, from_query, make_scenario, to_query
from geodata.text.link_pairs import AROUND, BLANKS, QUOTATION_MARKS, STOPS, bare_number, clean_pairs
from tests.layers.project import CATALOG, scenarios

CORRIDOR = "druze-corridor.passage"
ON = replace(make_scenario(CATALOG, ["druze-corridor"]), language="ar")
COUNTS = ["utm_source=mail", "UTM_Campaign=a+b", "fbclid=IwAR0", "gclid=", "mc_cid=1", "igshid=x%3D", "_hsenc=p2", "ref=x"]  # fmt: skip


@pytest.mark.parametrize(
    "link",
    [
        "on=druze-corridor%20&lang=ar",
        "on=druze-corridor+&lang=ar+",
        "on=druze-corridor&lang=ar.",
        "on=druze-corridor&lang=ar,",
        "on=druze-corridor&lang=ar;",
        "on=druze-corridor&lang=ar)",
        "on=druze-corridor&lang=ar%5D.",
        'on=druze-corridor&lang=ar"',
        "on=druze-corridor&lang=ar%E2%80%9D",  # a closing quotation mark
        "on=druze-corridor&lang=ar%C2%A0%E2%80%8E",  # a no-break blank and a mark of direction
        "on=druze-corridor&lang=ar%2B",  # a blank that was encoded twice
        "on=Druze-Corridor&lang=AR",
        "ON=DRUZE-CORRIDOR&Lang=Ar",
        "?on=druze-corridor&lang=ar",
        "on=%20druze-corridor&lang=%22ar%22",
        "on=druze-corridor&amp;lang=ar",
        "on=none%20,%20druze-corridor,&lang=ar",
        "utm_source=mail&on=druze-corridor&utm_medium=social&lang=ar&fbclid=IwAR0",
        "on=druze-corridor&lang=ar&mc_cid=1&mc_eid=2&igshid=x&gclid=y&msclkid=z&=",
        "on=druze-corridor&lang=ar&.",
    ],
)
def test_a_link_is_taken_as_it_is_meant(link: str) -> None:
    assert from_query(link, CATALOG) == (ON, [])


@pytest.mark.parametrize(
    ("link", "meant"),
    [
        (f"{CORRIDOR}=Southern.", f"{CORRIDOR}=southern"),
        (f"{CORRIDOR}=southern,+via-izra,", f"{CORRIDOR}=via-izra,southern"),
        (f"{CORRIDOR}.Width_km=10).", f"{CORRIDOR}.width_km=10"),
        (f"{CORRIDOR}.width_km=%20(7.5)", f"{CORRIDOR}.width_km=7.5"),
        ("view=(33,+36,+9).", "view=33,36,9"),
        ("view=33,36,9,", "view=33,36,9"),
        ("view=33.05,36.15,9%20", "view=33.05,36.15,9"),
    ],
)
def test_readings_values_and_views_are_taken_as_they_are_meant(link: str, meant: str) -> None:
    found, told = from_query(link, CATALOG)
    assert (found, told) == from_query(meant, CATALOG)
    assert found != make_scenario(CATALOG)
    assert told == []


def test_a_point_before_a_number_belongs_to_it() -> None:
    assert bare_number(" .5. ") == ".5"
    assert bare_number("(-3)") == "-3"


CASES = st.sampled_from([str.lower, str.upper, str.title])
BEFORE = st.text(st.sampled_from(sorted(set(AROUND) - set("."))), max_size=3)
"""But a full stop, which before a number is a part of it."""
AFTER = st.text(st.sampled_from(sorted(AROUND)), max_size=4)


@st.composite
def decorated(draw: st.DrawFn, text: str) -> str:
    """Return a link that means the same, as it arrives somewhere."""
    pairs = []
    for name, value in parse_qsl(text, keep_blank_values=True):
        written = draw(CASES)(value) if name not in SIDES else value
        put = f"{draw(BEFORE)}{written}{draw(AFTER)}"
        encoded = draw(st.sampled_from([quote, quote_plus]))(put)
        pairs.append(f"{draw(CASES)(name)}={encoded}")
    for pair in draw(st.lists(st.sampled_from(COUNTS), max_size=3)):
        pairs.insert(draw(st.integers(0, len(pairs))), pair)
    return "&".join(pairs)


@given(scenarios(), st.data())
@settings(max_examples=150, deadline=None)
def test_a_decorated_link_means_the_same_scenario(shown: Scenario, data: st.DataObject) -> None:
    link = data.draw(decorated(to_query(shown, CATALOG)))
    assert from_query(link, CATALOG) == (shown, [])


@given(scenarios(), scenarios(), st.data())
@settings(max_examples=60, deadline=None)
def test_a_decorated_comparison_means_the_same_two(
    a: Scenario, b: Scenario, data: st.DataObject
) -> None:
    link = data.draw(decorated(to_comparison_query(a, b, CATALOG)))
    assert from_comparison_query(link, CATALOG) == (a, b, [])
    inner = [data.draw(decorated(to_query(side, CATALOG))) for side in (a, b)]
    link = "&".join(f"{name}={quote(text)}" for name, text in zip(SIDES, inner, strict=True))
    assert from_comparison_query(link, CATALOG) == (a, b, [])


def test_nothing_of_the_project_is_taken_for_what_counts_readers() -> None:
    names = ["on", "view", "lang", "briefing", "step", *SIDES, *CATALOG.layers, *CATALOG.parameters]
    assert clean_pairs((name, "1") for name in names) == [(name, "1") for name in names]


def test_no_id_begins_or_ends_with_what_counts_for_nothing() -> None:
    ids = [*CATALOG.proposals, *CATALOG.layers, *CATALOG.parameters, *CATALOG.briefings]
    ids += [item.id for layer in CATALOG.layers.values() for item in layer.reading]
    assert [name for name in ids if name != name.strip(AROUND).lower()] == []


def test_all_blanks_count_for_nothing() -> None:
    every = {chr(code) for code in range(0x3100) if chr(code).isspace()}
    assert every - set(BLANKS) == set("\x1c\x1d\x1e\x1f")  # which no keyboard has
    assert not set(BLANKS) & set(STOPS + QUOTATION_MARKS)


def test_a_long_tail_of_marks_takes_no_long_time() -> None:
    """It is looked at once: in the square of its length it would take minutes."""
    found, told = from_query(f"on={'[' * 1_000_000}x{'.' * 1_000_000}", CATALOG)
    assert found == make_scenario(CATALOG)
    assert told == ["'x' is not a layer here and was left out"]
