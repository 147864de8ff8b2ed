"""Every table, panel and file rounds by one rule, `layers.accuracy.quantity.round_to_plus_minus`.

What a person reads is searched for figures with a unit, wherever it stands; rounding one of them
again must leave it as it is. In files for machines, a rounded figure stands beside all its digits.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pyarrow as pa
import pytest
from geographiclib.geodesic import Geodesic
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from dashboard.analyse.measures import table_on_screen
from dashboard.export.content.named_briefing import NamedBriefing
from dashboard.export.gis.data_files import data_file
from dashboard.export.picture_files import picture
from dashboard.export.slides.deck_files import briefing_deck, scenario_deck
from dashboard.export.web_page.page_data import content_of, page_data
from dashboard.panels.citation import own_citation
from dashboard.panels.user_layer_cards import own_card
from dashboard.presentation.layer_details import details
from dashboard.presentation.verdict import reported_text
from dashboard.session.user_layer_description import describe_user_layer, details_of
from dashboard.session.user_layers import UserLayers
from geodata.comparison_query import to_comparison_query
from geodata.scenario import from_query
from layers.accuracy.quantity import round_to_plus_minus, rounded_numbers
from layers.analysis import comparison_report
from layers.analysis.comparison import compare
from layers.analysis.overlap_matrix import matrix
from layers.analysis.sensitivity import sweep
from layers.build.other_figures import other_figures
from layers.output.csv_table import MARK, table_text
from layers.output.figure_table import COLUMNS
from layers.user_layers.output import own_items, own_rows
from layers.user_layers.sketch import Sketch
from tests.dashboard.export.drawn import snapshot
from tests.layers.project import BUILDER, CATALOG
from tests.test_same_numbers import html_of, page, text_of

pytestmark = pytest.mark.slow

QUERY = (
    "on=demilitarized-south,disengagement-1974,druze-corridor"
    "&demilitarized-south.zone=nearly-to-damascus,three-bands"
)
SHOWN = from_query(QUERY, CATALOG)[0]
SIDES = tuple(
    from_query(query, CATALOG)[0]
    for query in ("on=demilitarized-south", "on=disengagement-1974,druze-corridor")
)
PLAIN_DIGITS = 3
"""Of a figure without a plus-minus, and of one whose plus-minus is left out."""
COUNTRY = BUILDER.figures(BUILDER.layer("no-turkish-forces.country"))["zone", "area"]
"""Known so well that it has more digits also where its plus-minus is left out."""
QUOTED = {
    reported_text(other.figure)
    for address, provision in CATALOG.layers.items()
    for reading in provision.reading
    for other in other_figures(BUILDER.layer(address, reading.id), CATALOG)
}
"""Figures of other sources: they stand as their source gives them."""

NUMBER = r"-?\d[\d,]*(?:\.\d+)?(?:[eE][-+]?\d+)?"
FIGURE = re.compile(rf"({NUMBER})(?: ± ({NUMBER}))? ?(?:km²|km\b|mi\b|sq mi|dunam|%)")
NO_NUMBER = re.compile(r"\b(?:None|nan|NaN|inf)\b|\d[eE][-+]\d")


def digits_of(number: str) -> int:
    """Return how many digits of a number say something."""
    return len(re.sub(r"[-.,]", "", number).strip("0"))


def wrongly_rounded(text: str) -> list[str]:
    """Return every figure of a text that the rule would write otherwise, and what is no number."""
    found = [match.group() for match in NO_NUMBER.finditer(text)]
    for match in FIGURE.finditer(text):
        if match.group() in QUOTED:
            continue
        value, plus_minus = match.groups()
        as_it_stands = float(value.replace(",", ""))
        if plus_minus:
            again = round_to_plus_minus(as_it_stands, float(plus_minus.replace(",", "")))
            found += [] if again == (value, plus_minus) else [match.group()]
        elif match.group() != COUNTRY.text(short=True) and digits_of(value) > PLAIN_DIGITS:
            found.append(match.group())
    return found


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("11,200 ± 300 km², 97.1 ± 1.4 km", []),
        ("11,210 ± 333.8 km²", ["11,210 ± 333.8 km²"]),
        ("97.1415 km and 3 km", ["97.1415 km"]),
        ("None km, 4.1e-07", ["None", "1e-0"]),
        ("11,212 km²", ["11,212 km²"]),
    ],
)
def test_the_search_finds_what_is_not_rounded(text: str, wrong: list[str]) -> None:
    assert wrongly_rounded(text) == wrong


def strings(found: Any) -> Iterator[str]:
    """Yield every text in plain data, numbers as JSON writes them."""
    if isinstance(found, dict):
        for value in found.values():
            yield from strings(value)
    elif isinstance(found, list | tuple):
        for value in found:
            yield from strings(value)
    elif isinstance(found, str):
        yield found


def hints_of(made: AppTest) -> Iterator[str]:
    """Yield what charts tell at the pointer: every value of every field of a tooltip."""
    for item in made.main:
        if item.type != "vega_lite_chart":
            continue
        tables = [
            pa.ipc.open_stream(data.data.data).read_all().to_pylist()
            for data in item.proto.datasets
        ]
        for field in re.findall(r'"tooltip": (\[.*?\])', item.proto.spec):
            for name in (hint["field"] for hint in json.loads(field)):
                yield from (str(row[name]) for rows in tables for row in rows if name in row)


PANELS = {
    "figures": {},
    "compare": {"side-a": "on=demilitarized-south", "side-b": "on=druze-corridor"},
    "sensitivity": {"swept": "demilitarized-south.zone.standoff_km"},
    "readings": {},
    "precedents": {},
    "bridge": {},
    "measures": {},
}


@pytest.mark.parametrize("view", PANELS)
def test_a_panel(view: str) -> None:
    made = page(QUERY, view, **PANELS[view])
    assert wrongly_rounded(text_of(html_of(made))) == []
    hints = list(hints_of(made))
    assert bool(hints) == (view in ("sensitivity", "readings", "precedents"))
    figures = [hint for hint in hints if FIGURE.search(hint)]
    assert bool(figures) == bool(hints)
    assert [wrong for hint in hints for wrong in wrongly_rounded(hint)] == []
    assert not [hint for hint in hints if re.fullmatch(r"-?\d+\.\d{3,}", hint)]


def test_the_table_of_measures_on_the_screen() -> None:
    table = page(QUERY, "measures").dataframe[0].value.fillna({"plus_minus": 0.0})
    for value, plus_minus in zip(table["value"], table["plus_minus"], strict=True):
        assert rounded_numbers(value, plus_minus) == (value, plus_minus)


def test_the_matrix_has_no_digits_that_its_zones_have_not() -> None:
    found = matrix(BUILDER, SHOWN)
    for i, layer in enumerate(found.layers):
        areas = [
            quantity
            for (of, name), quantity in BUILDER.figures(layer).items()
            if name == "area" and of in ("whole", "zone")
        ]
        assert found.text(i, i) == areas[-1].text(short=True).removesuffix(" km²")
        for j in range(len(found.layers)):
            assert found.text(i, j) == found.text(j, i)


def of_details() -> Iterator[str]:
    for layer in BUILDER.layers(SHOWN):
        yield from strings(details(layer, BUILDER)["features"])
        yield from strings(details(layer, BUILDER)["whole"])


def of_a_deck() -> Iterator[str]:
    named = NamedBriefing("a", CATALOG.briefings["the-talks-in-eight-steps"])
    for content in (
        briefing_deck(named, "en", BUILDER, "16:9", ""),
        scenario_deck(SHOWN, BUILDER, "16:9", ""),
    ):
        for slide in Presentation(io.BytesIO(content)).slides:
            for shape in slide.shapes:
                yield str(shape._element._nvXxPr.cNvPr.get("descr") or "")
                if shape.has_text_frame:
                    yield shape.text_frame.text
                if shape.has_table:
                    yield from (cell.text for row in shape.table.rows for cell in row.cells)


SURFACES: dict[str, Callable[[], Iterator[str]]] = {
    "what a click tells": of_details,
    "a page of one file": lambda: strings(page_data(content_of(SHOWN, BUILDER, None))["layers"]),
    "a deck": of_a_deck,
    "a picture": lambda: iter(
        [text_of(picture("svg", snapshot(QUERY), BUILDER).decode().partition("</metadata>")[2])]
    ),
    "KML": lambda: iter([text_of(data_file("kml", SHOWN, BUILDER).decode())]),
    "the lines of a comparison": lambda: comparison_report.lines(BUILDER, *SIDES),
}


@pytest.mark.parametrize("surface", SURFACES)
def test_what_is_read(surface: str) -> None:
    texts = [text for text in SURFACES[surface]() if text]
    assert texts
    assert {text: wrong for text in texts if (wrong := wrongly_rounded(text))} == {}


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix(MARK), newline="")))


def assert_rounded(row: dict[str, str], value: str = "value") -> None:
    raw = float(row[f"{value}_raw"]), float(row["plus_minus_raw"] or 0)
    assert (float(row[value]), float(row["plus_minus"] or 0)) == rounded_numbers(*raw)


def test_a_table_of_measures() -> None:
    for row in rows_of(data_file("csv", SHOWN, BUILDER).decode()):
        assert_rounded(row)


def test_a_table_of_a_sweep() -> None:
    for row in rows_of(sweep(BUILDER, "demilitarized-south.zone.standoff_km", steps=3).csv()):
        assert_rounded(row, "figure")


def test_a_file_of_a_comparison() -> None:
    found = compare(BUILDER, *SIDES)
    link = to_comparison_query(*SIDES, CATALOG)
    for item in comparison_report.feature_collection(found, link)["features"]:
        areas = tuple(item["properties"][name] for name in comparison_report.AREA_PROPERTIES)
        assert areas == rounded_numbers(*areas)


def test_an_own_figure_is_the_same_wherever_it_stands() -> None:
    """What is drawn is exact, and has five digits; its distance to something else has three."""
    shelf = UserLayers()
    drawing = Sketch("line", ((36.2, 33.0), (36.4, 33.1)))
    item = shelf.take_drawing(drawing, "Mine", BUILDER)
    (feature_id, _), *_ = item.figures
    metres = Geodesic.WGS84.Inverse(33.0, 36.2, 33.1, 36.4)["s12"]
    length = f"{metres / 1000:.3f}"
    assert len(digits := length.replace(".", "")) == 5, digits
    quantities = {name: quantity for (_, name), quantity in item.figures.items()}
    assert quantities["length"].text() == f"{length} km"
    assert digits_of(str(quantities["distance-to-damascus"].rounded_numbers()[0])) <= PLAIN_DIGITS
    clicked = details_of(item)["features"][feature_id]["figures"]
    assert [figure["text"] for figure in clicked] == [item.text() for item in quantities.values()]
    assert f"{length} km" in own_card(item)
    assert describe_user_layer(shelf, item)["label"] == f"Mine: {length} km"
    assert own_citation(item, (feature_id, "length"), BUILDER).startswith(
        f"Mine, length: {length} km."
    )
    on_screen = [row["value"] for row in table_on_screen(BUILDER, [], [item], "en")]
    rows = rows_of(table_text(COLUMNS, own_rows("Mine", item.id, item.figures)))
    (feature,) = own_items(item.layer, item.figures, item.drawing)
    in_file = feature["properties"]["figures"]
    assert on_screen == [float(row["value"]) for row in rows] == list(in_file.values())
    assert on_screen == [quantity.rounded_numbers()[0] for quantity in quantities.values()]
    raw = [float(row["value_raw"]) for row in rows]
    assert raw == list(feature["properties"]["figures_raw"].values())
    assert raw == [quantity.value for quantity in quantities.values()]
