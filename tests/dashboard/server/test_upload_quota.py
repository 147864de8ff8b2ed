"""What one session, and all together, may have uploaded at a time."""

import asyncio
from typing import Any

import pytest

from dashboard.quotas.limits import ALL_UPLOADS_MB, ALL_UPLOADS_VARIABLE
from dashboard.quotas.upload_ledger import READING_AGE_S, UploadLedger
from dashboard.server.upload_quota import UploadQuota
from dashboard.text.ui_text import words
from geodata.user_layers.limits import MEGABYTE, SESSION_BYTES
from tests.asgi import PUT, StandIn, request

MB = MEGABYTE
REFUSED = (413, words()["upload_most"].format(most=60))
FULL = (413, words()["upload_full"])


def put(
    quota: UploadQuota,
    megabytes: int,
    session: str = "one",
    file: str = "new",
    *,
    told: bool = True,
) -> tuple[int, str]:
    """Return the answer to an upload that says how long it is, or does not."""
    path = PUT.format(session=session, file=file)
    length = megabytes * MB if told else None
    return asyncio.run(request(quota, path, [MB] * megabytes, length))


@pytest.fixture
def streamlit() -> StandIn:
    return StandIn()


@pytest.fixture
def quota(streamlit: StandIn) -> UploadQuota:
    return UploadQuota(streamlit)


@pytest.mark.parametrize("told", [True, False])
def test_a_session_has_60_megabytes(quota: UploadQuota, told: bool) -> None:
    assert SESSION_BYTES == 60 * MB
    assert [put(quota, 20, file=name, told=told)[0] for name in "abc"] == [204] * 3
    assert put(quota, 1, file="d", told=told) == REFUSED
    assert put(quota, 20, session="another", told=told)[0] == 204


def test_an_upload_that_says_that_it_is_too_much_is_not_read(
    quota: UploadQuota, streamlit: StandIn
) -> None:
    put(quota, 50, file="a")
    read = streamlit.read
    assert put(quota, 11, file="b") == REFUSED
    assert streamlit.read == read


def test_an_upload_that_lies_about_its_length_is_read_up_to_the_bound(
    quota: UploadQuota, streamlit: StandIn
) -> None:
    path = PUT.format(session="one", file="a")
    assert asyncio.run(request(quota, path, [MB] * 100, length=1)) == REFUSED
    assert streamlit.read <= SESSION_BYTES


@pytest.mark.parametrize("told", [True, False])
def test_uploads_at_the_same_time_are_held_to_the_bound_together(
    quota: UploadQuota, told: bool
) -> None:
    async def at_once() -> list[tuple[int, str]]:
        paths = [PUT.format(session="one", file=str(number)) for number in range(20)]
        length = 19 * MB if told else None
        return await asyncio.gather(*(request(quota, path, [MB] * 19, length) for path in paths))

    answers = asyncio.run(at_once())
    taken = sum(status == 204 for status, _ in answers)
    assert taken <= 3  # 3 times 19 is 57
    assert taken > 0 if told else True
    assert quota.ledger.of_all() <= SESSION_BYTES


def test_what_is_removed_replaced_or_not_taken_makes_room(
    quota: UploadQuota, streamlit: StandIn
) -> None:
    for name in "abc":
        put(quota, 20, file=name)
    assert put(quota, 20, file="c")[0] == 204  # in place of the one before
    asyncio.run(request(quota, PUT.format(session="one", file="a"), method="DELETE"))
    streamlit.status = 400
    assert put(quota, 20, file="d")[0] == 400
    streamlit.status = 204
    assert put(quota, 20, file="d")[0] == 204
    assert put(quota, 1, file="e") == REFUSED


def test_an_upload_that_brings_nothing_more_is_ended_and_counts_no_longer(
    streamlit: StandIn,
) -> None:
    quota = UploadQuota(streamlit, pause_s=0.05)
    sent: list[Any] = []
    pieces = iter([bytes(MB), bytes(MB)])

    async def receive() -> Any:
        if not (piece := next(pieces, None)):
            assert quota.ledger.of_all() == 20 * MB, "what it has announced counts while it comes"
            await asyncio.sleep(60)
        return {"type": "http.request", "body": piece, "more_body": True}

    async def send(message: Any) -> None:
        sent.append(message)

    path = PUT.format(session="one", file="a")
    headers = [(b"content-length", str(20 * MB).encode())]
    scope = {"type": "http", "method": "PUT", "path": path, "headers": headers}
    asyncio.run(quota(scope, receive, send))
    assert sent[0]["status"] == 408
    assert sent[1]["body"].decode() == words()["upload_pause"].format(seconds="0.05")
    assert quota.ledger.of_all() == quota.ledger.of_session("one", but="") == 0


def test_a_removal_that_is_refused_makes_no_room(quota: UploadQuota, streamlit: StandIn) -> None:
    for name in "abc":
        put(quota, 20, file=name)
    streamlit.status = 403  # no token
    asyncio.run(request(quota, PUT.format(session="one", file="a"), method="DELETE"))
    streamlit.status = 204
    assert put(quota, 1, file="d") == REFUSED


def test_all_sessions_together_have_512_megabytes(quota: UploadQuota, streamlit: StandIn) -> None:
    assert ALL_UPLOADS_MB == 512
    for number in range(25):
        assert put(quota, 20, session=str(number))[0] == 204
    streamlit.held = 500 * MB
    assert put(quota, 20, session="late") == FULL
    assert put(quota, 12, session="late")[0] == 204


def test_the_bound_of_all_sessions_can_be_set(
    quota: UploadQuota, streamlit: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ALL_UPLOADS_VARIABLE, "30")
    put(quota, 20, session="first")
    streamlit.held = 20 * MB
    assert put(quota, 20, session="late") == FULL


def test_what_ended_sessions_held_makes_room(streamlit: StandIn) -> None:
    now = [0.0]
    quota = UploadQuota(streamlit)
    quota.ledger = UploadLedger(lambda: now[0])
    for number in range(25):
        put(quota, 20, session=str(number))
    assert put(quota, 20, session="late") == FULL  # Streamlit's figure may be some seconds old
    now[0] += READING_AGE_S + 1
    streamlit.held = 0
    assert put(quota, 20, session="late")[0] == 204
    assert quota.ledger.of_all() == 20 * MB


def test_streamlit_is_asked_only_where_all_seem_too_much(
    quota: UploadQuota, streamlit: StandIn
) -> None:
    for number in range(25):
        put(quota, 20, session=str(number))
    assert streamlit.asked == 0


def test_removing_a_file_of_a_session_that_has_ended_makes_no_room_for_others() -> None:
    ledger = UploadLedger(lambda: 0.0)
    ledger.store("ended", "a", 20)
    ledger.store("here", "b", 20)
    ledger.correct(0)
    ledger.remove("ended", "a")
    assert ledger.of_all() == 40


def test_ids_of_sessions_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.quotas.upload_ledger.LISTED_SESSIONS", 3)
    ledger = UploadLedger(lambda: 0.0)
    for name in "abcde":
        ledger.store(name, "file", 1)
    assert [ledger.of_session(name, but="") for name in "abcde"] == [0, 0, 1, 1, 1]
    assert ledger.of_all() == 5
