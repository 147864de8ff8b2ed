"""What is computed for one client does not make others wait."""

import asyncio
import threading
import time

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dashboard.quotas.compute_queue import ComputeQueue
from dashboard.text.ui_text import words


def request_of(client: str) -> Request:
    return Request({"type": "http", "client": (client, 1), "headers": []})


class Work:
    """Counts how many run at once, of all and of each client, and in which order they ran."""

    def __init__(self, seconds: float = 0.005) -> None:
        self.seconds, self.lock = seconds, threading.Lock()
        self.running: list[str] = []
        self.most = self.most_of_one = 0
        self.order: list[str] = []

    def __call__(self, request: Request) -> Response:
        client = request.client.host
        with self.lock:
            self.running.append(client)
            self.order.append(client)
            self.most = max(self.most, len(self.running))
            self.most_of_one = max(self.most_of_one, self.running.count(client))
        time.sleep(self.seconds)
        with self.lock:
            self.running.remove(client)
        return PlainTextResponse("done")


def answers(queue: ComputeQueue, work: Work, clients: list[str]) -> list[int]:
    async def all_at_once() -> list[Response]:
        return await asyncio.gather(*(queue.answer(request_of(client), work) for client in clients))

    return [answer.status_code for answer in asyncio.run(all_at_once())]


def test_a_few_run_at_once_and_one_of_each_client() -> None:
    work = Work()
    clients = [str(number % 8) for number in range(64)]
    assert answers(ComputeQueue(2, 32), work, clients) == [200] * 64
    assert (work.most, work.most_of_one) == (2, 1)


def test_who_asks_for_one_is_not_behind_all_of_who_asks_for_many() -> None:
    work = Work()
    answers(ComputeQueue(1, 32), work, ["many"] * 30 + ["one"])
    assert work.order.index("one") <= 2


def test_one_request_too_many_is_refused_with_a_line() -> None:
    queue, work = ComputeQueue(1, 4), Work()
    assert answers(queue, work, ["many"] * 6 + ["one"]) == [200] * 4 + [429] * 2 + [200]
    assert len(work.order) == 5
    assert answers(queue, work, ["many"] * 4) == [200] * 4  # later there is room again

    async def refused() -> Response:
        none = ComputeQueue(1, 0)
        return await none.answer(request_of("any"), work)

    answer = asyncio.run(refused())
    assert bytes(answer.body).decode() == words()["too_many_requests"]
    assert answer.headers["Retry-After"] == "1"


def test_nothing_is_kept_of_clients_that_have_gone() -> None:
    queue = ComputeQueue(2, 4)
    answers(queue, Work(0), [str(number) for number in range(50)])
    assert not queue._open
    assert not queue._turns


def test_work_that_fails_leaves_its_place() -> None:
    def fail(_: Request) -> Response:
        raise RuntimeError

    async def twice() -> None:
        queue = ComputeQueue(1, 1)
        for _ in range(2):
            with pytest.raises(RuntimeError):
                await queue.answer(request_of("a"), fail)

    asyncio.run(twice())
