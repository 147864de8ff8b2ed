"""What ended sessions held is let go of, though nobody comes any more."""

import asyncio
from typing import Any

from dashboard.server.limits import SESSION_HELD_S, SWEEP_S
from dashboard.server.session_sweep import SessionSweep
from tests.asgi import StandIn

PROMISED_S = 180


async def leave(sweep: SessionSweep) -> None:
    """Open a websocket and close it."""
    events: Any = iter([{"type": "websocket.connect"}, {"type": "websocket.disconnect"}])

    async def receive() -> Any:
        return next(events)

    async def send(_: Any) -> None:
        pass

    await sweep({"type": "websocket", "path": "/_stcore/stream"}, receive, send)


def test_a_visit_comes_between_the_end_of_the_hold_and_three_minutes() -> None:
    """Visits begin with the first end, so a later end may lie anywhere between two of them."""
    visits = range(SWEEP_S, 10 * PROMISED_S, SWEEP_S)
    for end in range(SWEEP_S):
        assert any(end + SESSION_HELD_S < visit <= end + PROMISED_S for visit in visits)


def test_visits_end_once_nothing_can_be_held() -> None:
    async def seen() -> tuple[int, int, int]:
        streamlit = StandIn()
        sweep = SessionSweep(streamlit, held_s=0.2, every_s=0.1)
        await leave(sweep)
        before = streamlit.visits
        await asyncio.sleep(0.6)
        after = streamlit.visits
        await asyncio.sleep(0.4)
        return before, after, streamlit.visits

    before, after, later = asyncio.run(seen())
    assert before == 1  # the person who left
    assert after >= before + 2
    assert later == after


def test_a_session_that_ends_later_is_visited_for_as_well() -> None:
    async def seen() -> int:
        streamlit = StandIn()
        sweep = SessionSweep(streamlit, held_s=0.1, every_s=0.1)
        await leave(sweep)
        await asyncio.sleep(0.6)
        await leave(sweep)
        before = streamlit.visits
        await asyncio.sleep(0.5)
        return streamlit.visits - before

    assert asyncio.run(seen()) >= 1
