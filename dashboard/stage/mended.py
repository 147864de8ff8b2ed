"""What Streamlit does otherwise here: three parts of its pinned version, replaced at the start.

Streamlit has no option for any of them. Each has its tests.
"""

from functools import cache

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session, websocket_session_manager

from dashboard.stage.turns import TurnTaking, Uninterrupted


def mend() -> None:
    """Replace what is replaced, once for this process."""
    tell_the_theme_from_memory()
    websocket_session_manager.AppSession = TurnTaking  # type: ignore[attr-defined]
    app_session.ScriptRunner = Uninterrupted  # type: ignore[attr-defined, assignment]


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
