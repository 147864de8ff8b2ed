"""The settings of the server, and the check that they are in force.

They are in ``dashboard/server/settings.toml``. `python -m dashboard` passes all of them to
Streamlit, so that no folder, file or variable can override them. `streamlit run` reads a copy of
that file beside the script; if other settings override it, the server refuses to start.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.server.base_path import base_path
from dashboard.server.network_address import LOOPBACK_NAMES, url_host
from geodata.text.file_errors import read_toml

FILE = Path(__file__).with_name("settings.toml")

PROTECTING = (
    "server.address",
    "server.allowedHosts",
    "server.enableCORS",
    "server.corsAllowedOrigins",
    "server.enableXsrfProtection",
    "server.xsrfCookieSameSite",
    "server.enableAgentApi",
    "server.enableStaticServing",
    "server.scriptHealthCheckEnabled",
    "server.trustedUserHeaders",
    "server.maxUploadSize",
    "server.disconnectedSessionTTL",
    "browser.gatherUsageStats",
    "client.showErrorDetails",
    "client.allowedOrigins",
    "global.developmentMode",
)
"""The settings that security and privacy depend on; the others concern appearance and speed."""

_requested: dict[str, Any] = {}


@cache
def required_settings() -> dict[str, Any]:
    """Return all settings of the file, by Streamlit's dotted names."""
    return dict(_flatten(read_toml(FILE)))


def _flatten(table: Mapping[str, Any], section: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, Mapping) and value:
            yield from _flatten(value, f"{section}{name}.")
        else:
            yield section + name, value


def request_settings(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Override required settings by those requested on the command line; return all."""
    _requested.update(settings)
    return {**required_settings(), **_requested}


def stop_if_unsafe() -> None:
    """End the process with one line if a setting is neither the required nor a requested one."""
    for name in PROTECTING:
        wanted, found = {**required_settings(), **_requested}[name], st.get_option(name)
        if name == "server.address" and {wanted, found} <= set(LOOPBACK_NAMES):
            continue
        if found != wanted:
            raise SystemExit(
                f"The dashboard was not started. {name} is {_as_text(found)} and must be "
                f"{_as_text(wanted)}: start it with `python -m dashboard`, which sets it."
            )


def _as_text(value: Any) -> str:
    return "not set" if value is None else repr(value)


def start_line() -> str:
    """Return the line printed at start-up: the map's address, and requested settings."""
    address, hosts = st.get_option("server.address"), st.get_option("server.allowedHosts")
    port = st.get_option("server.port")
    line = f"The map is at http://{url_host(address)}:{port}{base_path()}/"
    if not _requested:
        return line
    return f"{line} (as asked, it listens on {address} and answers to {', '.join(hosts)})"
