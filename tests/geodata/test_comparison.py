"""A comparison survives its text form, and any text gives two valid scenarios."""

from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.comparison_query import from_comparison_query, to_comparison_query
from geodata.scenario import Scenario, make_scenario, to_query
from tests.layers.project import CATALOG, scenarios


@given(scenarios(), scenarios())
@settings(max_examples=60, deadline=None)
def test_a_comparison_survives_its_text(a: Scenario, b: Scenario) -> None:
    text = to_comparison_query(a, b, CATALOG)
    assert from_comparison_query(text, CATALOG) == (a, b, [])
    assert text.count("&") == 1


def test_the_text_is_two_scenarios_percent_encoded() -> None:
    a, b = make_scenario(CATALOG, ["druze-corridor"]), make_scenario(CATALOG)
    assert to_comparison_query(a, b, CATALOG) == "a=on%3Ddruze-corridor&b=on%3Dnone"


@pytest.mark.parametrize(
    ("text", "nearest", "words"),
    [
        ("", ("on=none", "on=none"), ["A: no scenario given", "B: no scenario given"]),
        ("b=on%3Ddruze-corridor", ("on=none", "on=druze-corridor"), ["A: no scenario given"]),
        ("a=on%3Datlantis&b=on%3Dnone", ("on=none", "on=none"), ["A: 'atlantis' is not a layer"]),
        ("a=on%3Dnone&b=lang%3Dfr", ("on=none", "on=none"), ["B: language 'fr'"]),
        ("a=&b=&c=1", ("on=none", "on=none"), ["'c' is not known here"]),
        # What was not percent-encoded belongs to the comparison, and is told.
        ("a=on=druze-corridor&druze-corridor.passage=southern&b=", ("on=druze-corridor", "on=none"), ["'druze-corridor.passage' is not known here"]),
    ],
)  # fmt: skip
def test_what_is_dropped_is_told_with_its_side(
    text: str, nearest: tuple[str, str], words: list[str]
) -> None:
    a, b, told = from_comparison_query(text, CATALOG)
    assert (to_query(a, CATALOG), to_query(b, CATALOG)) == nearest
    assert len(told) == len(words)
    assert all(line.startswith(part) for line, part in zip(told, words, strict=True))


@given(st.text(max_size=200) | st.text(max_size=100).map(lambda t: f"a={t}&b={quote(t, safe='')}"))
@settings(max_examples=100, deadline=None)
def test_any_text_gives_two_valid_scenarios(text: str) -> None:
    a, b, _ = from_comparison_query(text, CATALOG)
    assert from_comparison_query(to_comparison_query(a, b, CATALOG), CATALOG) == (a, b, [])
