"""The base path of the whole server, Streamlit's option `server.baseUrlPath`."""

import streamlit as st
from starlette.types import ASGIApp, Receive, Scope, Send

OWN_ROUTES = "/map/"


def base_path() -> str:
    """Return the base path with a leading slash, as `/talks`, or an empty text."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def inner_path(path: str) -> str:
    """Return the path of a request without the base path."""
    base = base_path()
    return path.removeprefix(base) if path.startswith(f"{base}/") else path


class BasePath:
    """Removes the base path from requests for our own routes.

    Streamlit's routes include it. Ours are created before Streamlit's options are known.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] == "http" and inner_path(scope["path"]).startswith(OWN_ROUTES):
            scope = {**scope, "path": inner_path(scope["path"])}
        await self.app(scope, receive, send)
