"""Files are made in turn, and no one session passes the line."""

import pytest

from dashboard.quotas.export_queue import ExportQueue, OwnFilesWaitError, QueueFullError


def test_files_come_in_the_order_of_asking() -> None:
    queue = ExportQueue(at_once=1, waiting=10)
    with queue.place("a") as first:
        with queue.place("b") as second, queue.place("c") as third:
            assert [queue.files_before(place) for place in (first, second, third)] == [0, 1, 2]
            assert [place.turn.is_set() for place in (first, second, third)] == [True, False, False]
        with queue.place("d") as last:
            assert queue.files_before(last) == 1, "who has left the line is before nobody"


def test_the_next_one_is_let_in_when_one_leaves() -> None:
    queue = ExportQueue(at_once=1, waiting=10)
    first, second = queue.place("a"), queue.place("b")
    first.__enter__()
    place = second.__enter__()
    assert not place.turn.is_set()
    first.__exit__(None, None, None)
    assert place.turn.is_set()
    assert queue.files_before(place) == 0


def test_as_many_are_made_at_once_as_the_queue_says() -> None:
    queue = ExportQueue(at_once=2, waiting=10)
    with queue.place("a") as a, queue.place("b") as b, queue.place("c") as c:
        assert [place.turn.is_set() for place in (a, b, c)] == [True, True, False]
        assert [queue.files_before(place) for place in (a, b, c)] == [0, 0, 1]


def test_one_that_does_not_fit_is_refused() -> None:
    queue = ExportQueue(at_once=1, waiting=1)
    with queue.place("a"), queue.place("b"):
        with pytest.raises(QueueFullError), queue.place("c"):
            raise AssertionError
        with pytest.raises(QueueFullError):
            queue.check_room("c")
    queue.check_room("c")


def test_a_file_that_fails_makes_way_for_the_next() -> None:
    queue = ExportQueue(1, 0)
    with pytest.raises(RuntimeError), queue.place("a"):
        raise RuntimeError
    with queue.place("b") as place:
        assert place.turn.is_set()


def test_a_file_that_is_made_counts_for_its_session_until_it_is_sent() -> None:
    queue = ExportQueue(at_once=1, waiting=0, of_one=1)
    with queue.place("a") as sent:
        queue.leave_line(sent)
        with pytest.raises(OwnFilesWaitError):
            queue.check_room("a")
        with queue.place("b") as another:
            assert another.turn.is_set(), "nobody else waits for it"
    queue.check_room("a")


def test_one_session_has_so_many_places_and_no_more() -> None:
    queue = ExportQueue(at_once=1, waiting=10, of_one=2)
    with queue.place("a"), queue.place("a"):
        with pytest.raises(OwnFilesWaitError), queue.place("a"):
            raise AssertionError
        with queue.place("b") as another:
            assert queue.files_before(another) == 2
    queue.check_room("a")
