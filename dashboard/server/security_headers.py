"""Content security policies: browsers may load and run only this server's own files.

Three kinds of document need different policies. Their exceptions, and the reasons:

- The page is Streamlit's. Its one inline script is allowed by its hash. Its protobuf library uses
  WebAssembly for 64-bit integers (`wasm-unsafe-eval`, which does not allow to evaluate text), its
  styles are created at run time, and some of its icons and fonts are `data:`.
- The map's frame is streamlit-folium's. It receives the map as an inline script and each message
  as text to evaluate, so it cannot work without `unsafe-inline` and `unsafe-eval`. They apply to
  the frame alone. Tiles come from the hosts of the available online base maps.
- Our own documents (the presenter's window) need no exception.
"""

import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.presentation.assets import inline_hash
from dashboard.presentation.online_base_map import OFFERED
from dashboard.server.base_path import inner_path

SELF = "'self'"
INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
HOST = re.compile(r"[A-Za-z0-9.-]+(:\d+)?|\[[0-9A-Fa-f:]+\](:\d+)?")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin",  # tile hosts require a referrer
    "Permissions-Policy": (
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
    ),
}


class SecurityHeaders:
    """Adds security headers to every response, with the policy for its kind of document."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add the headers to the response."""

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = policy_of(
                    scope["path"], Headers(scope=scope).get("host", "")
                )
                headers.update(HEADERS)
            await send(message)

        await self.app(scope, receive, send_guarded if scope["type"] == "http" else send)


def policy_of(path: str, host: str) -> str:
    """Return the policy of the document at a path of this server, which the browser calls `host`.

    The websocket is named by the host, since not every browser includes it in `'self'`.
    """
    inside = inner_path(path)
    if inside.startswith("/map/"):
        return _policy_text(_own_files())
    socket = [f"ws://{host}", f"wss://{host}"] if HOST.fullmatch(host) else []
    document = _frame() if inside.startswith("/component/") else _page()
    return _policy_text({**document, "connect-src": [SELF, *socket]})


def _own_files() -> dict[str, list[str]]:
    return {
        "default-src": [SELF],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "frame-ancestors": [SELF],
    }


@cache
def _page() -> dict[str, list[str]]:
    return {
        **_own_files(),
        "base-uri": [SELF],
        "form-action": [SELF],
        "script-src": [SELF, "'wasm-unsafe-eval'", *_hashes_of_inline_scripts()],
        "style-src": [SELF, "'unsafe-inline'"],
        "img-src": [SELF, "data:"],
        "font-src": [SELF, "data:"],
    }


@cache
def _frame() -> dict[str, list[str]]:
    return {
        **_own_files(),
        "script-src": [SELF, "'unsafe-inline'", "'unsafe-eval'"],
        "style-src": [SELF, "'unsafe-inline'"],
        "img-src": [SELF, "data:", *tile_hosts()],
    }


def tile_hosts() -> list[str]:
    """Return the hosts of the online base maps' tiles, in the form for a policy."""
    addresses = [urlsplit(item.build_url(fill_subdomain=True)) for item in OFFERED.values()]
    return sorted({f"{address.scheme}://{address.netloc}" for address in addresses})


def _hashes_of_inline_scripts() -> list[str]:
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
    return [inline_hash(text) for text in INLINE_SCRIPT.findall(page)]


def _policy_text(directives: dict[str, list[str]]) -> str:
    return "; ".join(f"{name} {' '.join(allowed)}" for name, allowed in directives.items())
