"""Who may keep an answer, how it may be packed, and that metrics are answered on request only."""

import pytest
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from dashboard.server.accepted_encoding import AcceptedEncoding
from dashboard.server.base_path import BasePath
from dashboard.server.metrics import METRICS_VARIABLE, MetricsOnRequest
from dashboard.server.response_caching import ResponseCaching
from tests.asgi import ask, page
from tests.dashboard.server.options import set_option

PRIVATE = [
    "/media/0123.csv", "/_stcore/health", "/_stcore/host-config", "/_stcore/metrics", "/_stcore/upload_file/s/f",
    "/map/own/token/own-1/shape", "/map/own/token/own-1/details", "/map/measure",
    "/map/export/token/name", "/map/export/token/name/progress",
]  # fmt: skip
SHARED = ["/", "/static/js/index.js", "/component/x/index.html", "/map/assets/v/talks.js",
          "/map/layers/hash/shape", "/_stcore/bidi-components/x/index.js", "/mediator"]  # fmt: skip


async def kept_by_all(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse("x", headers={"Cache-Control": "public"})(scope, receive, send)


@pytest.mark.parametrize("base", ["", "talks", "/talks/"])
@pytest.mark.parametrize("path", PRIVATE)
def test_nobody_keeps_what_belongs_to_a_session(
    path: str, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_option(monkeypatch, "server.baseUrlPath", base)
    at = f"/talks{path}" if base else path
    for app in (page, kept_by_all):
        assert ask(ResponseCaching(app), at).headers["cache-control"] == "private, no-store"


@pytest.mark.parametrize("path", SHARED)
def test_other_answers_say_themselves_who_keeps_them_or_are_asked_for_again(path: str) -> None:
    assert ask(ResponseCaching(kept_by_all), path).headers["cache-control"] == "public"
    assert ask(ResponseCaching(page), path).headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("accepts", "handed_on"),
    [
        (("gzip",), "gzip"),
        (("gzip, deflate, br, zstd",), "gzip"),
        (("GZIP;q=0.5",), "gzip"),
        (("br", "gzip"), "gzip"),
        (("*",), "gzip"),
        (("x-gzip",), "gzip"),
        (("gzip;q=0",), "identity"),
        (("gzip; q=0.0, br",), "identity"),
        (("*;q=1, gzip;q=0",), "identity"),
        (("*;q=0",), "identity"),
        (("br", "gzip;q=0"), "identity"),
        (("gzip;q=much",), "identity"),
        (("gzippy",), "identity"),
        (("",), "identity"),
        ((), "identity"),
    ],
)
def test_only_who_takes_gzip_is_said_to(accepts: tuple[str, ...], handed_on: str) -> None:
    headers = tuple(("accept-encoding", value) for value in accepts)
    assert ask(AcceptedEncoding(page), headers=headers).text == handed_on


@pytest.mark.parametrize("base", ["", "talks"])
def test_metrics_are_answered_only_where_they_were_asked_for(
    base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_option(monkeypatch, "server.baseUrlPath", base)
    app, path = MetricsOnRequest(page), f"{'/talks' if base else ''}/_stcore/metrics"
    monkeypatch.delenv(METRICS_VARIABLE, raising=False)
    assert ask(app, path).status == 404
    assert ask(app, path.replace("metrics", "health")).status == 200
    monkeypatch.setenv(METRICS_VARIABLE, "1")
    assert ask(app, path).status == 200


@pytest.mark.parametrize(
    ("base", "asked", "path"),
    [
        ("", "/map/value", "/map/value"),
        ("talks", "/talks/map/value", "/map/value"),
        ("talks", "/map/value", "/map/value"),  # a proxy has taken the base path off
        ("talks", "/talks/_stcore/health", "/talks/_stcore/health"),  # Streamlit's own
        ("talks", "/talksmap/value", "/talksmap/value"),
    ],
)
def test_our_routes_are_under_the_base_path(
    monkeypatch: pytest.MonkeyPatch, base: str, asked: str, path: str
) -> None:
    async def echo(scope: Scope, receive: Receive, send: Send) -> None:
        await Response(scope["path"])(scope, receive, send)

    set_option(monkeypatch, "server.baseUrlPath", base)
    assert ask(BasePath(echo), asked).text == path
