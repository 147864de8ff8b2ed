"""A file that was put into its place is taken once, or refused in a line that stays."""

from dataclasses import dataclass

import pytest
import streamlit as st
from streamlit.runtime.scriptrunner import StopException

from dashboard import own, own_controls
from dashboard.own import Shelf
from dashboard.words import words
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
        self.shelf, self.holds, self.errors = Shelf(), None, []
        monkeypatch.setattr(own_controls, "shelf", lambda: self.shelf)
        monkeypatch.setattr(st, "file_uploader", lambda *_, **__: self.holds)
        monkeypatch.setattr(st, "error", self.errors.append)
        monkeypatch.setattr(st, "rerun", lambda: None)

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


def test_one_file_more_than_a_session_may_have_is_refused(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own, "MOST", 2)
    for number in ("1", "2"):
        assert page.run(Given(number, zones("mine"))) == []
    assert page.run(Given("3", zones("mine"))) == [words()["own_most"].format(most=2)]
    assert len(page.shelf.layers) == 2
