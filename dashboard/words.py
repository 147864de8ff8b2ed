"""The words of the interface, from ``dashboard/text``."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from geodata.errors import read_toml

FOLDER = Path(__file__).parent / "text"


@cache
def words() -> dict[str, Any]:
    """Return the interface's words by name; groups of them are tables."""
    return read_toml(FOLDER / "en.toml")


MARKDOWN = re.compile(r"([\\`*_\[\]$<~|]|:(?=\w)|^(?:[#+>-]|\d+\.))")


def plain(text: str) -> str:
    """Return a text so that Streamlit's Markdown shows it as it is written.

    No more is escaped than has to be, since a screen reader is given the text as it is.
    """
    return MARKDOWN.sub(r"\\\1", " ".join(text.split()))
