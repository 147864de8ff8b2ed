"""The bounded cache in which what was made is kept."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar, cast

Kept = TypeVar("Kept")


class Cache:
    """The last things that were made, by key; of threads that ask at once one makes it for all.

    Examples
    --------
    >>> cache = Cache(2)
    >>> cache.get("a", lambda: "made"), cache.get("a", lambda: "made again")
    ('made', 'made')
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._items: OrderedDict[Hashable, Any] = OrderedDict()
        self._making: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def get(self, key: Hashable, make_it: Callable[[], Kept]) -> Kept:
        """Return what is kept under a key, or make it and keep it.

        What makes it may ask for other keys, and not for its own.
        """
        with self._lock:
            if key in self._items:
                return cast("Kept", self._touch(key))
            making = self._making.setdefault(key, Lock())
        with making:
            with self._lock:
                if key in self._items:
                    return cast("Kept", self._touch(key))
            try:
                made = make_it()
                with self._lock:
                    self._items[key] = made
                    while len(self._items) > self._size:
                        self._items.popitem(last=False)
                return made
            finally:
                with self._lock:
                    if self._making.get(key) is making:
                        del self._making[key]

    def _touch(self, key: Hashable) -> Any:
        self._items.move_to_end(key)
        return self._items[key]
