"""How an own layer is refused: one plain line, safe to show whatever the file contains."""

import re
import unicodedata

from geodata.own.limits import MAX_NAME

JOINERS = "\u200c\u200d"
"""Format characters that belong to words of some scripts; all others are dropped."""


class OwnLayerError(Exception):
    """An upload or drawing cannot be taken. The message is one line for people."""

    def within(self, place: str) -> "OwnLayerError":
        """Return the same refusal, told as part of something: a feature, a file."""
        return OwnLayerError(f"{place}: {self}")


def cleaned(text: str, longest: int) -> str:
    r"""Return a text on one line, without control and bidirectional characters, shortened.

    Examples
    --------
    >>> cleaned("zone\u202e\n one", 60)
    'zone one'
    >>> cleaned("a long title", 7)
    'a long…'
    """
    kept = "".join(_kept(character) for character in text[: 10 * longest])
    line = " ".join(kept.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def _kept(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Cs", "Zl", "Zp"):
        return " "
    return "" if category == "Cf" and character not in JOINERS else character


def cleaned_file_name(name: str) -> str:
    r"""Return the last part of a path, cleaned.

    Examples
    --------
    >>> cleaned_file_name("C:\\maps\\zones.geojson")
    'zones.geojson'
    """
    return cleaned(re.split(r"[/\\]", name)[-1], MAX_NAME) or "upload"


def quoted(value: object) -> str:
    """Return a text of the file as it may stand in a message, or that there is none."""
    return f"'{cleaned(value, MAX_NAME)}'" if isinstance(value, str) else "no text"
