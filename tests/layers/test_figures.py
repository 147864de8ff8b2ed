"""From an address to a figure, and one line for an address that names none."""

import pytest

from geodata.scenario import from_query
from layers.accuracy.metrics import METRICS
from layers.build.figure_address import UnknownFigureError, exists, resolve
from tests.layers.project import BUILDER, CATALOG

pytestmark = pytest.mark.slow

PASSAGE = "druze-corridor.passage"


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("disengagement-1974.line-a.line.length", "79.62 ± 0.17 km"),
        (f"{PASSAGE}@southern.axis.length", "76.7 ± 1.9 km"),
        (f"{PASSAGE}@southern.zone.width-median", "5 km"),
    ],
)
def test_an_address_names_a_figure(address: str, text: str) -> None:
    assert resolve(address, BUILDER).text() == text


def test_it_is_the_figure_of_the_builder() -> None:
    layer = BUILDER.layer(PASSAGE, "southern")
    named = f"{layer.name}.axis"
    assert resolve(f"{named}.length", BUILDER) is BUILDER.figures(layer)["axis", "length"]
    border = BUILDER.measures(layer)["axis", "distance-to-border"]
    assert resolve(f"{named}.distance-to-border", BUILDER) is border


def test_a_length_is_told_in_miles_too() -> None:
    # 76.7 / 1.609344 = 47.66, 1.9 / 1.609344 = 1.2
    assert resolve(f"{PASSAGE}@southern.axis.length", BUILDER).in_miles().text() == "47.6 ± 1.2 mi"


def test_the_scenario_gives_reading_and_values() -> None:
    query = f"on={PASSAGE}&{PASSAGE}=southern&{PASSAGE}.width_km=10"
    scenario, told = from_query(query, CATALOG)
    assert not told
    width = f"{PASSAGE}.zone.width-median"
    assert resolve(width, BUILDER).value == pytest.approx(5, rel=0.001)
    assert resolve(width, BUILDER, scenario).value == pytest.approx(10, rel=0.001)
    assert resolve(f"{PASSAGE}.axis.length", BUILDER, scenario).text() == "76.7 ± 1.9 km"
    named = resolve(f"{PASSAGE}@shortest-from-line-a.axis.length", BUILDER, scenario)
    assert named.text() == "68.4 ± 1.0 km"


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("area", "'area' is not an address: write PROPOSAL.PROVISION[@READING].FEATURE.MEASURE"),
        (f"{PASSAGE}.zone.area.km2", "is not an address"),
        (
            "atlantis.zone.zone.area",
            "proposal 'atlantis' is not known; there are: disengagement-1974,",
        ),
        (
            "druze-corridor.road.zone.area",
            "layer 'druze-corridor.road' is not known; there are: druze-corridor.passage",
        ),
        ("golan-status.status.zone.area", "is not known; there are: none"),
        (f"{PASSAGE}@winding.zone.area", "reading 'winding' is not known; there are: via-izra,"),
        (f"{PASSAGE}@.zone.area", "reading '' is not known; there are: via-izra,"),
        (f"{PASSAGE}.way.area", "feature 'way' is not known; there are: zone, axis"),
        (
            f"{PASSAGE}.axis.area",
            "measure 'area' is not known; there are: length, distance-to-damascus,",
        ),
        (f"{PASSAGE}.zone.weight", "measure 'weight' is not known; there are: area, "),
    ],
)
def test_what_there_is_is_told_in_one_line(address: str, told: str) -> None:
    with pytest.raises(UnknownFigureError) as raised:
        resolve(address, BUILDER)
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


def test_what_exists_is_what_can_be_resolved() -> None:
    for address in ("disengagement-1974.limitation-east", PASSAGE, "full-withdrawal.vacated"):
        layer = BUILDER.layer(address)
        for feature in [*(item.id for item in layer.features), "whole", "nowhere"]:
            for measure in METRICS:
                named = f"{address}.{feature}.{measure}"
                assert exists(named, BUILDER) == ((feature, measure) in BUILDER.measures(layer)), (
                    named
                )
