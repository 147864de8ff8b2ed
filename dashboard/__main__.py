"""`python -m dashboard --port 8501`: checks the files, then starts the server."""

import argparse
import gc
import os
from pathlib import Path

from dashboard.presentation.app_catalog import FOLDER_VARIABLE, stop_if_invalid
from dashboard.quotas.limits import ALL_UPLOADS_MB, ALL_UPLOADS_VARIABLE, megabytes
from dashboard.server.metrics import METRICS_VARIABLE
from dashboard.server.network_address import (
    UnusableAddressError,
    base_path,
    host_name,
    host_names,
    port_number,
    usable_address,
)
from geodata import __version__
from layers.cli.commands import OneLineParser

PROGRAM = "python -m dashboard"
BASE_PATH_VARIABLE = "STREAMLIT_SERVER_BASE_URL_PATH"
"""Streamlit's environment variable for the base path."""


def parser() -> argparse.ArgumentParser:
    """Return the command line's options."""
    options = OneLineParser(prog=PROGRAM, description=__doc__)
    options.add_argument(
        "--port", type=port_number, default=8501, help="the port to serve on: 1 to 65535"
    )
    options.add_argument("--data", type=Path, help="another folder laid out like geodata/")
    options.add_argument("--address", help="the address to listen on, if not this machine's own")
    options.add_argument(
        "--allowed-host",
        type=host_name,
        action="append",
        default=[],
        metavar="NAME",
        help="a name by which people reach the server; may be given several times",
    )
    options.add_argument(
        "--base-path",
        type=base_path,
        default=os.environ.get(BASE_PATH_VARIABLE, ""),
        metavar="PATH",
        help="the path under which the map is reached, such as talks",
    )
    options.add_argument(
        "--uploads",
        type=megabytes,
        metavar="MB",
        help=f"how much people may upload at a time, all together: {ALL_UPLOADS_MB} unless set",
    )
    options.add_argument(
        "--metrics", action="store_true", help="answer with memory and sessions at /_stcore/metrics"
    )
    options.add_argument("--version", action="version", version=__version__)
    return options


def main() -> None:
    """Check the files and serve the dashboard until it is stopped."""
    options = parser()
    arguments = options.parse_args()
    try:
        address = usable_address(arguments.address, arguments.port)
        hosts = host_names(address, arguments.allowed_host)
    except UnusableAddressError as error:
        options.error(str(error))
    if arguments.data:
        os.environ[FOLDER_VARIABLE] = str(arguments.data.resolve())
    if arguments.uploads:
        os.environ[ALL_UPLOADS_VARIABLE] = str(arguments.uploads)
    if arguments.metrics:
        os.environ[METRICS_VARIABLE] = "1"
    gc.disable()  # until everything is loaded: dashboard.server.warm_up
    stop_if_invalid()

    # A broken file is reported before the slow imports.
    from dashboard.app import app  # noqa: PLC0415
    from dashboard.server.settings import request_settings  # noqa: PLC0415

    by_name = arguments.address or arguments.allowed_host
    settings = request_settings(
        {"server.address": address, "server.allowedHosts": hosts} if by_name else {}
    )
    place = {
        "server.address": address,
        "server.port": arguments.port,
        "server.baseUrlPath": arguments.base_path,
    }
    app.run(config={**settings, **place})


if __name__ == "__main__":
    main()
