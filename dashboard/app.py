"""The server: `streamlit run dashboard/app.py`, or `python -m dashboard`.

An error in a data file stops the start before anything is served.
"""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:  # `streamlit run` puts only this folder on the path
    sys.path.insert(0, str(ROOT))

from dashboard.presentation.app_catalog import builder, stop_if_invalid  # noqa: E402
from dashboard.presentation.base_map import relief_picture  # noqa: E402
from dashboard.server.accepted_encoding import AcceptedEncoding  # noqa: E402
from dashboard.server.allowed_hosts import AllowedHosts  # noqa: E402
from dashboard.server.base_path import BasePath  # noqa: E402
from dashboard.server.export_routes import EXPORT_ROUTES  # noqa: E402
from dashboard.server.metrics import MetricsOnRequest  # noqa: E402
from dashboard.server.response_caching import ResponseCaching  # noqa: E402
from dashboard.server.security_headers import SecurityHeaders  # noqa: E402
from dashboard.server.session_sweep import SessionSweep  # noqa: E402
from dashboard.server.settings import start_line, stop_if_unsafe  # noqa: E402
from dashboard.server.upload_quota import UploadQuota  # noqa: E402
from dashboard.server.warm_up import warm_up  # noqa: E402
from dashboard.server.websocket_frames import WebsocketFrames  # noqa: E402
from dashboard.stage.mended import mend  # noqa: E402
from dashboard.stage.routes import ROUTES  # noqa: E402
from dashboard.text.error_reporting import FailuresTold, tell_error  # noqa: E402  (needs the path above)


@asynccontextmanager
async def check_and_warm_up(_: st.App) -> AsyncIterator[dict[str, Any]]:
    """Check settings and files before the first request is answered, then warm up.

    The map's data are read here, so later damage to the files has no effect.
    """
    stop_if_unsafe()
    stop_if_invalid()
    relief_picture(builder().catalog)
    print(start_line(), flush=True)  # noqa: T201 (for the user who starts it)
    with warm_up():
        yield {}


if __name__ == Path(__file__).stem:  # `streamlit run` imports this file once its settings hold
    stop_if_unsafe()
    stop_if_invalid()

mend()

app = st.App(
    Path(__file__).with_name("main.py"),
    routes=[*EXPORT_ROUTES, *ROUTES],
    lifespan=check_and_warm_up,
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(ResponseCaching),
        Middleware(AllowedHosts),
        Middleware(FailuresTold),
        Middleware(AcceptedEncoding),
        Middleware(MetricsOnRequest),
        Middleware(WebsocketFrames),
        Middleware(BasePath),
        Middleware(UploadQuota),
        Middleware(SessionSweep),
    ],
    on_script_error=tell_error,
)
