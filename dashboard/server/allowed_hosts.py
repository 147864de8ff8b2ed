"""Which host names the server answers to: a page of another name that resolves here is refused.

Streamlit's option `server.allowedHosts` guards the websocket alone, and an empty list guards
nothing. Here one list holds for every request, by the rules of that option, and an empty one means
this machine. Starlette's `TrustedHostMiddleware` reads its patterns otherwise: an IPv6 address in
brackets, and a full stop after a name as a part of it.
"""

from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.server.network_address import LOOPBACK_NAMES
from dashboard.text.ui_text import words


class AllowedHosts:
    """Refuses what is asked under none of the server's names with status 400, websockets too."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or hand on."""
        if scope["type"] in ("http", "websocket"):
            named = Headers(scope=scope).getlist("host")
            if len(named) != 1 or not is_allowed(named[0], allowed_hosts()):
                await PlainTextResponse(words()["host_refused"], 400)(scope, receive, send)
                return
        await self.app(scope, receive, send)


def allowed_hosts() -> tuple[str, ...]:
    """Return the patterns of the names that the server answers to."""
    return tuple(st.get_option("server.allowedHosts") or LOOPBACK_NAMES)


def is_allowed(host: str, patterns: tuple[str, ...]) -> bool:
    """Return whether a `Host` header names one of the hosts.

    Parameters
    ----------
    host
        A name or an address, with or without a port.
    patterns
        Names, `*.example.com` for the names below one, or `*` for any that is well-formed.
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
