"""What proposals name exists, and what does not is told with its file and place."""

from pathlib import Path

import pytest

from geodata import load
from geodata.text.file_errors import FileError
from layers.accuracy.metrics import METRICS, metrics_of
from layers.build.builder import Builder
from layers.build.check_recipes import check
from tests.layers.project import BUILDER, CATALOG, copied, replace_once

pytestmark = pytest.mark.slow

CORRIDOR, SOUTH = "druze-corridor.toml", "demilitarized-south.toml"
VIA = "provision.passage.reading.via-izra"


def test_every_file_of_the_project_is_right() -> None:
    check(BUILDER)


@pytest.mark.parametrize("address", CATALOG.layers)
def test_every_reported_figure_is_a_figure_of_some_reading(address: str) -> None:
    provision = CATALOG.layers[address]
    measured = {
        (feature.id, name): METRICS[name].unit
        for reading in provision.reading
        for feature in BUILDER.layer(address, reading.id).features
        for name in metrics_of(feature, METRICS)
    }
    for figure in provision.reported:
        assert measured[figure.feature, figure.measure] == figure.unit


@pytest.mark.parametrize("address", CATALOG.layers)
def test_every_reading_has_a_figure(address: str) -> None:
    for reading in CATALOG.layers[address].reading:
        layer = BUILDER.layer(address, reading.id)
        only_a_place = {feature.role for feature in layer.features} == {"position"}
        assert bool(BUILDER.figures(layer)) != only_a_place


@pytest.mark.parametrize(
    ("file", "old", "new", "field", "told"),
    [
        (CORRIDOR, 'recipe = "corridor"', 'recipe = "corider"', VIA, "recipe 'corider' is not one of around, at_place, bands, between"),
        (CORRIDOR, "width_km = { parameter", "breadth_km = { parameter", VIA, "argument width_km: is missing"),
        (CORRIDOR, '"izra", "busra', '"isra", "busra', VIA, "place 'isra' is not in the reference data; there are: "),
        (CORRIDOR, 'feature = "axis"', 'feature = "path"', "provision.passage.reported.length", "no reading has a figure 'path.length'; there are: axis.distance-to-damascus, axis.length"),
        (CORRIDOR, 'measure = "length"', 'measure = "width"', "provision.passage.reported.length", "no reading has a figure 'axis.width'"),
        (CORRIDOR, 'unit = "km"\nwhy = "\'Roughly', 'unit = "km2"\nwhy = "\'Roughly', "provision.passage.reported.length.unit", "'km2' is not the unit of length: km"),
        (SOUTH, 'side = "east"', 'side = "right"', "provision.zone.reading.three-bands", "argument side: 'right' is not one of 'east' or 'west'"),
        (SOUTH, 'from = "line-b"', 'from = "line-1923"', "provision.zone.reading.three-bands", "line 'line-1923' is for the background map only"),
        (SOUTH, '"daraa", "suwayda"]', '"deraa", "suwayda"]', "provision.zone.reading.governorates", "governorate 'deraa' is not in the reference data; there are: damascus, daraa,"),
    ],
)  # fmt: skip
def test_what_does_not_exist_is_told_in_one_line(
    tmp_path: Path, file: str, old: str, new: str, field: str, told: str
) -> None:
    folder = copied(tmp_path)
    path = folder / "proposals" / file
    replace_once(path, old, new)
    broken = Builder(load.load_catalog(folder))
    with pytest.raises(FileError) as raised:
        check(broken)
    line = str(raised.value)
    assert line.startswith(f"{path}: {field}: ")
    assert told in line
    assert "\n" not in line


def test_a_reported_figure_may_name_any_measure(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    path = folder / "proposals" / CORRIDOR
    replace_once(path, 'measure = "length"', 'measure = "distance-to-border"')
    builder = Builder(load.load_catalog(folder))
    check(builder)
    layer = builder.layer("druze-corridor.passage")
    assert ("axis", "distance-to-border") in builder.figures(layer)
    assert ("axis", "distance-to-daraa") not in builder.figures(layer)


REPORTED = """[[provision.reported]]
id = "of-daraa"
feature = "whole"
measure = "share-of-daraa"
value = 50
low = 40
high = 60
unit = "percent"
why = "Made up for this test."
sources = ["talks-resume-2026-01"]

"""


def test_a_reported_figure_may_be_of_all_bands_together(tmp_path: Path) -> None:
    """Bands never lie on each other: together they cover what each of them covers."""
    folder = copied(tmp_path)
    path = folder / "proposals" / SOUTH
    replace_once(
        path,
        '[[provision.parameter]]\nid = "standoff_km"',
        REPORTED + '[[provision.parameter]]\nid = "standoff_km"',
    )
    builder = Builder(load.load_catalog(folder))
    check(builder)
    layer = builder.layer("demilitarized-south.zone", "three-bands")
    measures = builder.measures(layer)
    parts = [
        measures[name].value
        for name in measures
        if name[0] != "whole" and name[1] == "share-of-daraa"
    ]
    together = builder.figures(layer)["whole", "share-of-daraa"]
    assert together.value == pytest.approx(sum(parts))
    assert together.text() == measures["whole", "share-of-daraa"].text()
