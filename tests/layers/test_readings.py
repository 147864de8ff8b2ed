"""How much the wording matters, by figures that stand elsewhere too."""

import math

import pytest

from layers.analysis.reading_spread import spread
from tests.layers.project import BUILDER, CATALOG


def test_the_corridor_spreads_from_68_to_100_km() -> None:
    found = spread(BUILDER, "druze-corridor.passage")
    assert found is not None
    assert found.measure == "length"
    assert found.reported is not None
    lengths = {
        row.reading.id: (row.quantity.text(), found.reported.fit(*row.quantity.rounded_numbers()))
        for row in found.rows
    }
    # The fact sheet's own computation, from the crossing's better point: 100.5, 97.1, 68.4 and 76.7 km; 'fits' is 90 to 110.
    assert lengths == {
        "via-izra": ("100 ± 3 km", "fits"),
        "straight-from-majdal-shams": ("97.1 ± 1.4 km", "fits"),
        "shortest-from-line-a": ("68.4 ± 1.0 km", "fits-not"),
        "southern": ("76.7 ± 1.9 km", "fits-not"),
    }
    assert found.ratio == pytest.approx(100.5 / 68.4, abs=0.01)


def test_bands_count_as_a_whole() -> None:
    found = spread(BUILDER, "demilitarized-south.zone")
    assert found is not None
    bands = BUILDER.figures(BUILDER.layer("demilitarized-south.zone", "three-bands"))
    parts = [
        quantity.value
        for (name, what), quantity in bands.items()
        if what == "area" and name != "whole"
    ]
    by_reading = {row.reading.id: row.quantity.value for row in found.rows}
    assert by_reading["three-bands"] == pytest.approx(sum(parts))
    assert found.ratio > 4  # 2,600 against 12,400 km2


def test_the_whole_is_perturbed_as_one_figure() -> None:
    """An edge that two bands share moves area from one to the other, and none of the whole: they
    do not add up as if they were independent, and by no means one to the other."""
    figures = BUILDER.figures(BUILDER.layer("demilitarized-south.zone", "think-tank-map"))
    shares = [figures[part, "area"].plus_minus for part in ("second", "third")]
    assert figures["whole", "area"].plus_minus < 0.9 * math.hypot(*shares)


def test_counts_of_reports_are_a_range() -> None:
    found = spread(BUILDER, "israeli-positions.positions")
    assert found is not None
    assert found.measure == "count"


@pytest.mark.parametrize("address", list(CATALOG.layers))
def test_one_reading_leaves_nothing_open(address: str) -> None:
    found = spread(BUILDER, address)
    assert (found is None) or len(found.rows) >= 2
    if len(CATALOG.layers[address].reading) == 1:
        assert found is None
