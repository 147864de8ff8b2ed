"""What one session may have uploaded at a time."""

import asyncio
from typing import Any

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from dashboard import uploads
from dashboard.uploads import Bounded
from dashboard.words import words
from geodata.own.limits import SESSION_BYTES

SESSION = "one"


class Held:
    """Stands in for Streamlit's runtime, with a store of files of its own."""

    def __init__(self) -> None:
        self.uploaded_file_mgr = MemoryUploadedFileManager("/_stcore/upload_file")

    def take(self, session: str, file: str, size: int) -> None:
        self.uploaded_file_mgr.add_file(session, UploadedFileRec(file, "a", "a/b", bytes(size)))


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    made = Held()
    monkeypatch.setattr(uploads.runtime, "exists", lambda: True)
    monkeypatch.setattr(uploads.runtime, "get_instance", lambda: made)
    return made


def put(
    length: int, session: str = SESSION, file: str = "new", method: str = "PUT"
) -> tuple[bool, str]:
    """Return whether a request was handed on, and the answer if it was not."""
    handed_on: list[Any] = []
    said: list[Any] = []

    async def app(scope: Any, *_: Any) -> None:
        handed_on.append(scope)

    async def receive() -> Any:
        raise AssertionError("the body was read")

    async def send(message: Any) -> None:
        said.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": f"/_stcore/upload_file/{session}/{file}",
        "headers": [(b"content-length", str(length).encode())],
    }
    asyncio.run(Bounded(app)(scope, receive, send))
    assert not said or said[0]["status"] == 413
    return bool(handed_on), b"".join(item.get("body", b"") for item in said).decode()


def test_files_are_taken_until_they_are_too_much_together(held: Held) -> None:
    assert put(SESSION_BYTES) == (True, "")
    held.take(SESSION, "first", SESSION_BYTES - 100)
    assert put(100) == (True, "")
    assert put(101) == (False, words()["upload_most"].format(most=60))


def test_another_session_and_a_file_that_is_replaced_are_not_counted(held: Held) -> None:
    held.take("another", "first", SESSION_BYTES)
    assert put(100)[0]
    held.take(SESSION, "first", SESSION_BYTES)
    assert not put(100)[0]
    assert put(100, file="first")[0]


def test_a_length_that_is_not_told_counts_what_is_there(held: Held) -> None:
    held.take(SESSION, "first", SESSION_BYTES + 1)
    assert not put(0)[0]


def test_what_is_no_upload_is_handed_on(held: Held) -> None:
    held.take(SESSION, "first", SESSION_BYTES + 1)
    assert put(100, method="DELETE")[0]
