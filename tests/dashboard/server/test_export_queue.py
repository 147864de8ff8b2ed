"""Files are made in turn, and no one person passes the line."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.server.export_queue import (
    ExportQueue,
    ExportTicket,
    QueueFullError,
)

LIMIT_S = 20


def files_before(queue: ExportQueue, ticket: ExportTicket) -> int | None:
    """Return how many files are made before the ticket's last; 0 while it is made."""
    with queue._moved:
        if not ticket.places:
            return None
        return max(0, queue._line.index(ticket.places[-1]) - queue.at_once + 1)


class Maker:
    """Makes files that are done when they are let go."""

    def __init__(self, queue: ExportQueue) -> None:
        self.queue = queue
        self.most, self.running, self.lock = 0, 0, threading.Lock()
        self.order: list[ExportTicket] = []
        self.begun = threading.Semaphore(0)
        self.let_go = threading.Semaphore(0)

    def make(self, ticket: ExportTicket) -> None:
        with self.queue.turn(ticket):
            with self.lock:
                self.running += 1
                self.most = max(self.most, self.running)
                self.order.append(ticket)
            self.begun.release()
            assert self.let_go.acquire(timeout=LIMIT_S)
            with self.lock:
                self.running -= 1


def wait_until(queue: ExportQueue, ticket: ExportTicket) -> None:
    for _ in range(LIMIT_S * 1000):
        if files_before(queue, ticket) is not None:
            return
        threading.Event().wait(0.001)
    raise AssertionError


def test_files_are_made_in_the_order_in_which_they_were_asked_for() -> None:
    queue = ExportQueue(at_once=1, waiting=10)
    maker, tickets = Maker(queue), [ExportTicket() for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        for ticket in tickets:
            pool.submit(maker.make, ticket)
            wait_until(queue, ticket)
        assert maker.begun.acquire(timeout=LIMIT_S)
        assert [files_before(queue, ticket) for ticket in tickets] == [0, 1, 2, 3]
        maker.let_go.release()
        assert maker.begun.acquire(timeout=LIMIT_S)
        assert [files_before(queue, ticket) for ticket in tickets] == [None, 0, 1, 2]
        maker.let_go.release(3)
    assert maker.order == tickets
    assert maker.most == 1


def test_as_many_are_made_at_once_as_the_queue_says() -> None:
    queue = ExportQueue(at_once=2, waiting=10)
    maker, tickets = Maker(queue), [ExportTicket() for _ in range(3)]
    with ThreadPoolExecutor(3) as pool:
        for ticket in tickets:
            pool.submit(maker.make, ticket)
            wait_until(queue, ticket)
        assert [files_before(queue, ticket) for ticket in tickets] == [0, 0, 1]
        maker.let_go.release(3)
    assert maker.most == 2


def test_one_that_does_not_fit_is_refused() -> None:
    queue = ExportQueue(at_once=1, waiting=0)
    first, second = ExportTicket(), ExportTicket()
    with queue.turn(first), pytest.raises(QueueFullError), queue.turn(second):
        raise AssertionError
    with queue.turn(second):
        assert files_before(queue, second) == 0


def test_a_file_that_fails_makes_way_for_the_next() -> None:
    queue, ticket = ExportQueue(1, 1), ExportTicket()
    with pytest.raises(RuntimeError), queue.turn(ticket):
        raise RuntimeError
    with queue.turn(ExportTicket()):
        assert files_before(queue, ticket) is None


def test_files_of_one_person_wait_for_each_other_and_are_two_at_the_most() -> None:
    queue, ticket = ExportQueue(at_once=1, waiting=10), ExportTicket()
    maker = Maker(queue)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(maker.make, ticket)
        assert maker.begun.acquire(timeout=LIMIT_S)
        second = pool.submit(maker.make, ticket)
        while files_before(queue, ticket) != 1:
            threading.Event().wait(0.001)
        with pytest.raises(QueueFullError), queue.turn(ticket):
            raise AssertionError
        maker.let_go.release(2)
        first.result(LIMIT_S)
        second.result(LIMIT_S)
    assert maker.most == 1
    assert files_before(queue, ticket) is None
