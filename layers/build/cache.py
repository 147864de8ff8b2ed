"""A bounded cache, safe for threads."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar, cast

Kept = TypeVar("Kept")


class Cache:
    """A cache of the last objects used, by key; concurrent requests make an object once.

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
        """Return the cached object of a key, or make and cache it.

        The function that makes it may use other keys of the cache, but not the same one.
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
