"""A figure over the range of a parameter: values that a person can check, and the slow way."""

import csv
import io
import math

import pytest

from geodata.models.provision import Parameter
from layers.accuracy.quantity import Quantity
from layers.analysis.sensitivity import COLUMNS, MOST_VALUES, SweepError, sweep
from layers.analysis.sensitivity_curve import MOST_NODES
from layers.output.csv_table import MARK
from tests.layers.project import BUILDER, CATALOG

pytestmark = pytest.mark.slow

THREE = [
    ("druze-corridor.passage.width_km", "via-izra", "zone.area"),
    ("demilitarized-south.zone.standoff_km", "nearly-to-damascus", "zone.area"),
    ("demilitarized-south.zone.near_depth_km", "three-bands", "whole.area"),
]


def exact(address: str, reading: str, name: tuple[str, str], value: float):
    layer, _, parameter = address.rpartition(".")
    return BUILDER.figures(BUILDER.layer(layer, reading, {parameter: value}))[name]


def test_a_straight_corridor_is_length_times_width_and_the_ends() -> None:
    address, length = "druze-corridor.passage.width_km", 68.4
    found = sweep(BUILDER, address, reading="shortest-from-line-a")
    assert found.name == ("zone", "area")  # the reported length does not depend on the width
    for step in found.steps:
        # A half disc at each end; the border of Syria may cut off the one by the line.
        disc = math.pi * step.value**2 / 4
        assert step.figure is not None
        assert length * step.value - 0.01 * step.figure < step.figure - disc / 2
        assert step.figure < length * step.value + disc + 0.001 * step.figure


def test_where_a_corridor_bends_its_inner_sides_overlap() -> None:
    found = sweep(BUILDER, "druze-corridor.passage.width_km")
    for step in found.steps:  # 100.5 km long
        straight = 100.5 * step.value + math.pi * step.value**2 / 4
        assert step.figure is not None
        assert (0.95 if step.value <= 5 else 0.85) * straight < step.figure < straight


@pytest.mark.parametrize(("address", "reading", "measure"), THREE)
def test_at_five_values_it_is_what_the_layer_says(address: str, reading: str, measure: str) -> None:
    found = sweep(BUILDER, address, reading=reading)
    assert ".".join(found.name) == measure
    largest = max(step.plus_minus or 0.0 for step in found.steps)
    last = len(found.steps) - 1
    for place in (0, last // 5, last // 3, 4 * last // 5, last):
        step = found.steps[place]
        layer = exact(address, reading, found.name, step.value)
        assert step.figure == pytest.approx(layer.value, rel=1e-9)
        # Interpolated within 3 % of the largest of the curve, as layers/analysis/sensitivity_curve.py says.
        assert step.plus_minus == pytest.approx(layer.plus_minus, abs=0.03 * largest)
        if step.value in found.nodes:
            assert step.plus_minus == pytest.approx(layer.plus_minus, rel=1e-6)


@pytest.mark.parametrize(("address", "reading"), [item[:2] for item in THREE])
def test_what_stands_now_is_the_layers_own_figure(address: str, reading: str) -> None:
    found = sweep(BUILDER, address, reading=reading)
    layer = exact(address, reading, found.name, found.now)
    assert found.now == found.parameter.default
    assert {found.now, found.parameter.min, found.parameter.max} <= set(found.nodes)
    assert len(found.nodes) <= MOST_NODES
    assert found.current is not None
    assert found.current.text() == layer.text()
    assert set(found.current.rests_on) <= set(layer.rests_on)
    assert found.current.licences
    assert found.unit == layer.unit


def test_a_band_by_itself_is_what_it_is_among_the_others() -> None:
    address = "demilitarized-south.zone.widening_km"
    for measure in ("widened-strip.area", "middle.area", "far.distance-to-damascus"):
        name = tuple(measure.split("."))
        found = sweep(BUILDER, address, reading="three-bands", measure=measure)
        for step in (found.steps[1], found.steps[-1]):
            value = exact(address, "three-bands", name, step.value).value
            assert step.figure == pytest.approx(value, rel=1e-9)


def test_a_band_of_depth_0_has_no_area_and_no_distance() -> None:
    address = "demilitarized-south.zone.widening_km"
    area = sweep(BUILDER, address, reading="three-bands", measure="widened-strip.area")
    assert (area.steps[0].value, area.steps[0].figure) == (0, 0)
    distance = sweep(
        BUILDER, address, reading="three-bands", measure="widened-strip.distance-to-damascus"
    )
    assert (distance.steps[0].figure, distance.steps[0].plus_minus) == (None, None)
    assert distance.csv().splitlines()[1].endswith("widened-strip.distance-to-damascus,,,km,,")


def test_steps_are_the_parameters_own_unless_more_are_asked_for() -> None:
    own = sweep(BUILDER, "demilitarized-south.zone.standoff_km")
    assert [step.value for step in own.steps] == [float(value) for value in range(5, 41)]
    asked = sweep(BUILDER, "demilitarized-south.zone.standoff_km", steps=11)
    assert [step.value for step in asked.steps] == [
        5,
        8.5,
        12,
        15,
        15.5,
        19,
        22.5,
        26,
        29.5,
        33,
        36.5,
        40,
    ]
    assert MOST_VALUES == 200


def test_whole_numbers_are_swept_over_whole_numbers() -> None:
    address = next(key for key, item in CATALOG.parameters.items() if item.unit == "count")
    item: Parameter = CATALOG.parameters[address]
    found = sweep(BUILDER, address, steps=200)
    assert [step.value for step in found.steps] == list(range(int(item.min), int(item.max) + 1))


def test_other_values_and_the_value_that_stands_now_are_taken() -> None:
    values = {"near_depth_km": 10.0, "widening_km": 5.0}
    found = sweep(BUILDER, "demilitarized-south.zone.near_depth_km", values=values)
    layer = BUILDER.layer("demilitarized-south.zone", "three-bands", values)
    whole = BUILDER.figures(layer)["whole", "area"]
    assert found.now == 10
    assert 10 in found.nodes
    assert found.current is not None
    assert found.current.value == pytest.approx(whole.value, rel=1e-9)
    assert found.current.plus_minus == pytest.approx(whole.plus_minus, rel=1e-6)


def test_what_sources_fix_is_marked() -> None:
    widening = sweep(BUILDER, "demilitarized-south.zone.widening_km", reading="three-bands")
    assert [(mark.axis, mark.value, mark.sources) for mark in widening.marks] == [
        ("parameter", 2, ("axios-2025-09-16",))
    ]
    length = sweep(BUILDER, "druze-corridor.passage.width_km", measure="axis.length")
    assert [(mark.axis, mark.value) for mark in length.marks] == [("figure", 100)]
    assert [(item.low, item.high) for item in length.reported] == [(90, 110)]
    assert sweep(BUILDER, "druze-corridor.passage.width_km").marks == ()


def test_the_table_has_a_row_a_step_and_no_formula() -> None:
    found = sweep(BUILDER, "demilitarized-south.zone.standoff_km", steps=5)
    rows = list(csv.DictReader(io.StringIO(found.csv().removeprefix(MARK))))
    assert tuple(rows[0]) == COLUMNS
    assert [float(row["figure_raw"]) for row in rows] == [step.figure for step in found.steps]
    for row, step in zip(rows, found.steps, strict=True):
        shown = Quantity(step.figure, step.plus_minus, found.unit).rounded_numbers()
        assert (float(row["figure"]), float(row["plus_minus"])) == shown
    assert {row["unit"] for row in rows} == {"km"}
    assert {row["figure_unit"] for row in rows} == {"km2"}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_progress_goes_from_0_to_1() -> None:
    told: list[float] = []
    sweep(BUILDER, "demilitarized-south.zone.standoff_km", steps=5, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"address": "druze-corridor.passage.length_km"}, "is not one of"),
        (
            {"address": "demilitarized-south.zone.standoff_km", "reading": "governorates"},
            "these do: nearly-to-damascus",
        ),
        ({"address": "druze-corridor.passage.width_km", "measure": "zone.count"}, "zone.area"),
    ],
)
def test_what_cannot_be_swept_is_told_in_one_line(asked: dict[str, str], told: str) -> None:
    with pytest.raises(SweepError, match=told) as error:
        sweep(BUILDER, **asked)
    assert "\n" not in str(error.value)
