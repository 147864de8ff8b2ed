"""What the map tells of a bridge: whose data it draws, and as of when."""

import pytest
import streamlit as st

from dashboard.session.interpolation_ends import comparison_drawing
from geodata.scenario import make_scenario
from tests.layers.project import BUILDER, CATALOG

ZONE = "demilitarized-south.zone=three-bands"
"""Rests on Line B."""
BAND = "disengagement-1974.limitation-west=as-written"
"""Rests on Line A."""


@pytest.mark.slow
@pytest.mark.parametrize(("a", "b"), [(ZONE, BAND), (BAND, ZONE)])
def test_both_ends_are_credited(monkeypatch: pytest.MonkeyPatch, a: str, b: str) -> None:
    monkeypatch.setattr(st, "session_state", {"bridge-A": a, "bridge-B": b})
    told = comparison_drawing(BUILDER, make_scenario(CATALOG))
    layers = [BUILDER.layer(*address.split("=")) for address in (a, b)]
    assert layers[0].attributions != layers[1].attributions
    assert {*layers[0].attributions, *layers[1].attributions} <= set(told["attributions"])
    assert told["asOf"] == max(CATALOG.proposal_of(layer.address).as_of for layer in layers)
