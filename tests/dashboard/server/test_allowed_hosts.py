"""Pages, routes and websockets answer under the server's names only."""

import pytest

from dashboard.server.allowed_hosts import AllowedHosts, is_allowed
from dashboard.text.ui_text import words
from tests.asgi import ask, page
from tests.dashboard.server.options import set_option
from tests.hostile.plain import is_one_plain_line

APP = AllowedHosts(page)
KINDS = pytest.mark.parametrize(("kind", "let_in"), [("http", 200), ("websocket", 101)])


@KINDS
@pytest.mark.parametrize(
    "host",
    ["localhost", "localhost:8501", "LocalHost:8501", "localhost.", "localhost.:8501",
     "127.0.0.1", "127.0.0.1:8501", "[::1]", "[::1]:8501"],
)  # fmt: skip
def test_this_machine_is_answered_without_any_setting(host: str, kind: str, let_in: int) -> None:
    assert ask(APP, headers=(("host", host),), kind=kind).status == let_in


REFUSED = [
    "evil.example", "evil.example:8501", "localhost.evil.example", "evil-localhost", "127.0.0.1.evil.example",
    "0.0.0.0", "10.0.0.1", "[::2]", "::1", "[::1", "localhost:port", "localhost:99999", "localhost/x",
    "localhost?x", "localhost#x", "x@localhost", "localhost\\.evil.example", " localhost", "local\thost",
    "", ".", "*", "..",
]  # fmt: skip


@KINDS
@pytest.mark.parametrize("host", REFUSED)
def test_any_other_name_is_refused_in_one_plain_line(host: str, kind: str, let_in: int) -> None:
    answer = ask(APP, headers=(("host", host),), kind=kind)
    assert answer.status == 400 != let_in
    assert is_one_plain_line(answer.text)
    assert answer.text == words()["host_refused"]


@KINDS
@pytest.mark.parametrize(
    "headers", [(), (("host", "localhost"), ("host", "evil.example")), (("host", "localhost"),) * 2]
)
def test_a_request_names_one_host(
    headers: tuple[tuple[str, str], ...], kind: str, let_in: int
) -> None:
    assert ask(APP, headers=headers, kind=kind).status == 400 != let_in


def test_the_names_that_the_server_was_told_of_take_the_place_of_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    set_option(monkeypatch, "server.allowedHosts", ["Talks.example", "*.org.example"])
    statuses = {
        host: ask(APP, headers=(("host", host),)).status
        for host in ("talks.example:80", "map.org.example", "org.example", "localhost")
    }
    assert list(statuses.values()) == [200, 200, 400, 400]


@pytest.mark.parametrize(
    ("host", "pattern", "allowed"),
    [
        ("a.example.com", "*.example.com", True),
        ("a.b.example.com", "*.example.com.", True),
        ("aexample.com", "*.example.com", False),
        ("anything", "*", True),
        ("any/thing", "*", False),
        ("a.example.com", "a.*.com", False),
    ],
)
def test_patterns_are_those_of_the_option(host: str, pattern: str, allowed: bool) -> None:
    assert is_allowed(host, (pattern,)) == allowed
