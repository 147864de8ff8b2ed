"""Errors of user layers: one plain line, safe to show whatever the file contains."""

from typing import Self


class OwnLayerError(Exception):
    """An upload or drawing cannot be used. The message is one line for the user.

    If it concerns one feature of a file, only that feature is left out.
    """

    def within(self, place: str) -> Self:
        """Return the same error, prefixed with the feature or file it concerns."""
        return type(self)(f"{place}: {self}")


class TooLargeError(OwnLayerError):
    """A size limit is exceeded: the whole file is refused, not only one feature."""
