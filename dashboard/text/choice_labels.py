"""Names that can be told apart where they stand beside each other, and lists that hold them.

A list of Streamlit's sends the label of what was chosen: of equal labels each means the last one.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from geodata.text.safe_text import JOINERS
from geodata.user_layers.limits import MAX_TITLE

UNSEEN = str.maketrans("", "", JOINERS)


def distinct_names(names: Mapping[Any, str]) -> dict[Any, str]:
    """Return names in their order; one that looks like one before it gets a number behind it.

    Examples
    --------
    >>> distinct_names({1: "zone.geojson", 2: "zone.geojson", 3: "zone.geojson"})
    {1: 'zone.geojson', 2: 'zone.geojson (2)', 3: 'zone.geojson (3)'}
    """
    found: dict[Any, str] = {}
    looks: set[str] = set()
    numbers: Counter[str] = Counter()
    for key, name in names.items():
        distinct = name
        while _look(distinct) in looks:
            numbers[name] += 1
            distinct = _with_number(name, numbers[name] + 1)
        looks.add(_look(distinct))
        found[key] = distinct
    return found


def distinct_name(name: str, others: Iterable[str]) -> str:
    """Return a name, with a number behind it if one of the others, all distinct, looks the same."""
    *_, found = distinct_names(dict(enumerate([*others, name]))).values()
    return found


def choices(labels: Mapping[Any, str]) -> dict[str, Any]:
    """Return the arguments of a list of Streamlit's that offers keys by their labels.

    A list to fold out shows labels as they are, one of buttons reads them as Markdown.
    """
    distinct = distinct_names(labels)
    return {"options": list(distinct), "format_func": distinct.__getitem__}


def _with_number(name: str, number: int) -> str:
    suffix = f" ({number})"
    return name[: MAX_TITLE - len(suffix)].rstrip() + suffix


def _look(name: str) -> str:
    """Return what is seen of a name: one letter may be written in more than one way."""
    return unicodedata.normalize("NFC", name.translate(UNSEEN))
