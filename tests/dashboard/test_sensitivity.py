"""The chart of a sweep: its axes' words, and what was reported as marks on them."""

from dataclasses import replace
from typing import Any

import pytest

from dashboard.analyse.sensitivity import sweep_chart
from dashboard.presentation.symbology import symbology
from layers.analysis.sensitivity import Sweep, sweep
from tests.layers.project import BUILDER

pytestmark = pytest.mark.slow


def layers_of(found: Sweep) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return each layer of the chart with the first row of its data."""
    spec = sweep_chart(found, "en", "light").to_dict()
    return [(item, spec["datasets"][item["data"]["name"]][0]) for item in spec["layer"]]


@pytest.mark.parametrize(
    ("address", "axis", "value", "told"),
    [
        # The files: the draft is reported to add 2 km; about 500 km2 were reported.
        ("demilitarized-south.zone.widening_km", "x", 2, "Israel, reported: 2 km"),
        # A diplomatic source in Damascus, September 2025: no party said it.
        ("no-heavy-weapons.zone.moved_south_km", "x", 10, "Reported: 10 km"),
        ("full-withdrawal.vacated.radius_km", "y", 500, "Reported: 500 km²"),
    ],
)
def test_what_was_reported_stands_on_its_axis(
    address: str, axis: str, value: float, told: str
) -> None:
    found = sweep(BUILDER, address, steps=5)
    signs = [(item, row) for item, row in layers_of(found) if row.get("told") == told]
    assert {item["mark"]["type"] for item, _ in signs} >= {"point", "text"}
    for item, row in signs:
        assert item["encoding"][axis]["field"] == "value"
        assert row["value"] == value
    point = next(item for item, _ in signs if item["mark"]["type"] == "point")
    assert point["mark"]["color"] == symbology().neutral.fill
    assert point["encoding"]["y" if axis == "x" else "x"]["value"] in ("height", 0)


def test_an_assumption_is_no_mark() -> None:
    found = sweep(BUILDER, "druze-corridor.passage.width_km", steps=5)
    texts = [row.get("told", "") for _, row in layers_of(found)]
    assert not [text for text in texts if "eported" in text]
    assert "Now: 5 km" in texts


def test_the_axes_are_titled_in_the_language_with_units() -> None:
    found = sweep(BUILDER, "druze-corridor.passage.width_km", steps=5)
    title = {"en": "Width", "ar": "عنوان للتجربة"}
    found = replace(found, parameter=found.parameter.model_copy(update={"title": title}))
    curve = sweep_chart(found, "ar", "dark").to_dict()["layer"][0]["encoding"]
    assert curve["x"]["title"] == "عنوان للتجربة, km"
    assert curve["y"]["title"] == "Area, km²"
