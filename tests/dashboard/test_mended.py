"""What is replaced of Streamlit does what Streamlit does, and what it should."""

import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session, websocket_session_manager

from dashboard.server.settings import required_settings
from dashboard.stage.mended import mend, tell_the_theme_from_memory
from dashboard.stage.turns import TurnTaking, Uninterrupted

SECTIONS = [
    "theme",
    "theme.light",
    "theme.dark",
    "theme.sidebar",
    "theme.light.sidebar",
    "theme.dark.sidebar",
]
PAPER = {
    "theme.light": "#FBFAF7",
    "theme.dark": "#16191D",
    "theme.light.sidebar": "#FBFAF7",
    "theme.dark.sidebar": "#16191D",
}
"""From dashboard/server/settings.toml."""


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_is_told_as_streamlit_tells_it(
    monkeypatch: pytest.MonkeyPatch, section: str
) -> None:
    monkeypatch.setattr(config, "_config_options", None)  # those of the tests come back afterwards
    config.get_config_options(force_reparse=True, options_from_flags=required_settings())
    own = app_session._populate_theme_msg
    expected = CustomThemeConfig()
    own(expected, section)
    assert expected.background_color == PAPER.get(section, "")
    monkeypatch.setattr(app_session, "_populate_theme_msg", own)  # puts it back afterwards
    tell_the_theme_from_memory()
    for _ in range(2):
        told = CustomThemeConfig()
        app_session._populate_theme_msg(told, section)
        assert told == expected


def test_the_server_makes_such_sessions_and_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in [
        (app_session, "_populate_theme_msg"),
        (websocket_session_manager, "AppSession"),
        (app_session, "ScriptRunner"),
    ]:
        monkeypatch.setattr(module, name, getattr(module, name))  # puts it back afterwards
    mend()
    assert websocket_session_manager.AppSession is TurnTaking
    assert app_session.ScriptRunner is Uninterrupted
