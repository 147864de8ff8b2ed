"""A file that was put into its place is taken once, or refused in a line that stays."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest
import streamlit as st
from streamlit.runtime.scriptrunner import StopException

from dashboard.analyse.measures import table_on_screen
from dashboard.controls import user_layer_controls
from dashboard.panels.user_layer_cards import own_card
from dashboard.session import user_layers
from dashboard.session.user_layer_description import describe_user_layers, details_of
from dashboard.session.user_layers import UserLayers
from dashboard.text.ui_text import words
from geodata.user_layers import read_layer
from layers.accuracy.metrics import FigureKey
from layers.accuracy.quantity import Quantity
from layers.user_layers.sketch import Sketch
from tests.hostile.corpus.shapes import SQUARE, geometry, zones
from tests.layers.project import BUILDER


@dataclass
class Given:
    """What `st.file_uploader` returns."""

    file_id: str
    content: bytes
    name: str = "mine.geojson"

    def getvalue(self) -> bytes:
        return self.content


class Page:
    """The place for a file, with what it holds and the errors below it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.shelf, self.holds, self.errors, self.reruns = UserLayers(), None, [], 0
        monkeypatch.setattr(user_layer_controls, "user_layers", lambda: self.shelf)
        monkeypatch.setattr(st, "file_uploader", lambda *_, **__: self.holds)
        monkeypatch.setattr(st, "error", self.errors.append)
        monkeypatch.setattr(st, "rerun", self.count_rerun)

    def count_rerun(self) -> None:
        self.reruns += 1

    def run(self, given: Given | None) -> list[str]:
        self.holds = given
        self.errors.clear()
        user_layer_controls.take_upload(BUILDER)
        return list(self.errors)


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Page:
    return Page(monkeypatch)


def test_a_file_is_taken_once(page: Page) -> None:
    given = Given("1", zones("mine"))
    for _ in range(3):
        assert page.run(given) == []
    assert list(page.shelf.layers) == ["own-1"]


def test_a_run_that_is_stopped_before_it_takes_a_file_loses_nothing(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is drawn may stop a run, for one that was asked for meanwhile."""
    given = Given("1", zones("mine"))

    def stop(_: str) -> None:
        raise StopException

    with monkeypatch.context() as stopping:
        stopping.setattr(st, "spinner", stop)
        with pytest.raises(StopException):
            page.run(given)
    assert page.run(given) == []
    assert list(page.shelf.layers) == ["own-1"]


def test_a_refusal_stays_until_the_file_goes(page: Page) -> None:
    given = Given("1", b"no JSON")
    (line,) = page.run(given)
    assert "JSON" in line
    assert page.run(given) == [line]
    assert page.run(None) == []
    assert page.shelf.layers == {}


def test_one_file_more_than_a_session_may_have_waits_until_there_is_room(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(user_layer_controls, "MOST", 2)
    for number in ("1", "2"):
        assert page.run(Given(number, zones(number))) == []
    third = Given("3", zones("3"))
    assert page.run(third) == [words()["own_most"].format(most=2)]
    assert list(page.shelf.layers) == ["own-1", "own-2"]
    page.shelf.remove("own-1")
    assert page.run(third) == []
    assert list(page.shelf.layers) == ["own-2", "own-3"]


def test_a_file_that_a_stopped_run_still_reads_is_taken_once_and_comes_onto_the_map(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that is stopped goes on until it draws something, beside the one that follows it."""
    given, reading, go_on = Given("1", zones("mine")), threading.Event(), threading.Event()
    figures = user_layers.own_figures

    def slowly(*asked: Any) -> dict[FigureKey, Quantity]:
        reading.set()
        assert go_on.wait(20)
        return figures(*asked)

    monkeypatch.setattr(user_layers, "own_figures", slowly)
    with ThreadPoolExecutor(2) as runs:
        first = runs.submit(page.run, given)
        assert reading.wait(20)
        page.shelf.on_map = page.shelf.count  # the run that follows tells the map what there is
        second = runs.submit(page.run, given)
        go_on.set()
        first.result()
        second.result()
    assert list(page.shelf.layers) == ["own-1"]
    assert page.reruns == 2, "the map was told by neither"
    page.shelf.on_map = page.shelf.count
    page.run(given)
    assert page.reruns == 2


def test_a_second_click_on_remove_changes_nothing(page: Page) -> None:
    page.run(Given("1", zones("mine")))
    for _ in range(2):
        page.shelf.remove("own-1")
    page.shelf.rename("own-1", "another")
    assert page.shelf.layers == {}


def test_the_same_file_again_is_told_whatever_it_is_called(page: Page) -> None:
    assert page.run(Given("1", zones("mine"))) == []
    for number, name in (("2", "mine.geojson"), ("3", "other.geojson")):
        (line,) = page.run(Given(number, zones("mine"), name))
        assert line == f"{name} is already among your layers, as mine.geojson"
        assert page.run(None) == []
    assert list(page.shelf.layers) == ["own-1"]
    page.shelf.remove("own-1")
    assert page.run(Given("4", zones("mine"))) == []
    assert list(page.shelf.layers) == ["own-2"]


def test_changed_content_under_the_same_name_is_taken_and_told_apart(page: Page) -> None:
    assert page.run(Given("1", zones("old"))) == []
    assert page.run(Given("2", zones("new"))) == []
    assert [item.layer.name for item in page.shelf.layers.values()] == [
        "mine.geojson",
        "mine.geojson (2)",
    ]
    assert [item.layer_features.name for item in page.shelf.shown] == [
        "mine.geojson",
        "mine.geojson (2)",
    ]


def test_drawings_and_renamed_layers_are_told_apart_as_well() -> None:
    shelf = UserLayers()
    corners = ((36.0, 33.0), (36.1, 33.0), (36.1, 33.1))
    for _ in range(2):
        shelf.take_drawing(Sketch("area", corners), "Zone A", BUILDER)
    shelf.take(zones("mine"), "mine.geojson", BUILDER)
    shelf.rename("own-3", "Zone A")
    shelf.rename("own-2", "Zone A (2)")  # its own name is no other's
    items = list(shelf.layers.values())
    names = ["Zone A", "Zone A (2)", "Zone A (3)"]
    assert [item.layer.name for item in items] == names
    assert [item["title"] for item in describe_user_layers(shelf)] == names
    assert items[1].layer.features[0].title == "Zone A (2)"
    rows = table_on_screen(BUILDER, [], items, "en")
    assert {row["layer"] for row in rows} == set(names)


def test_equal_features_of_a_file_are_told_apart_in_figures() -> None:
    item = UserLayers().take(zones("zone", "zone"), "a.geojson", BUILDER)
    rows = table_on_screen(BUILDER, [], [item], "en")
    assert {"zone", "zone (2)"} <= {row["part"] for row in rows}
    assert "zone (2)" in own_card(item)


SWAPPED = geometry("Polygon", [[[y, x] for x, y in SQUARE]])


GOOD = geometry("Polygon", [SQUARE])
Offers = list[tuple[str, Any]]


@pytest.fixture
def offers(monkeypatch: pytest.MonkeyPatch) -> Offers:
    """Return a list of what the page's buttons say and do, which only a test empties."""
    buttons: Offers = []
    monkeypatch.setattr(
        st, "button", lambda label, on_click, args, **_: buttons.append((label, (on_click, args)))
    )
    return buttons


def test_axes_that_seem_swapped_are_swapped_by_one_button(page: Page, offers: Offers) -> None:
    assert page.run(Given("1", SWAPPED)) == []
    ((label, (click, args)),) = offers
    assert label == words()["own_swap"]
    assert "latitude and longitude swapped" in page.shelf.notices[-1]
    page.shelf.rename("own-1", "My zone")
    click(*args)
    offers.clear()
    assert page.run(Given("1", SWAPPED)) == []
    assert offers == []
    # Another id, or the browser would keep the shape that it has.
    (item,) = page.shelf.shown
    assert (item.id, item.layer.name) == ("own-2", "My zone")
    assert item.layer.features == read_layer(GOOD, "a.geojson").features
    assert page.shelf.notices == ["latitude and longitude swapped, as requested"]
    click(*args)  # a second click of an old button
    assert list(page.shelf.layers) == ["own-2"]
    assert page.shelf.on == {"own-2"}


def test_only_the_file_in_the_field_is_offered_for_a_swap(page: Page, offers: Offers) -> None:
    good, swapped = Given("1", GOOD, "good.geojson"), Given("2", SWAPPED, "swapped.geojson")
    assert page.run(good) == page.run(swapped) == []
    ((_, (click, (*_, before, builder))),) = offers
    offers.clear()
    (line,) = page.run(Given("3", GOOD, "good.geojson"))
    assert "is already among your layers" in line
    assert offers == []
    click(page.shelf, Given("3", GOOD, "good.geojson"), builder)  # by an old button
    assert before == swapped
    assert [item.layer.name for item in page.shelf.shown] == ["good.geojson", "swapped.geojson"]


@pytest.mark.parametrize("content", [SWAPPED, GOOD], ids=["as-it-was", "as-it-is"])
def test_a_layer_whose_axes_were_swapped_is_known_when_it_is_brought_again(
    page: Page, offers: Offers, content: bytes
) -> None:
    page.run(Given("1", SWAPPED))
    ((_, (click, args)),) = offers
    click(*args)
    offers.clear()
    (line,) = page.run(Given("2", content, "again.geojson"))
    assert line == "again.geojson is already among your layers, as mine.geojson"
    assert offers == []
    assert list(page.shelf.layers) == ["own-2"]


def test_a_swap_that_gives_a_layer_that_is_there_leaves_both(page: Page, offers: Offers) -> None:
    page.run(Given("1", GOOD, "good.geojson"))
    page.run(Given("2", SWAPPED, "swapped.geojson"))
    ((_, (click, args)),) = offers
    click(*args)
    assert page.shelf.unread.endswith("is already among your layers, as good.geojson")
    assert list(page.shelf.layers) == ["own-1", "own-2"]


@pytest.mark.parametrize("room", [1, 0], ids=["as-large", "too-large"])
def test_a_swap_needs_no_room_for_the_layer_that_it_replaces(
    page: Page, offers: Offers, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    page.run(Given("1", SWAPPED))
    ((_, (click, args)),) = offers
    swapped = UserLayers().take(GOOD, "mine.geojson", BUILDER)
    monkeypatch.setattr(user_layers, "SESSION_BYTES", len(swapped.shape) - 1 + room)
    click(*args)
    assert list(page.shelf.layers) == ["own-2" if room else "own-1"]
    assert bool(page.shelf.unread) == (not room)


def test_an_emptied_field_takes_what_was_said_of_the_file_along(page: Page) -> None:
    page.run(Given("1", SWAPPED))
    assert page.shelf.notices
    page.run(None)
    assert page.shelf.notices == []
    assert list(page.shelf.layers) == ["own-1"]


def test_what_is_brought_or_drawn_gives_the_map_no_date() -> None:
    shelf = UserLayers()
    item = shelf.take(zones("mine"), "a.geojson", BUILDER)
    (told,) = describe_user_layers(shelf)
    assert told["asOf"] == ""
    assert details_of(item)["read_on"] == item.read_on
    assert "as_of" not in details_of(item)
