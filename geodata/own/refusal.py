"""How an own layer is refused: one plain line, safe to show whatever the file contains."""


class OwnLayerError(Exception):
    """An upload or drawing cannot be taken. The message is one line for people."""

    def within(self, place: str) -> "OwnLayerError":
        """Return the same refusal, told as part of something: a feature, a file."""
        return OwnLayerError(f"{place}: {self}")
