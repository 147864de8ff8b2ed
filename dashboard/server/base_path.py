"""The path under which the whole server answers: Streamlit's option `server.baseUrlPath`."""

import streamlit as st


def base_path() -> str:
    """Return the base path with a slash before it, as `/talks`; nothing where there is none."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def inner_path(path: str) -> str:
    """Return the path of a request as it is without the base path."""
    base = base_path()
    return path.removeprefix(base) if path.startswith(f"{base}/") else path
