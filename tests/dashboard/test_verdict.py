"""How a computed figure stands to one that somebody else gives, in words."""

import pytest

from dashboard.evidence.governorates import governorate_table
from dashboard.evidence.interpretations import others_of
from dashboard.export.content.slide_content import scenario_page
from dashboard.panels.key_figures import figure_card
from dashboard.presentation.layer_details import others_in_short, reported_lines
from dashboard.presentation.verdict import reported_text, short_verdict, verdict
from dashboard.stage.briefing_message import step_view
from geodata.briefings.step_scenario import scenario_of
from geodata.models.provision import Reported
from geodata.scenario import make_scenario
from layers.accuracy.quantity import Quantity
from layers.analysis.reading_spread import spread
from layers.build.other_figures import rests_on_governorates
from tests.layers.project import BUILDER, CATALOG

NOTHING = make_scenario(CATALOG, [])
SEPARATION, SOUTH = "disengagement-1974.area-of-separation", "demilitarized-south.zone"


def reported(value: float, unit: str = "km2", low: float = 0, high: float = 0) -> Reported:
    return Reported.model_validate(
        {
            "id": "figure",
            "feature": "zone",
            "measure": "area",
            "value": value,
            "low": low or value,
            "high": high or value,
            "unit": unit,
            "why": "",
            "sources": ["press"],
        }
    )


@pytest.mark.parametrize(
    ("other", "here", "said", "short"),
    [
        (reported(100, "km", 90, 110), (97.1, 1.4), "our measurement agrees", "agrees"),
        (reported(100, "km", 99, 101), (97.1, 2.4), "our measurement agrees, within its margin of error", "agrees within its ±"),
        (reported(10, "km"), (7.6, 0.4), "our measurement does not agree: 24 % less", "24 % less"),
        (reported(235), (263.4, 41), "our measurement is known to ± 16 % only: 12 % more", "12 % more, too uncertain to agree"),
        (reported(0.2, "km"), (0.63, 0.5), "our measurement is known to ± 79 % only: 3.1 times as much", "3.1 times as much, too uncertain to agree"),
        (reported(41.1, "percent"), (46, 0.4), "our measurement does not agree: 5 points more", "5 points more"),
        (reported(0, "km"), (2.4, 0.1), "our measurement does not agree: 2.4 km more", "2.4 km more"),
        (reported(1000), (1002, 1), "our measurement does not agree: less than 1 % apart", "less than 1 % apart"),
        (reported(9, "count", 7, 14), (7, 0), "", ""),
    ],
)  # fmt: skip
def test_a_verdict_says_agreement_or_how_far_apart(
    other: Reported, here: tuple[float, float], said: str, short: str
) -> None:
    quantity = Quantity(*here, other.unit)
    assert verdict(other, quantity) == said
    assert short_verdict(other, quantity) == short


@pytest.mark.slow
@pytest.mark.parametrize("address", CATALOG.layers)
def test_nothing_agrees_that_is_known_to_more_than_a_tenth(address: str) -> None:
    for reading in CATALOG.layers[address].reading:
        layer = BUILDER.layer(address, reading.id)
        for quantity in BUILDER.figures(layer).values():
            value, plus_minus = quantity.rounded_numbers()
            if quantity.unit != "count" and plus_minus > value / 10:
                assert "agrees" not in verdict(reported(value, quantity.unit), quantity)


def test_a_figure_is_told_with_all_the_digits_that_its_source_gives() -> None:
    assert reported_text(reported(10754)) == "10,754 km²"
    assert reported_text(reported(9, "count", 7, 14)) == "7 to 14"


def test_the_area_of_separation_stands_beside_what_others_give() -> None:
    lines = [line["text"] for line in reported_lines(BUILDER.layer(SEPARATION), BUILDER)]
    assert "UNDOF, 2020): greatest width 10 km, in the centre — our measurement" in lines[2]
    assert lines[-1].startswith(
        "UN OCHA, COD-AB v02, 2020, computed by us: the area of separation is divided into "
        "Quneitra 231, Rif Dimashq 19, Daraa 7 km²."
    )


def test_another_data_set_is_named_beside_what_rests_on_governorates() -> None:
    layer = BUILDER.layer(SOUTH, "governorates")
    (line,) = reported_lines(layer, BUILDER)
    by = "UN OCHA, COD-AB v02, 2020, computed by us"
    assert line["text"].startswith(f"{by}: area 10,754 km² — our measurement")
    assert others_in_short(layer, CATALOG)["zone", "area"] == f"10,754 km² ({by})"


def test_zones_of_one_layer_are_told_apart() -> None:
    lines = reported_lines(BUILDER.layer(SOUTH, "think-tank-map"), BUILDER)
    parts = [line["text"].split(": ", 1)[1].split(", area")[0] for line in lines]
    assert parts[0] == "All together"
    assert parts[1].startswith("First zone")
    assert len(set(parts)) == len(parts) == 4


def test_a_card_shows_two_figures_of_others_and_folds_the_rest() -> None:
    shown = make_scenario(CATALOG, [SEPARATION])
    card = figure_card(BUILDER, BUILDER.layer(SEPARATION), shown)
    shown_first, folded = card.split("<details class='fit'>")
    assert "area 235 km²" in shown_first
    assert "area 400 km²" in shown_first
    assert "Other sources: 5 more</summary>" in folded
    assert folded.count("<div class='fit'") == 5


def test_that_there_is_no_figure_for_other_values_is_said() -> None:
    layer = BUILDER.layer(SOUTH, "nearly-to-damascus", {"standoff_km": 30.0})
    (line,) = reported_lines(layer, BUILDER)
    assert "No other data set gives one" in line["text"]


@pytest.mark.parametrize("address", CATALOG.layers)
def test_whatever_rests_on_governorates_has_a_second_figure_or_says_that_there_is_none(
    address: str,
) -> None:
    for reading in CATALOG.layers[address].reading:
        layer = BUILDER.layer(address, reading.id)
        texts = [line["text"] for line in reported_lines(layer, BUILDER)]
        said = any("UN OCHA" in text or "no figure of another" in text for text in texts)
        assert said or not rests_on_governorates(layer)


def test_the_notes_of_a_slide_have_them_too() -> None:
    shown = make_scenario(CATALOG, [SOUTH], {SOUTH: ("governorates",)})
    assert "area 10,754 km²" in scenario_page(shown, BUILDER).notes


def test_the_presenters_sources_of_a_step_have_them_first() -> None:
    briefing = CATALOG.briefings["what-demilitarization-could-mean"]
    step = next(item for item in briefing.step if f"{SOUTH}@governorates.zone.area" in item.figures)
    shown = scenario_of(step, CATALOG)
    sources = step_view(step, BUILDER, shown)["sources"]
    of_others = [text for text in sources if "our measurement" in text]
    assert sources[: len(of_others)] == of_others
    assert any("area 10,754 km²" in text for text in of_others)


def test_the_page_of_sources_has_the_governorates_by_several_sources() -> None:
    table = governorate_table(BUILDER)
    for text in ("6,357 km²", "5,550 km²", "1,861 km² (with the Golan west of Line A"):
        assert text in table


def test_readings_have_the_report_and_the_other_data_set_in_their_row() -> None:
    found = spread(BUILDER, SOUTH)
    assert found is not None
    cells = {row.reading.id: others_of(BUILDER, found, row, NOTHING) for row in found.rows}
    by = "UN OCHA, COD-AB v02, 2020, computed by us"
    assert cells["governorates"] == f"{by}: 10,754 km²"
    assert cells["three-bands"] == ""
    passage = spread(BUILDER, "druze-corridor.passage")
    assert passage is not None
    cells = {row.reading.id: others_of(BUILDER, passage, row, NOTHING) for row in passage.rows}
    assert cells["straight-from-majdal-shams"] == "agrees"
    assert cells["southern"] == "23 % less"
