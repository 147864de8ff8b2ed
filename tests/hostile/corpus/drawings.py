"""Shapes that a browser says were drawn."""

import json

from tests.hostile.corpus.shapes import BOW
from tests.hostile.corpus.texts import DIRECTIONS, EMPTY, FORMULAS, GDAL, SCRIPTS, Case


def drawing(shape: str, positions: object, name: str = "") -> bytes:
    return json.dumps({"shape": shape, "positions": positions, "name": name}).encode()


ACROSS_THE_GLOBE = [[-89 + 178 * (number % 2), number / 10] for number in range(500)]
ACROSS_THE_MAP = [[32 + 12 * (number % 2), 29 + number / 60] for number in range(500)]
"""Within all other bounds; with a point every 500 metres, 14 and 1.1 million positions."""
LINE = [[36, 33], [36.1, 33.1]]
NO_PAIRS = "no pairs of longitude and latitude"

DRAWINGS = [
    *(Case("script", name, drawing("line", LINE, text), "") for name, text in SCRIPTS.items()),
    Case("script", "shape", drawing(SCRIPTS["tag"], LINE), "it is none of line, area"),
    *(Case("formula", name, drawing("line", LINE, text), "") for name, text in FORMULAS.items()),
    *(Case("direction", name, drawing("line", LINE, text), "") for name, text in DIRECTIONS.items()),
    *(Case("empty", f"name-{name}", drawing("line", LINE, text), "") for name, text in EMPTY.items()),
    *(Case("gdal", name, drawing(text, LINE), "it is none of line, area") for name, text in GDAL.items()),
    Case("gdal", "positions", drawing("line", GDAL["vrt"]), NO_PAIRS),
    Case("number", "nan", drawing("line", [[float("nan"), 33], [36, 33]]), NO_PAIRS),
    Case("number", "infinity", drawing("line", [[36, float("-inf")], [36, 33]]), NO_PAIRS),
    Case("number", "1e999", b'{"shape": "line", "positions": [[1e999, 33], [36, 33]], "name": ""}', NO_PAIRS),
    Case("number", "digits", drawing("line", [[10**400, 33], [36, 33]]), NO_PAIRS),
    Case("many", "positions", drawing("line", LINE * 10_000), "more than 500 positions"),
    Case("many", "letters", drawing("line", LINE, "x" * 1_000_000), ""),
    Case("nested", "positions", b'{"shape": "line", "name": "", "positions": ' + b"[" * 500 + b"]" * 500 + b"}", NO_PAIRS),
    Case("encoding", "surrogate", drawing("line", LINE, "\ud800"), ""),
    Case("encoding", "texts", drawing("line", [["\ud800", "33"]] * 2), NO_PAIRS),
    Case("duplicate", "positions", drawing("line", [[36, 33], [36, 33]]), "a line of zero length"),
    Case("duplicate", "corner", drawing("area", [[36, 33], [36, 33], [36.1, 33], [36.1, 33.1]]), ""),
    Case("ring", "bow", drawing("area", BOW[0][:4]), "the area crosses itself"),
    Case("ring", "flat", drawing("area", [[36, 33], [36, 33.1], [36, 33.2]]), "a ring of zero area"),
    Case("ring", "circle", drawing("circle", [[36, 33], [36, 33]]), "the circle has no radius"),
    Case("globe", "pole", drawing("circle", [[36, 89.9], [36, 89.5]]), "as if it enclosed a pole"),
    Case("globe", "antimeridian", drawing("line", [[179, 33], [-179, 33]]), "as if it enclosed a pole"),
    Case("globe", "half-round", drawing("line", [[0, 0], [180, 0]]), ""),
    Case("globe", "to-and-fro", drawing("line", ACROSS_THE_GLOBE), "at most 25,000 km are drawn"),
    Case("many", "kilometres", drawing("area", ACROSS_THE_MAP), "at most 25,000 km are drawn"),
    Case("globe", "outside", drawing("line", [[36, 90.1], [36, 33]]), NO_PAIRS),
    Case("globe", "circle", drawing("circle", [[36, 33], [36, -33]]), "at most 1,000 km are drawn"),
    Case("empty", "positions", drawing("line", []), "it has 0 positions"),
    Case("empty", "pairs", drawing("line", [[], []]), NO_PAIRS),
    Case("empty", "shape", drawing("", LINE), "it is none of line, area"),
    Case("empty", "none", drawing("line", None), NO_PAIRS),
]  # fmt: skip
