"""The bounded cache in which what was made is kept."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

Kept = TypeVar("Kept")


class Cache:
    """The last things that were made, by key; two threads that ask at once get the same."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._items: OrderedDict[str, Any] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str, make_it: Callable[[], Kept]) -> Kept:
        """Return what is kept under a key, or make it and keep it."""
        with self._lock:
            if key in self._items:
                self._items.move_to_end(key)
                found: Kept = self._items[key]
                return found
        made = make_it()
        with self._lock:
            made = self._items.setdefault(key, made)
            while len(self._items) > self._size:
                self._items.popitem(last=False)
        return made
