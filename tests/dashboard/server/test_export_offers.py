"""A session offers the files of its page as it was drawn last, and no other way leads to a file."""

import pytest

from dashboard.quotas.export_offers import ExportOffers
from dashboard.quotas.limits import KEPT_REQUESTS, OFFERED_EXPORTS
from tests.test_direction import modules


def test_offers_are_those_of_the_page_as_it_was_drawn_last() -> None:
    offers = ExportOffers()

    def draw(*names: str) -> None:
        for name in names:
            offers.offer(name, bytes, "a.png", "image/png")

    with offers.page_run():
        draw("a", "b")
    draw("c")  # by a fragment
    assert set(offers.by_name) == {"a", "b", "c"}
    with pytest.raises(RuntimeError), offers.page_run():
        raise RuntimeError  # a run that is cut off
    assert set(offers.by_name) == {"a", "b", "c"}
    with offers.page_run():
        draw("a")
        assert "b" in offers.by_name, "its link is there until the page is drawn"
    assert set(offers.by_name) == {"a"}


def test_what_is_kept_of_a_session_is_bounded() -> None:
    offers = ExportOffers()
    for number in range(1000):
        offers.offer(str(number), bytes, "a.png", "image/png")
        offers.begin_request(str(number), offers.by_name[str(number)])
    assert list(offers.by_name) == [str(number) for number in range(1000)][-OFFERED_EXPORTS:]
    assert list(offers.requests) == [str(number) for number in range(1000)][-KEPT_REQUESTS:]


def test_every_file_is_handed_over_by_the_one_kind_of_link() -> None:
    others = [
        path.name for path in modules("dashboard") if "download_button" in path.read_text("utf-8")
    ]
    assert others == []
