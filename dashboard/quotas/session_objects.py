"""Objects that each session has one of, and that a request finds by an unguessable token.

The registry holds them only as long as their session does: with the session the token is void.
"""

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar
from weakref import WeakValueDictionary

import streamlit as st


class WithToken(Protocol):
    """An object with a token of its own."""

    token: str


T = TypeVar("T", bound=WithToken)


class SessionObjects(Generic[T]):
    """One object for each session.

    Parameters
    ----------
    key
        Its name in the session's state.
    create
        Makes the object when a session first asks for it.
    """

    def __init__(self, key: str, create: Callable[[], T]) -> None:
        self._key, self._create = key, create
        self._by_token: WeakValueDictionary[str, T] = WeakValueDictionary()

    def of_session(self) -> T:
        """Return the object of the session that runs."""
        if self._key not in st.session_state:
            created = self._create()
            self.register(created)
            st.session_state[self._key] = created
        found: T = st.session_state[self._key]
        return found

    def register(self, item: T) -> None:
        """Let requests find an object by its token for as long as somebody holds it."""
        self._by_token[item.token] = item

    def of_token(self, token: str) -> T | None:
        """Return the object that a token belongs to; None if its session has ended."""
        return self._by_token.get(token)
