"""Untrusted text made safe for a message: one line, shortened, without hidden characters."""

import re
import unicodedata
from collections.abc import Sequence

JOINERS = "\u200c\u200d"
"""Format characters that some scripts need within words; all others are removed."""

NO_CHARACTERS = "\ufffe\uffff"
"""Noncharacters, which XML does not allow."""

HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff"
    r"\U000e0000-\U000e007f]"
)
"""Control characters except tab and line ends, unusual line separators, bidirectional overrides,
embeddings and isolates, surrogates, invisible tags and noncharacters.

The marks U+200E, U+200F and U+061C are allowed: Arabic and Hebrew need them beside figures and
brackets, and they affect only the characters next to them.
"""

LONGEST = 1_000
"""Length of a whole message, in characters."""
LONGEST_QUOTE = 60
MOST_LINES = 12
"""How many messages of one kind are listed."""


def clean_text(text: str, longest: int) -> str:
    r"""Return a text on one line, without control and bidirectional characters, shortened.

    Examples
    --------
    >>> clean_text("zone\u202e\n one", 60)
    'zone one'
    >>> clean_text("a long title", 7)
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
    >>> clean_file_name("C:\\maps\\zones.geojson")
    'zones.geojson'
    """
    return clean_text(re.split(r"[/\\]", name)[-1], LONGEST_QUOTE)


def quote(value: object) -> str:
    """Return an untrusted text in quotation marks, cleaned; `no text` for other types."""
    return f"'{clean_text(value, LONGEST_QUOTE)}'" if isinstance(value, str) else "no text"


def few(lines: Sequence[str]) -> list[str]:
    """Return the first lines of a long list, and a line with the number of the others.

    Examples
    --------
    >>> few([f"line {number}" for number in range(5000)])[-2:]
    ['line 11', 'and 4,988 more like these']
    """
    more = len(lines) - MOST_LINES
    return [*lines[:MOST_LINES], *([f"and {more:,} more like these"] if more > 0 else [])]


def check_characters(value: object) -> None:
    """Raise a `ValueError` for the first hidden character in a text, or in a list or table of them.

    Such a character could change how the surrounding text reads, or break an exported file.
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
