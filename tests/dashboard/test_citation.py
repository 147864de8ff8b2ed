"""A figure is copied with all that has to be cited with it, and its link restores the scenario."""

from urllib.parse import urlsplit

import pytest
from streamlit.testing.v1 import AppTest

import geodata
from dashboard.panels.citation import LayerFigure, citation, own_citation, own_figure_title
from dashboard.session.user_layers import UserLayers
from dashboard.text.ui_text import words
from geodata.scenario import Scenario, from_query
from layers.user_layers.sketch import Sketch
from tests.layers.project import BUILDER, CATALOG
from tests.test_same_numbers import page

pytestmark = pytest.mark.slow

ADDRESS = "https://map.example.org/talks"
SOUTH = "demilitarized-south.zone"
QUERY = f"on=demilitarized-south&{SOUTH}=nearly-to-damascus&{SOUTH}.standoff_km=20"
LABEL = words()["citation"]["title"]


def figure_of(query: str, layer: str, name: tuple[str, str]) -> tuple[LayerFigure, Scenario]:
    now, told = from_query(query, CATALOG)
    assert not told
    (reading,) = now.readings_of(layer, CATALOG)
    made = BUILDER.layer(layer, reading, now.values_of(layer, CATALOG))
    return LayerFigure(made, name, BUILDER.measures(made)[name]), now


def cited(query: str, layer: str, name: tuple[str, str]) -> list[str]:
    figure, now = figure_of(query, layer, name)
    return citation(figure, BUILDER, now, ADDRESS).splitlines()


def test_a_figure_is_cited_line_by_line() -> None:
    figure, _ = figure_of(QUERY, SOUTH, ("zone", "area"))
    source = CATALOG.sources["talks-resume-2026-01"]
    lines = cited(QUERY, SOUTH, ("zone", "area"))
    assert lines[0] == (
        "Demilitarized southern Syria, The zone to be demilitarized, All of the south, "
        f"area: {figure.quantity.text()}."
    )
    assert lines[1] == "Status: not agreed, as of 2026-01."
    assert lines[2].startswith("Interpretation: All of the south, nearly to Damascus. ")
    assert lines[2].endswith(": low.")
    assert lines[3] == "Assumed: Distance kept from the centre of Damascus: 20 km."
    assert lines[4].startswith(f"Source of the words: {source.title}, ")
    assert lines[4].endswith(f"read {source.read}.")
    assert lines[5].startswith("Computed from: ")
    assert "© OpenStreetMap contributors" in lines[5]
    assert lines[6] == words()["plus_minus"]
    assert f"data version {geodata.__version__}/{CATALOG.version}." in lines[7]
    assert len(lines) == 9


@pytest.mark.parametrize(
    "query",
    [QUERY, "on=demilitarized-south&view=33.0500,36.1500,9&lang=he", "on=demilitarized-south"],
)
def test_the_link_restores_the_scenario(query: str) -> None:
    link = cited(query, SOUTH, ("zone", "perimeter"))[-1].removeprefix("Link: ")
    assert link.startswith(f"{ADDRESS}/?")
    assert from_query(urlsplit(link).query, CATALOG) == from_query(query, CATALOG)


def test_what_is_in_force_is_said_with_who_disputes_it() -> None:
    lines = cited(
        "on=disengagement-1974", "disengagement-1974.area-of-separation", ("zone", "area")
    )
    assert lines[1].startswith("In force, according to ")
    assert "contested: " in lines[1]
    assert not any(line.endswith("..") for line in lines)


def test_what_is_counted_is_computed_from_no_data() -> None:
    query = "on=israeli-positions"
    lines = cited(query, "israeli-positions.positions", ("all", "count"))
    assert not any(line.startswith("Computed from") or "±" in line for line in lines)


def test_the_nearest_border_is_named_in_the_language_of_names() -> None:
    line = cited(
        "on=druze-corridor&lang=ar", "druze-corridor.passage", ("zone", "distance-to-border")
    )
    assert "nearest border (" in line[0]
    assert "سوريا" in line[0]


def test_a_drawing_has_a_citation_without_source_and_link() -> None:
    shelf = UserLayers()
    item = shelf.take_drawing(Sketch("line", ((36.2, 33.0), (36.4, 33.1))), "Mine", BUILDER)
    name = ("line", "distance-to-damascus")
    assert own_figure_title(item, name) == "Mine · Nearest to Damascus (centre)"
    first, *rest = own_citation(item, name, BUILDER).splitlines()
    assert first == f"Mine, nearest to Damascus (centre): {item.figures[name].text()}."
    assert rest[0] == words()["own_exact"]
    assert CATALOG.version in rest[1]
    assert len(rest) == 2


@pytest.mark.parametrize(("view", "measure"), [("figures", "Area"), ("measures", "Perimeter")])
def test_a_figure_is_chosen_beside_the_map_and_stands_there_to_be_copied(
    view: str, measure: str
) -> None:
    made = page(QUERY, view)
    (chooser,) = (item for item in made.selectbox if item.label == LABEL)
    assert not made.code
    (title,) = (item for item in chooser.options if item.endswith(f" · {measure}"))
    chooser.set_value(title).run()
    assert not made.exception
    figure, now = figure_of(QUERY, SOUTH, ("zone", measure.lower()))
    assert [item.value for item in made.code] == [
        citation(figure, BUILDER, now, made.code[0].value.partition("Link: ")[2].partition("?")[0])
    ]


def test_a_figure_that_is_gone_is_cited_no_more() -> None:
    made: AppTest = page("on=demilitarized-south,druze-corridor", "figures")
    (chooser,) = (item for item in made.selectbox if item.label == LABEL)
    title = next(item for item in chooser.options if item.startswith("The zone to be"))
    chooser.set_value(title).run()
    assert made.code
    made.checkbox(key="proposal:demilitarized-south").uncheck().run()
    assert not made.exception
    assert not made.code
