"""The settings of the server, wherever it is started from, and the check that they hold.

They stand in ``dashboard/server/settings.toml``. `python -m dashboard` hands all of them to
Streamlit, so that no folder, file or variable can change these. `streamlit run` reads a copy of
that file beside the script; what else it reads may differ, and then nothing is served.
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
"""What people are promised. The other settings are looks and speed."""

_requested: dict[str, Any] = {}


@cache
def required_settings() -> dict[str, Any]:
    """Return every setting of the file, by Streamlit's dotted names."""
    return dict(_flatten(read_toml(FILE)))


def _flatten(table: Mapping[str, Any], section: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, Mapping) and value:
            yield from _flatten(value, f"{section}{name}.")
        else:
            yield section + name, value


def request_settings(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Put settings that a person asked for by name in place of the promised ones; return all."""
    _requested.update(settings)
    return {**required_settings(), **_requested}


def stop_if_unsafe() -> None:
    """End the process with one line if a setting in force is neither promised nor asked for."""
    for name in PROTECTING:
        wanted, found = {**required_settings(), **_requested}[name], st.get_option(name)
        if name == "server.address" and {wanted, found} <= set(LOOPBACK_NAMES):
            continue
        if found != wanted:
            raise SystemExit(
                f"The dashboard was not started. {name} is {_as_text(found)} and has to be "
                f"{_as_text(wanted)}: start it with `python -m dashboard`, which sees to that."
            )


def _as_text(value: Any) -> str:
    return "not set" if value is None else repr(value)


def start_line() -> str:
    """Return where the map is served, and what was asked for by name."""
    address, hosts = st.get_option("server.address"), st.get_option("server.allowedHosts")
    port = st.get_option("server.port")
    line = f"The map is at http://{url_host(address)}:{port}{base_path()}/"
    if not _requested:
        return line
    return f"{line} (as asked, it listens on {address} and answers to {', '.join(hosts)})"
