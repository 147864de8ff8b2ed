"""Options of Streamlit for one test."""

import pytest
import streamlit as st


def set_option(monkeypatch: pytest.MonkeyPatch, name: str, value: object) -> None:
    """Have `st.get_option` answer with a value for one name."""
    others = st.get_option
    monkeypatch.setattr(st, "get_option", lambda key: value if key == name else others(key))
