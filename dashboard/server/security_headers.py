"""What a browser may load and run here: this server's own files, and nothing of anyone else's.

Three kinds of document need three policies. What each has to allow beside this server, and why:

- The page is Streamlit's. Its one inline script is named by its hash. Its protobuf counts 64 bits
  by WebAssembly (`wasm-unsafe-eval`, which is no leave to evaluate text), its styles are made while
  it runs, and some of its icons and fonts are `data:`.
- The map's frame is streamlit-folium's. It is handed the map as an inline script and each message
  as text that it evaluates: `unsafe-inline` and `unsafe-eval` are its only way to work. They hold
  in the frame alone. Tiles come from the hosts of the online base maps that are on offer.
- What we serve ourselves (the presenter's window) needs no exception at all.
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
    "Referrer-Policy": "strict-origin",  # hosts of tiles want to know who asks
    "Permissions-Policy": (
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
    ),
}


class SecurityHeaders:
    """Sends every answer with the policy for its kind of document."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with headers put onto the start of the answer."""

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

    A browser that does not count its web socket under `'self'` is told it by the host's name.
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
    """Return where the tiles of the online base maps come from, as a policy names it."""
    addresses = [urlsplit(item.build_url(fill_subdomain=True)) for item in OFFERED.values()]
    return sorted({f"{address.scheme}://{address.netloc}" for address in addresses})


def _hashes_of_inline_scripts() -> list[str]:
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
    return [inline_hash(text) for text in INLINE_SCRIPT.findall(page)]


def _policy_text(directives: dict[str, list[str]]) -> str:
    return "; ".join(f"{name} {' '.join(allowed)}" for name, allowed in directives.items())
