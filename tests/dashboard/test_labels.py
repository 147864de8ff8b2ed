"""No two things that stand beside each other are called alike."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.text.choice_labels import choices, distinct_name, distinct_names
from geodata.user_layers.limits import MAX_TITLE
from tests.test_direction import ROOT, modules

LISTS = {"selectbox", "radio", "multiselect", "segmented_control", "pills", "select_slider"}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["a", "b"], ["a", "b"]),
        (["a", "a", "b", "a"], ["a", "a (2)", "b", "a (3)"]),
        (["a", "a (2)", "a"], ["a", "a (2)", "a (3)"]),
        (["a", "a", "a (2)"], ["a", "a (2)", "a (2) (2)"]),
        # One letter and two that look as one; a joiner is not seen at all.
        (["caf\u00e9", "cafe\u0301"], ["caf\u00e9", "cafe\u0301 (2)"]),
        (["a", "a\u200d"], ["a", "a\u200d (2)"]),
        (["x" * MAX_TITLE] * 2, ["x" * MAX_TITLE, "x" * (MAX_TITLE - 4) + " (2)"]),
        (["", ""], ["", " (2)"]),
    ],
)
def test_the_second_of_equal_names_gets_a_number(names: list[str], expected: list[str]) -> None:
    assert list(distinct_names(dict(enumerate(names))).values()) == expected


def test_a_name_is_told_apart_from_others() -> None:
    assert distinct_name("a", []) == "a"
    assert distinct_name("a", ["a", "b", "a (2)"]) == "a (3)"


@given(st.lists(st.text("ab (2)", max_size=4), max_size=12))
def test_labels_lead_back_to_what_they_stand_for(names: list[str]) -> None:
    offered = choices(dict(enumerate(names)))
    labels = [offered["format_func"](key) for key in offered["options"]]
    assert offered["options"] == list(range(len(names)))
    assert len(set(labels)) == len(names)


def test_thousands_of_equal_names_take_no_time() -> None:
    assert len(set(distinct_names(dict.fromkeys(range(5_000), "a")).values())) == 5_000


PLAIN = {"compose.py": "multiselect", "online_base_map.py": "radio"}
"""Lists whose options are their own labels."""


def test_every_list_of_the_screen_is_told_apart() -> None:
    plain = {}
    for path in modules("dashboard"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            if ast.unparse(node.func.value) != "st" or node.func.attr not in LISTS:
                continue
            if not any(
                ast.unparse(item.value).startswith("choices(")
                for item in node.keywords
                if item.arg is None
            ):
                plain[path.relative_to(ROOT / "dashboard").name] = node.func.attr
    assert plain == PLAIN
