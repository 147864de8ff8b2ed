"""Each distance says what it leads to, in every language, and no other measure does."""

import csv
import io

import pytest
import shapely

from geodata.models.briefing import mention
from geodata.models.field_types import Language, in_language
from geodata.scenario import make_scenario
from layers.accuracy.metrics import METRICS, names_of
from layers.build.briefing_figures import figure
from layers.build.other_end import measure_title, with_other_ends
from layers.features.feature import Feature
from layers.geometry.densify import densify
from layers.output.csv_table import MARK, table_text
from layers.output.figure_table import COLUMNS, rows
from layers.user_layers.features import features_of, own_figures
from layers.user_layers.output import own_items, own_rows
from layers.user_layers.sketch import Sketch
from tests.layers.project import BUILDER, CATALOG

pytestmark = pytest.mark.slow

CONTRACT = (
    *("proposal", "layer", "reading", "feature", "measure"),
    *("value", "plus_minus", "unit", "rests_on", "licence"),
    *("value_raw", "plus_minus_raw"),
)
BY_LEBANON = shapely.box(35.98, 33.52, 36.0, 33.54)
"""Some 10 km from the border with Lebanon, and 90 km from that with Jordan."""
ON_FOUR_BORDERS = shapely.box(35.55, 32.6, 35.95, 33.45)
"""From the Yarmouk to the ridge of Hermon, with the whole of the Golan."""


def ends(geometry: shapely.Geometry, language: Language = "en") -> dict[str, str]:
    """Return what each measure of a zone leads to."""
    feature = Feature("zone", "", "zone", densify(geometry))
    names = names_of([feature], METRICS)
    quantities = {name: BUILDER.quantity(1.0, 0.0, METRICS[name[1]].unit, ()) for name in names}
    found = with_other_ends(quantities, [feature], BUILDER.reference)
    return {name[1]: in_language(item.other_end, language) for name, item in found.items()}


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "Lebanon – Syria"), ("ar", "لبنان – سوريا"), ("he", "לבנון – סוריה")],
)
def test_the_nearest_border_is_named_in_the_language_of_names(
    language: Language, name: str
) -> None:
    assert ends(BY_LEBANON, language)["distance-to-border"] == name


def test_a_zone_on_several_borders_names_each_of_them_once() -> None:
    named = ends(ON_FOUR_BORDERS)["distance-to-border"].split(", ")
    assert {"Lebanon – Syria", "Golan – Lebanon", "Golan – Jordan", "Jordan – Syria"} <= {*named}
    assert len(named) == len({*named})


def test_every_distance_has_an_other_end_and_nothing_else_has() -> None:
    found = ends(BY_LEBANON)
    distances = {name for name in found if name.startswith(("distance-to-", "depth-from-"))}
    assert {name for name, end in found.items() if end} == distances
    assert found["distance-to-damascus"] == "Damascus"
    assert found["distance-to-suwayda"] == "Al-Suwayda"
    assert found["distance-to-line-a"] == found["depth-from-line-a"] == "Line A"


def test_a_figure_rests_on_what_it_leads_to() -> None:
    layer = BUILDER.layer("druze-corridor.passage", "via-izra")
    quantity = BUILDER.measures(layer)["zone", "distance-to-border"]
    rests_on = {CATALOG.features[key].name_in("en") for key in quantity.rests_on}
    # The nearest point is the one where two borders meet: both are named, one is measured.
    assert {*in_language(quantity.other_end, "en").split(", ")} == {
        "Golan – Lebanon",
        "Lebanon – Syria",
    }
    assert rests_on & {"Golan – Lebanon", "Lebanon – Syria"}


def test_the_title_of_a_measure_says_the_end_that_it_found() -> None:
    layer = BUILDER.layer("druze-corridor.passage", "via-izra")
    figures = BUILDER.measures(layer)
    quantity = figures["zone", "distance-to-border"]
    end = in_language(quantity.other_end, "ar")
    assert measure_title("distance-to-border", quantity, "ar") == f"Nearest border ({end})"
    assert measure_title("area", figures["zone", "area"], "ar") == "Area"


def test_a_caption_names_the_border() -> None:
    address = "druze-corridor.passage@via-izra.zone.distance-to-border"
    shown = make_scenario(CATALOG, ["druze-corridor"])
    found = figure(mention(address), BUILDER, shown)
    assert found.measure.startswith("Nearest border (")
    assert "Syria" in found.measure


def test_the_table_keeps_its_columns_and_then_names_the_other_end() -> None:
    assert (*CONTRACT, "other_end") == COLUMNS[:-1]
    layer = BUILDER.layer("druze-corridor.passage", "via-izra")
    text = table_text(COLUMNS, rows(layer, BUILDER, "ar")).removeprefix(MARK)
    table = {
        (row["feature"], row["measure"]): row["other_end"]
        for row in csv.DictReader(io.StringIO(text))
    }
    assert table["zone", "distance-to-damascus"] == "دمشق"
    assert table["zone", "area"] == ""


def test_a_drawing_says_what_its_distances_lead_to() -> None:
    drawing = Sketch("line", ((36.2, 33.0), (36.4, 33.1)))
    layer = drawing.layer("Mine")
    figures = own_figures(features_of(layer), BUILDER.reference)
    at = COLUMNS.index("other_end")
    written = {row[4]: row[at] for row in own_rows("Mine", "own-1", figures, "he")}
    assert written == {
        "length": "",
        "distance-to-damascus": "דמשק",
        "distance-to-line-a": "קו א׳",
    }
    (item,) = own_items(layer, figures, drawing, "en")
    assert item["properties"]["other_ends"] == {
        "distance-to-damascus (km)": "Damascus",
        "distance-to-line-a (km)": "Line A",
    }
