"""Checks the `Host` header of every request, against DNS rebinding.

Streamlit's option `server.allowedHosts` protects only the websocket, and nothing if it is empty.
Here the same list, by the same rules, applies to every request; an empty one means this machine.
Starlette's `TrustedHostMiddleware` is not used, since it reads patterns differently: IPv6 addresses
need brackets, and a trailing full stop counts as a part of the name.
"""

from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.server.network_address import LOOPBACK_NAMES
from dashboard.text.ui_text import words


class AllowedHosts:
    """Refuses requests and websockets for other host names with status 400."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the request or pass it on."""
        if scope["type"] in ("http", "websocket"):
            named = Headers(scope=scope).getlist("host")
            if len(named) != 1 or not is_allowed(named[0], allowed_hosts()):
                await PlainTextResponse(words()["host_refused"], 400)(scope, receive, send)
                return
        await self.app(scope, receive, send)


def allowed_hosts() -> tuple[str, ...]:
    """Return the patterns of the host names that the server accepts."""
    return tuple(st.get_option("server.allowedHosts") or LOOPBACK_NAMES)


def is_allowed(host: str, patterns: tuple[str, ...]) -> bool:
    """Return whether a `Host` header matches one of the patterns.

    Parameters
    ----------
    host
        A name or an address, with or without a port.
    patterns
        Names, `*.example.com` for subdomains, or `*` for any well-formed name.
    """
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port  # a `ValueError` if it is none
    except ValueError:
        return False
    name = (parts.hostname or "").rstrip(".")
    if not name or parts.netloc != host or "@" in host:
        return False
    return any(_matches(name, pattern.strip().lower().rstrip(".")) for pattern in patterns)


def _matches(name: str, pattern: str) -> bool:
    return pattern in ("*", name) or (pattern.startswith("*.") and name.endswith(pattern[1:]))
