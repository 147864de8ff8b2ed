"""What ended sessions held is let go of within three minutes, though nobody comes any more."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from dashboard.server import session_sweep
from dashboard.server.own_requests import visit
from dashboard.server.session_sweep import SessionSweep
from tests.asgi import StandIn

HELD_S, PROMISED_S = 120, 180
"""How long Streamlit holds a session without a connection, and what is promised."""


class Clock:
    """A clock that moves only while somebody sleeps, and connections that end at set times."""

    def __init__(self, ends: list[float]) -> None:
        self.now, self.ends, self.visits = 0.0, list(ends), list[float]()
        self.sweep = SessionSweep(self.connect)

    def monotonic(self) -> float:
        return self.now

    async def connect(self, *_: Any) -> None:
        pass

    async def end_next(self) -> None:
        self.now = self.ends.pop(0)
        await self.sweep({"type": "websocket"}, None, None)

    async def sleep(self, seconds: float) -> None:
        until = self.now + seconds
        while self.ends and self.ends[0] <= until:
            await self.end_next()
        self.now = until
        await asyncio.sleep(0)

    async def visit(self, _: Any) -> None:
        self.visits.append(self.now)

    async def run(self) -> None:
        while self.ends:
            await self.end_next()
            await self.sweep._visits


def visits_after(monkeypatch: pytest.MonkeyPatch, ends: list[float]) -> list[float]:
    """Return when Streamlit is visited, if connections end at some times."""
    clock = Clock(ends)
    tasks = SimpleNamespace(sleep=clock.sleep, create_task=asyncio.create_task)
    monkeypatch.setattr(session_sweep, "asyncio", tasks)
    monkeypatch.setattr(session_sweep, "time", clock)
    monkeypatch.setattr(session_sweep, "visit", clock.visit)
    asyncio.run(clock.run())
    return clock.visits


@pytest.mark.slow
@pytest.mark.parametrize("ends", [[0], [0, 50], [0, 100, 150, 400], [0, 1000]])
def test_a_visit_comes_after_the_hold_and_within_three_minutes(
    monkeypatch: pytest.MonkeyPatch, ends: list[float]
) -> None:
    visits = visits_after(monkeypatch, ends)
    for end in ends:
        assert any(end + HELD_S < visit <= end + PROMISED_S for visit in visits)


def test_visits_end_once_nothing_can_be_held(monkeypatch: pytest.MonkeyPatch) -> None:
    assert max(visits_after(monkeypatch, [0])) <= HELD_S + 2 * session_sweep.SWEEP_S


def test_a_visit_asks_for_what_is_answered_at_once() -> None:
    """Whoever is sent nothing leaves Streamlit's loop with the last session that was."""
    streamlit = StandIn()
    asyncio.run(visit(streamlit))
    assert streamlit.visits == 1
    (frame,) = streamlit.frames
    message = BackMsg.FromString(frame)
    assert message.WhichOneof("type") == "file_urls_request"
    assert list(message.file_urls_request.file_names) == []
