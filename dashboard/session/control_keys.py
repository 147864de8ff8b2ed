"""The keys of the controls: what the browser says under an old one is nobody's choice.

The browser sends what all controls show with each message, and it may not have heard yet of what
Python changed or took away. So a control gets another key whenever Python has changed what it
shows, or it has left the screen.
"""

from typing import Any

import streamlit as st

EDITION = "--"
"""Stands between a control's name and how often it was given another key."""


def control(name: str, value: Any) -> str:
    """Return the key under which a control shows a value: another one if Python has changed it.

    Where the control shows the value already, it stays the same one and keeps its focus.

    A switch or a slider is given the value as its default as well: a browser whose control has
    left the screen forgets what it showed, at a moment of which Python does not know, and would
    bring it back with the default, which would be taken for a choice of the user, too.
    """
    key = key_of(name)
    if st.session_state.get(key, value) != value:
        _renew(name)
        key = key_of(name)
    if key not in st.session_state:
        st.session_state[key] = value
    return key


def retire(on_the_screen: set[str]) -> None:
    """Give the controls that have left the screen since the last run another key for next time."""
    for name in st.session_state.get("on_the_screen", on_the_screen) - on_the_screen:
        _renew(name)
    st.session_state["on_the_screen"] = on_the_screen


def key_of(name: str) -> str:
    """Return the key that a control has now."""
    edition = _editions().get(name, 0)
    return f"{name}{EDITION}{edition}" if edition else name


def control_value(name: str) -> Any:
    """Return what a control shows, or None before it was drawn."""
    return st.session_state.get(key_of(name))


def _renew(name: str) -> None:
    _editions()[name] = _editions().get(name, 0) + 1


def _editions() -> dict[str, int]:
    found: dict[str, int] = st.session_state.setdefault("editions", {})
    return found
