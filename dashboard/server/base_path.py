"""The path under which the whole server answers: Streamlit's option `server.baseUrlPath`."""

import streamlit as st
from starlette.types import ASGIApp, Receive, Scope, Send

OWN_ROUTES = "/map/"


def base_path() -> str:
    """Return the base path with a slash before it, as `/talks`; nothing where there is none."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def inner_path(path: str) -> str:
    """Return the path of a request as it is without the base path."""
    base = base_path()
    return path.removeprefix(base) if path.startswith(f"{base}/") else path


class BasePath:
    """Hands on a request for one of our own routes without the base path, which they do not know.

    Streamlit's routes have it in their paths. Ours are made before its options are in force.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on."""
        if scope["type"] == "http" and inner_path(scope["path"]).startswith(OWN_ROUTES):
            scope = {**scope, "path": inner_path(scope["path"])}
        await self.app(scope, receive, send)
