"""Clauses that are text only stand beside the map, with their text and who published it."""

import pytest

from dashboard.controls.layer_controls import undrawn_clauses
from geodata.models.field_types import in_language
from tests.layers.project import CATALOG

TEXT_ONLY = [
    name for name, item in CATALOG.proposals.items() if not any(p.reading for p in item.provision)
]


def test_there_are_demands_in_words_alone_on_both_sides() -> None:
    parties = {CATALOG.proposals[name].party for name in TEXT_ONLY}
    assert {"israel", "syria"} <= parties


@pytest.mark.parametrize("proposal_id", TEXT_ONLY)
def test_a_demand_in_words_alone_is_headed_by_its_title(proposal_id: str) -> None:
    proposal = CATALOG.proposals[proposal_id]
    found = undrawn_clauses(CATALOG, proposal, "en")
    title = in_language(proposal.title, "en").replace("'", "&#x27;")
    assert f"<summary dir='auto'>{title} ({len(proposal.provision)})</summary>" in found
    assert found.count("<li ") == len(proposal.provision)


def test_a_clause_has_its_text_and_its_sources() -> None:
    found = undrawn_clauses(CATALOG, CATALOG.proposals["end-of-strikes"], "en")
    assert "claimed at Doha on 6 December" in found
    assert "Shafaq News, 2025-12-07" in found


def test_what_is_drawn_is_left_out_and_the_rest_is_under_a_line_of_its_own() -> None:
    proposal = CATALOG.proposals["disengagement-1974"]
    found = undrawn_clauses(CATALOG, proposal, "en")
    assert "<summary dir='auto'>In the same text, not drawn (3)</summary>" in found
    assert "no military observation" in found
    assert "ceasefire line" not in found


def test_nothing_is_said_where_everything_is_drawn() -> None:
    assert undrawn_clauses(CATALOG, CATALOG.proposals["economic-zone"], "en") == ""


def test_its_text_is_text_and_no_markup() -> None:
    proposal = CATALOG.proposals["end-of-strikes"]
    clause = proposal.provision[0].model_copy(update={"title": "<script>", "text": "<b>"})
    bad = proposal.model_copy(update={"title": "<img src=x>", "provision": [clause]})
    found = undrawn_clauses(CATALOG, bad, "en")
    assert "<script>" not in found
    assert "<img" not in found
    assert "&lt;b&gt;" in found
