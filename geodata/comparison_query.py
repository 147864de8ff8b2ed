"""The text form of a comparison: two scenarios in one query string.

a=on%3Ddruze-corridor&b=on%3Ddruze-corridor%26druze-corridor.passage%3Dsouthern
"""

from urllib.parse import parse_qsl, quote

from geodata.catalog import Catalog
from geodata.scenario import Scenario, brief, from_query, to_query
from geodata.text.link_pairs import clean_pairs
from geodata.text.safe_text import few

SIDES = ("a", "b")


def to_comparison_query(a: Scenario, b: Scenario, catalog: Catalog) -> str:
    """Return the text form of a comparison: a query string without its question mark."""
    texts = (to_query(side, catalog) for side in (a, b))
    return "&".join(
        f"{name}={quote(text, safe='')}" for name, text in zip(SIDES, texts, strict=True)
    )


def from_comparison_query(text: str, catalog: Catalog) -> tuple[Scenario, Scenario, list[str]]:
    """Return the nearest valid scenarios, and a line for each thing that was dropped or changed.

    Each line begins with its side, ``A:`` or ``B:``. A side that is missing from the query has no
    layers on.
    """
    given = dict(clean_pairs(parse_qsl(text, keep_blank_values=True)))
    unknown = [key for key in given if key not in SIDES]
    told = few([f"'{brief(key)}' is not known here and was left out" for key in unknown])
    found: list[Scenario] = []
    for name in SIDES:
        if name not in given:
            told.append(f"{name.upper()}: no scenario given; no layers are on")
        side, lines = from_query(given.get(name, ""), catalog)
        found.append(side)
        told += [f"{name.upper()}: {line}" for line in lines]
    return found[0], found[1], told
