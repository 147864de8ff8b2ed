"""The line of 1923, which only a Debian package has.

A machine that checks this project cannot be expected to have that package. So ``debian.toml``
records where the committed extract came from, with checksums; it is made again when the
package's data file is given.
"""

import hashlib
import tomllib
from pathlib import Path
from typing import Any

from shapely.geometry import LineString, Point

from geodata.rebuild.geojson import Collection, Facts, Feature, Names
from geodata.rebuild.inputs.plane import nearest_vertex, piece, simplify
from geodata.rebuild.outlines import GOLAN_NORTH

RECORD = Path(__file__).resolve().parent / "debian.toml"

NORTH_END = GOLAN_NORTH
"""Where the line leaves the Lebanese one; its bend around Ghajar lies beyond."""

SOUTH_END = Point(35.615, 32.684)
"""Where the line comes down to the Yarmouk, in this source."""

TOLERANCE_M = 50.0


class ChecksumError(ValueError):
    """A file is not the one that is recorded."""


def record() -> dict[str, Any]:
    """Return what is recorded about the package and the committed extract."""
    return tomllib.loads(RECORD.read_text("utf-8"))


def check(path: Path, text: str) -> None:
    """Raise `ChecksumError` if a file does not have the recorded SHA-256."""
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != text:
        raise ChecksumError(f"{path.name}: sha256 is {found}, debian.toml has {text}")


def western_edge(outline: LineString) -> LineString:
    """Return the part of Syria's outline between the ends of the line of 1923, simplified."""
    start, end = sorted(nearest_vertex(outline, point) for point in (NORTH_END, SOUTH_END))
    return simplify(piece(outline, start, end), TOLERANCE_M)


def line_1923_file(line: LineString, name: Names) -> Collection:
    """Return the file of the line of 1923."""
    facts = Facts(
        "gmt-dcw",
        "2022-05-20",
        "medium",
        1500,
        "The western edge of the Golan: the line that Britain and France drew in 1923. For the "
        "background only. Sources differ by up to 1.5 km in the north and about 4 km at its "
        "south end. No statement on a border.",
    )
    return Collection(
        "The line of 1923",
        "The western edge of Syria in DCW-GMT 2.1.1, simplified to 50 m; recorded in debian.toml.",
        "background",
        [Feature("line", "line-1923", line, facts, name)],
    )
