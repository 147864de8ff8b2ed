"""Streamlit's metrics at `/_stcore/metrics`, off unless requested at start-up."""

import os

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.server.base_path import inner_path

METRICS_VARIABLE = "DASHBOARD_METRICS"
"""The environment variable that enables the metrics if it is ``1``."""

METRICS_PATH = "/_stcore/metrics"


class MetricsOnRequest:
    """Answers 404 in place of the metrics unless they are enabled."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 404 or pass the request on."""
        asked = scope["type"] == "http" and inner_path(scope["path"]) == METRICS_PATH
        if asked and os.environ.get(METRICS_VARIABLE) != "1":
            await PlainTextResponse("Not Found", 404)(scope, receive, send)
            return
        await self.app(scope, receive, send)
