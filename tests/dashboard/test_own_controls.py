"""A file that was put into its place is taken once, or refused in a line that stays."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest
import streamlit as st
from streamlit.runtime.scriptrunner import StopException

from dashboard import own, own_controls
from dashboard.own import Shelf
from dashboard.words import words
from layers.accuracy import Quantity
from layers.metrics import Name
from tests.hostile.corpus.shapes import zones
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
        self.shelf, self.holds, self.errors, self.reruns = Shelf(), None, [], 0
        monkeypatch.setattr(own_controls, "shelf", lambda: self.shelf)
        monkeypatch.setattr(st, "file_uploader", lambda *_, **__: self.holds)
        monkeypatch.setattr(st, "error", self.errors.append)
        monkeypatch.setattr(st, "rerun", self.count_rerun)

    def count_rerun(self) -> None:
        self.reruns += 1

    def run(self, given: Given | None) -> list[str]:
        self.holds = given
        self.errors.clear()
        own_controls.take_upload(BUILDER)
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
    monkeypatch.setattr(own_controls, "MOST", 2)
    for number in ("1", "2"):
        assert page.run(Given(number, zones("mine"))) == []
    third = Given("3", zones("mine"))
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
    figures = own.own_figures

    def slowly(*asked: Any) -> dict[Name, Quantity]:
        reading.set()
        assert go_on.wait(20)
        return figures(*asked)

    monkeypatch.setattr(own, "own_figures", slowly)
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
