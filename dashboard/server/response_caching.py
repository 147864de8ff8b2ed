"""Cache control: responses of a session are never stored, others only if they say so."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.quotas.export_offers import PATH as EXPORT_PATH
from dashboard.server.base_path import inner_path
from dashboard.session.sketches import PATH as MEASURE_PATH
from dashboard.session.user_layers import PATH as OWN_PATH

OF_A_SESSION = ("/media/", "/_stcore/", f"/{OWN_PATH}/", f"/{MEASURE_PATH}", f"/{EXPORT_PATH}/")
COMPONENT_FILES = "/_stcore/bidi-components/"


class ResponseCaching:
    """Adds a `Cache-Control` header to every response."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the header, also to errors."""

        async def send_marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if belongs_to_session(inner_path(scope["path"])):
                    headers["Cache-Control"] = "private, no-store"
                else:
                    headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        await self.app(scope, receive, send_marked if scope["type"] == "http" else send)


def belongs_to_session(path: str) -> bool:
    """Return whether a path belongs to one session, or reports the state of the server."""
    return path.startswith(OF_A_SESSION) and not path.startswith(COMPONENT_FILES)
