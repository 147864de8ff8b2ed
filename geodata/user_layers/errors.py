"""How an own layer is refused: one plain line, safe to show whatever the file contains."""

from typing import Self


class OwnLayerError(Exception):
    """An upload or drawing cannot be taken. The message is one line for people.

    Of one feature of a file it means that this feature is left out.
    """

    def within(self, place: str) -> Self:
        """Return the same refusal, told as part of something: a feature, a file."""
        return type(self)(f"{place}: {self}")


class TooLargeError(OwnLayerError):
    """A bound on the work is exceeded: the whole file is refused, whichever feature it was."""
