"""Texts of files and people in a message: one line, shortened, without hidden characters."""

import re
import unicodedata
from collections.abc import Sequence

JOINERS = "\u200c\u200d"
"""Format characters that belong to words of some scripts; all others are dropped."""

NO_CHARACTERS = "\ufffe\uffff"
"""Code points that no XML may hold, and that are no characters."""

HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff"
    r"\U000e0000-\U000e007f]"
)
"""Control characters but for tab and line ends, line ends that are none to most programs, what
turns the direction of the text around it, tags that nobody sees, and what is no character.

The marks U+200E, U+200F and U+061C are not among them: Arabic and Hebrew need them beside
figures and brackets, and they turn nothing but the signs next to them.
"""

LONGEST = 1_000
"""Of a whole message, in characters."""
LONGEST_QUOTE = 60
MOST_LINES = 12
"""How many lines of one kind are told."""


def clean_text(text: str, longest: int) -> str:
    r"""Return a text on one line, without control and bidirectional characters, shortened.

    Examples
    --------
    >>> cleaned("zone\u202e\n one", 60)
    'zone one'
    >>> cleaned("a long title", 7)
    'a long…'
    """
    kept = "".join(_visible(character) for character in text[: 10 * longest])
    line = " ".join(kept.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Cs", "Zl", "Zp") or character in NO_CHARACTERS:
        return " "
    return "" if category == "Cf" and character not in JOINERS else character


def clean_file_name(name: str) -> str:
    r"""Return the last part of a path, cleaned; it may be empty.

    Examples
    --------
    >>> cleaned_file_name("C:\\maps\\zones.geojson")
    'zones.geojson'
    """
    return clean_text(re.split(r"[/\\]", name)[-1], LONGEST_QUOTE)


def quote(value: object) -> str:
    """Return a text of a file as it may stand in a message, or that there is none."""
    return f"'{clean_text(value, LONGEST_QUOTE)}'" if isinstance(value, str) else "no text"


def few(lines: Sequence[str]) -> list[str]:
    """Return the first of many lines, and how many more there are.

    Examples
    --------
    >>> few([f"line {number}" for number in range(5000)])[-2:]
    ['line 11', 'and 4,988 more like these']
    """
    more = len(lines) - MOST_LINES
    return [*lines[:MOST_LINES], *([f"and {more:,} more like these"] if more > 0 else [])]


def check_characters(value: object) -> None:
    """Raise a `ValueError` for the first hidden character in a text, or in a list or table of them.

    Such a character would change how the text around it reads, or break the file it is written to.
    """
    if isinstance(value, str):
        if found := HIDDEN.search(value):
            raise ValueError(f"has the hidden character U+{ord(found[0]):04X}: remove it")
    elif isinstance(value, dict):
        for key, item in value.items():
            check_characters(key)
            check_characters(item)
    elif isinstance(value, list | tuple):
        for item in value:
            check_characters(item)
