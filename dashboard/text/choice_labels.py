"""Distinct names, for lists in which several items may have the same one.

Streamlit's lists report the chosen label: equal labels would all mean the last item.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from geodata.text.safe_text import JOINERS
from geodata.user_layers.limits import MAX_TITLE

UNSEEN = str.maketrans("", "", JOINERS)


def distinct_names(names: Mapping[Any, str]) -> dict[Any, str]:
    """Return names in order; one that looks like an earlier one gets a number.

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
    """Return a name, with a number if one of the others (all distinct) looks the same."""
    *_, found = distinct_names(dict(enumerate([*others, name]))).values()
    return found


def choices(labels: Mapping[Any, str]) -> dict[str, Any]:
    """Return the arguments for a Streamlit list that offers keys by their labels.

    Drop-down lists show labels unchanged, button groups read them as Markdown.
    """
    distinct = distinct_names(labels)
    return {"options": list(distinct), "format_func": distinct.__getitem__}


def _with_number(name: str, number: int) -> str:
    suffix = f" ({number})"
    return name[: MAX_TITLE - len(suffix)].rstrip() + suffix


def _look(name: str) -> str:
    """Return a name's normal form, since a letter may be encoded in more than one way."""
    return unicodedata.normalize("NFC", name.translate(UNSEEN))
