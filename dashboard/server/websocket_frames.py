"""Filters websocket frames that no page sends: text frames, and frames that are too large."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.quotas.limits import FRAME_BYTES
from dashboard.text.error_reporting import log_refusal


class WebsocketFrames:
    """Drops such frames before they are decoded; the session continues."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the valid frames. The first refusal of a connection is logged."""
        logged = False

        async def receive_binary() -> Message:
            nonlocal logged
            while True:
                message = await receive()
                reason = refusal_of_frame(message)
                if not reason:
                    return message
                if not logged:
                    log_refusal("a websocket frame", reason)
                    logged = True

        receives_frames = scope["type"] == "websocket"
        await self.app(scope, receive_binary if receives_frames else receive, send)


def refusal_of_frame(message: Message) -> str:
    """Return why a websocket message is dropped, or an empty text."""
    if message["type"] != "websocket.receive":
        return ""
    content = message.get("bytes")
    if content is None:
        return "it is a text, and only binary frames are read"
    if len(content) > FRAME_BYTES:
        return f"it has {len(content):,} bytes, and at most {FRAME_BYTES:,} are read"
    return ""
