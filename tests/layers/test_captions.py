"""Figures in captions: computed, reported, or a parameter's value; and what is assumed."""

from pathlib import Path

import pytest

from geodata import load
from geodata.briefings.step_scenario import scenario_of
from geodata.models.briefing import Mention
from geodata.models.field_types import in_language
from geodata.scenario import from_query, make_scenario
from geodata.text.file_errors import FileError
from layers.analysis.reading_spread import spread
from layers.build.briefing_figures import Figure, caption, check_captions, figure, key_figures
from layers.build.builder import Builder
from layers.build.figure_address import UnknownFigureError
from tests.layers.project import BUILDER, CATALOG, copied, replace_once

PASSAGE = "druze-corridor.passage"


@pytest.mark.parametrize(
    ("address", "form", "text"),
    [
        # The figures of tests/layers/test_figures.py and of the README's table.
        (f"{PASSAGE}@southern.axis.length", "", "76.7 ± 1.9 km"),
        (f"{PASSAGE}@southern.axis.length", "short", "76.7 km"),
        (f"{PASSAGE}@southern.axis.length", "mi", "47.6 ± 1.2 mi"),
        # As the article gives it: 100 km, or 60 miles (62.1 to the last digit).
        (f"{PASSAGE}.reported.length", "", "100 km"),
        (f"{PASSAGE}.reported.length", "mi", "62.1 mi"),
        (f"{PASSAGE}.width_km", "", "5 km"),
        ("phased-withdrawal.phases.completed", "", "1"),
        ("israeli-positions.positions@mid-2025.all.count", "", "10"),
    ],
)
def test_a_mention_is_written_with_its_value(address: str, form: str, text: str) -> None:
    assert figure(Mention(address, form), BUILDER, make_scenario(CATALOG)).text == text


def test_it_follows_the_scenario() -> None:
    shown, _ = from_query(f"on={PASSAGE}&{PASSAGE}=southern&{PASSAGE}.width_km=10", CATALOG)
    assert figure(Mention(f"{PASSAGE}.width_km"), BUILDER, shown).text == "10 km"
    of_default = figure(Mention(f"{PASSAGE}@southern.axis.length"), BUILDER, shown)
    assert figure(Mention(f"{PASSAGE}.axis.length"), BUILDER, shown).text == of_default.text


@pytest.mark.parametrize(
    ("address", "assumed"),
    [
        # A width that nobody named makes the area, and not the length of the way.
        (f"{PASSAGE}.zone.area", True),
        (f"{PASSAGE}.axis.length", False),
        (f"{PASSAGE}.width_km", True),
        # The widening by 2 km was reported, the depths behind it were not.
        ("demilitarized-south.zone@three-bands.widened-strip.area", False),
        ("demilitarized-south.zone@three-bands.far.area", True),
        ("demilitarized-south.zone@three-bands.whole.area", True),
        ("demilitarized-south.zone.widening_km", False),
        ("demilitarized-south.zone@governorates.zone.area", False),
        ("phased-withdrawal.phases.all.count", True),
    ],
)
def test_what_an_assumption_makes_is_marked(address: str, assumed: bool) -> None:
    assert figure(Mention(address), BUILDER, make_scenario(CATALOG)).assumed == assumed


@pytest.mark.slow
@pytest.mark.parametrize(
    ("address", "told"),
    [
        (f"{PASSAGE}.depth_km", f"there are: {PASSAGE}.width_km"),
        (f"{PASSAGE}.reported.area", "there are: length"),
        ("atlantis.zone.reported.area", "there are: none"),
        (f"{PASSAGE}.axis.height", "measure 'height' is not known"),
        (f"{PASSAGE}@winding.axis.length", "reading 'winding' is not known; there are: via-izra"),
        ("druze-corridor", "is not an address"),
    ],
)
def test_an_unknown_figure_is_told_in_one_line(address: str, told: str) -> None:
    with pytest.raises(UnknownFigureError, match=told) as error:
        figure(Mention(address), BUILDER, make_scenario(CATALOG))
    assert "\n" not in str(error.value)


@pytest.mark.slow
def test_a_caption_that_mentions_nothing_stops_the_start(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    path = folder / "briefings" / "corridor-what-100-km-means.toml"
    replace_once(
        path,
        "it is {druze-corridor.passage.axis.length}:",
        "it is {druze-corridor.passage.way.length}:",
    )
    with pytest.raises(FileError) as error:
        check_captions(Builder(load.load_catalog(folder)))
    assert "corridor-what-100-km-means.toml: step.through-izra.caption: feature 'way'" in str(
        error.value
    )


@pytest.mark.parametrize("briefing_id", CATALOG.briefings)
def test_every_caption_reads_as_a_sentence(briefing_id: str) -> None:
    for step in CATALOG.briefings[briefing_id].step:
        shown = scenario_of(step, CATALOG)
        pieces = caption(step, BUILDER, shown)
        text = "".join(piece if isinstance(piece, str) else piece.text for piece in pieces)
        assert text.endswith("."), f"{step.id}: {text}"
        assert len(text) <= 260, f"{step.id}: {len(text)} characters are more than three lines"
        assert 1 <= len(key_figures(step, BUILDER, shown)) <= 3
        assert len(in_language(step.title, "en")) <= 60


def test_the_step_that_sets_readings_side_by_side_tells_the_smallest_and_the_largest() -> None:
    step = CATALOG.briefings["what-demilitarization-could-mean"].step[-1]
    shown, layer = scenario_of(step, CATALOG), "demilitarized-south.zone"
    found = spread(BUILDER, layer)
    areas = {row.reading.id: row.quantity.value for row in found.rows}
    on_the_map = sorted(shown.readings_of(layer, CATALOG), key=areas.__getitem__)
    assert "from-damascus" in on_the_map
    told = [piece.text for piece in caption(step, BUILDER, shown) if isinstance(piece, Figure)]
    texts = {row.reading.id: row.quantity.text(short=True) for row in found.rows}
    assert told == [texts[name] for name in (on_the_map[0], on_the_map[-1], "nearly-to-damascus")]
