"""What Streamlit does otherwise here: two things of its pinned version, replaced at the start.

Streamlit has no option for either. Each has its tests.
"""

from functools import cache
from typing import Any

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session, websocket_session_manager
from streamlit.runtime.app_session import AppSession


def mend() -> None:
    """Replace what is replaced, once for this process."""
    tell_the_theme_from_memory()
    websocket_session_manager.AppSession = TurnTaking  # type: ignore[attr-defined]


def tell_the_theme_from_memory() -> None:
    """Have each section of the theme looked for once, and copied from then on.

    With every run Streamlit tells the browser the theme, made anew out of several hundred options.
    They do not change while the server runs, and it took two fifths of a click's processor time.
    """
    make = app_session._populate_theme_msg  # noqa: SLF001

    @cache
    def made(section: str) -> CustomThemeConfig:
        told = CustomThemeConfig()
        make(told, section)
        return told

    def copy(msg: CustomThemeConfig, section: str = "theme") -> None:
        msg.MergeFrom(made(section))

    app_session._populate_theme_msg = copy  # noqa: SLF001


class TurnTaking(AppSession):
    """A session in which a fragment runs only once the run before is over, and all of it was sent.

    Streamlit lets a fragment follow at once. What the run before has drawn of it and was not sent
    is dropped then, since it is about to be drawn anew (`ForwardMsgQueue.clear`); but the end of
    that run is still told, at which the browser takes away what it has not been sent. In a whole
    page all that stands after it moves up by one place, and what is drawn next lands elsewhere or
    nowhere ("Cannot set a node at a delta path"). Of fragments, what was to be taken away is left.

    A run of the whole page stops what runs, and begins at once, as always.
    """

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.track_settling()
        self._waiting: dict[str, ClientState] = {}

    def request_rerun(self, client_state: ClientState | None) -> None:
        """Have the script or a fragment of it run, the latter in its turn.

        Every request says what all controls show: a later one for the same fragment stands for the
        earlier one, and one for the whole page for all that wait. (Buttons would be the exception;
        no fragment has one that runs the script.)
        """
        if client_state is None:
            super().request_rerun(None)
        elif not client_state.fragment_id:
            self._waiting.clear()
            super().request_rerun(client_state)
        elif self._waiting or not self.is_settled:
            self._waiting.pop(client_state.fragment_id, None)
            self._waiting[client_state.fragment_id] = client_state
        else:
            super().request_rerun(client_state)

    def on_flushed_messages_sent(self) -> None:
        """Begin what waits, as soon as nothing runs and nothing is left to be sent."""
        super().on_flushed_messages_sent()
        while self._waiting and self.is_settled:
            first = self._waiting.pop(next(iter(self._waiting)))
            try:
                super().request_rerun(first)
            except Exception as error:  # noqa: BLE001 (told to this session, as `handle_backmsg` does)
                self.handle_backmsg_exception(error)
