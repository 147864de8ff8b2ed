"""The models of the text files: what they accept, and what they compute from it."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from geodata.models.field_types import Id, PartialDate, in_language
from geodata.models.proposal import Proposal
from geodata.models.provision import Parameter, Provision, Reading, Reported, Stance
from geodata.models.source import Source

WIDTH: dict[str, Any] = {
    "id": "width_km", "title": "Width", "unit": "km",
    "default": 5.0, "min": 1.0, "max": 20.0, "step": 0.5, "why": "",
}  # fmt: skip
READING: dict[str, Any] = {
    "id": "straight", "title": "Straight", "why": "", "confidence": "low", "recipe": "corridor",
    "arguments": {"width_km": {"parameter": "width_km"}},
}  # fmt: skip
PROVISION: dict[str, Any] = {
    "id": "passage", "title": "A passage", "issue": "corridor", "text": "", "sources": ["press"],
    "confidence": "high", "default_reading": "straight",
    "parameter": [WIDTH], "reading": [READING],
}  # fmt: skip


@pytest.mark.parametrize("text", ["2025", "2025-09", "2025-09-26", "1974-05-31"])
def test_dates_may_be_as_exact_as_they_are_known(text: str) -> None:
    assert TypeAdapter(PartialDate).validate_python(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "25",
        "2025-9",
        "2025-13",
        "2025-00",
        "2025-01-32",
        "2025-02-30",
        "2025-01-01T00",
        "September 2025",
    ],
)
def test_other_dates_are_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(PartialDate).validate_python(text)


@pytest.mark.parametrize("text", ["", "A", "a_b", "-a", "a-", "a--b", "a b", "a.b", "a\n"])
def test_ids_are_lower_case_with_single_hyphens(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Id).validate_python(text)


@given(
    low=st.integers(-20, 20),
    steps=st.integers(1, 60),
    step=st.sampled_from([0.1, 0.25, 0.5, 1.0, 2.5]),
    value=st.floats(-1000, 1000),
)
@settings(max_examples=100, deadline=None)
def test_the_nearest_allowed_value_is_on_the_grid_and_nothing_is_nearer(
    low: int, steps: int, step: float, value: float
) -> None:
    high = round(low + steps * step, 6)
    given_numbers = {"default": low, "min": low, "max": high, "step": step}
    parameter = Parameter.model_validate({**WIDTH, **given_numbers})
    grid = [round(low + count * step, 6) for count in range(steps + 1)]
    nearest = parameter.nearest(value)
    assert nearest in grid
    assert abs(nearest - value) <= min(abs(item - value) for item in grid) + 1e-6
    assert parameter.nearest(nearest) == nearest


@pytest.mark.parametrize(
    ("value", "plus_minus", "expected"),
    [
        (90, 0, "fits"),
        (110, 0, "fits"),
        (89.999, 0, "fits-not"),
        (110.001, 0, "fits-not"),
        (88, 2, "within-plus-minus"),  # 88 + 2 reaches the span's lower end
        (88, 1.9, "fits-not"),
        (112, 2, "within-plus-minus"),
        (112, 1.9, "fits-not"),
        (100, 10, "fits"),
        (100, 10.1, "uncertain"),  # more than a tenth of itself: it would agree with too much
        (100, 50, "uncertain"),
        (200, 21, "uncertain"),
        (0, 0.1, "uncertain"),
    ],
)
def test_a_computed_value_fits_a_reported_span(
    value: float, plus_minus: float, expected: str
) -> None:
    figure = Reported(
        id="length", feature="axis", measure="length", value=100, low=90, high=110, unit="km",
        why="", sources=["press"],
    )  # fmt: skip
    assert figure.fit(value, plus_minus) == expected


def test_a_text_falls_back_to_english() -> None:
    text = {"en": "Line A", "ar": "الخط أ"}
    assert [in_language(text, code) for code in ("en", "ar", "he")] == [
        "Line A",
        "الخط أ",
        "Line A",
    ]
    assert in_language("Line A", "he") == "Line A"


def test_arguments_get_the_values_of_parameters_at_any_depth() -> None:
    reading = Reading.model_validate(
        {
            **READING,
            "arguments": {
                "plain": 3,
                "width_km": {"parameter": "width_km"},
                "bands": [{"id": "near", "depth_km": {"parameter": "near_km"}}, "text"],
                "again": [{"parameter": "width_km"}],
            },
        }
    )
    assert reading.parameter_names() == ["width_km", "near_km"]
    assert reading.resolved_arguments({"width_km": 7.5, "near_km": 2.0}) == {
        "plain": 3,
        "width_km": 7.5,
        "bands": [{"id": "near", "depth_km": 2.0}, "text"],
        "again": [7.5],
    }


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"default_reading": "winding"}, "default_reading 'winding' is not one of straight"),
        ({"default_reading": None}, "default_reading 'None' is not one of straight"),
        ({"reading": [READING, READING]}, "reading 'straight' is given twice"),
        ({"parameter": [WIDTH, WIDTH]}, "parameter 'width_km' is given twice"),
        ({"parameter": []}, "parameter 'width_km' is used by a reading but not declared"),
        (
            {"parameter": [WIDTH, {**WIDTH, "id": "idle"}]},
            "parameter 'idle' is not used by any reading",
        ),
        ({"sources": []}, "at least 1 item"),
    ],
)
def test_a_provision_has_to_fit_together(change: dict[str, Any], told: str) -> None:
    Provision.model_validate(PROVISION)
    with pytest.raises(ValidationError, match=told):
        Provision.model_validate({**PROVISION, **change})


def test_provisions_of_a_proposal_differ() -> None:
    proposal = {"title": "", "party": "israel", "status": "asked", "as_of": "2025", "summary": ""}
    with pytest.raises(ValidationError, match="provision 'passage' is given twice"):
        Proposal.model_validate({**proposal, "provision": [PROVISION, PROVISION]})


def test_only_a_silent_party_needs_no_source() -> None:
    Stance(party="syria", position="silent", as_of="2026-01")
    with pytest.raises(ValidationError, match="'rejects' needs at least one"):
        Stance(party="syria", position="rejects", as_of="2026-01")


@pytest.mark.parametrize("missing", ["licence", "attribution"])
def test_a_data_source_states_licence_and_attribution(missing: str) -> None:
    given_fields = {
        "kind": "data", "title": "", "publisher": "", "date": "2026", "address": "", "read": "",
        "licence": "ODbL-1.0", "attribution": "OpenStreetMap contributors",
    }  # fmt: skip
    Source.model_validate(given_fields)
    with pytest.raises(ValidationError, match="a data source needs both"):
        Source.model_validate({**given_fields, missing: ""})


def test_every_source_that_any_part_names_is_cited() -> None:
    provision = Provision.model_validate(
        {
            **PROVISION,
            "parameter": [{**WIDTH, "sources": ["of-parameter"]}],
            "reading": [{**READING, "sources": ["of-reading"]}],
            "stance": [
                {"party": "syria", "position": "mixed", "as_of": "2025", "sources": ["of-stance"]}
            ],
        }
    )
    assert set(provision.cited_sources()) == {"press", "of-parameter", "of-reading", "of-stance"}
