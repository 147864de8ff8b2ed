"""`python -m layers.maintain.figure_changes OLD [NEW]`: key figures that moved with the data.

A version is a folder laid out like ``geodata``, or a git revision of this repository; NEW is the
present data unless told. Reported figures count as key figures. One has moved when its text is
another one. Every reading is measured with its default parameters, retired ones too.
"""

import sys
from dataclasses import dataclass

from geodata import catalog
from layers.accuracy.quantity import UNITS, Quantity, round_to_plus_minus
from layers.build.builder import Builder
from layers.cli.commands import BAD_INPUT, OneLineParser, exit_status, print_error
from layers.maintain.data_versions import UnreadableVersionError, version

PROGRAM = "python -m layers.maintain.figure_changes"


@dataclass(frozen=True)
class Move:
    """A figure that is not what it was: moved, new (no `old`) or gone (no `new`)."""

    address: str
    old: Quantity | None
    new: Quantity | None

    def __str__(self) -> str:
        return f"{self.address}: {self._line()}"

    def _line(self) -> str:
        if self.old is None:
            assert self.new is not None
            return f"new, {self.new.text()}"
        if self.new is None:
            return f"gone, was {self.old.text()}"
        difference = self.new.value - self.old.value
        beyond = abs(difference) > max(self.old.plus_minus, self.new.plus_minus)
        sign = "-" if difference < 0 else "+" if difference else ""
        size = f"{round_to_plus_minus(abs(difference), 0)[0]} {UNITS[self.new.unit]}".rstrip()
        return (
            f"{self.old.text()} -> {self.new.text()}, "
            f"{sign}{size}, {'beyond' if beyond else 'within'} the ±"
        )


def figures(builder: Builder) -> dict[str, Quantity]:
    """Return the key and reported figures of every reading by address, with default parameters."""
    return {
        f"{address}@{reading.id}.{feature_id}.{measure}": quantity
        for address, provision in builder.catalog.layers.items()
        for reading in provision.reading
        for (feature_id, measure), quantity in builder.figures(
            builder.layer(address, reading.id)
        ).items()
    }


def moves(old: dict[str, Quantity], new: dict[str, Quantity]) -> list[Move]:
    """Return what differs, in the order of `new`, and at the end what is gone."""
    return [
        Move(address, old.get(address), new.get(address))
        for address in dict.fromkeys((*new, *old))
        if address not in old or address not in new or old[address].text() != new[address].text()
    ]


def summary(moves: list[Move], new: dict[str, Quantity]) -> str:
    """Return in one line how many figures moved, are new, are gone, and are as they were."""
    gone = sum(move.new is None for move in moves)
    appeared = sum(move.old is None for move in moves)
    moved = len(moves) - gone - appeared
    same = len(new) - appeared - moved
    return f"{moved} moved, {appeared} new, {gone} gone, {same} as they were"


def main() -> int:
    """List what moved. Return 0 if nothing did, 1 if something did, 2 after a line on bad input."""
    return exit_status(PROGRAM, _run)


def _run() -> int:
    parser = OneLineParser(prog=PROGRAM, description=__doc__)
    parser.add_argument("old", metavar="OLD", help="a folder or a git revision")
    parser.add_argument("new", metavar="NEW", nargs="?", default=str(catalog.FOLDER))
    given = parser.parse_args()
    try:
        old, new = figures(version(given.old)), figures(version(given.new))
    except UnreadableVersionError as error:
        print_error(PROGRAM, error)
        return BAD_INPUT
    found = moves(old, new)
    for move in found:
        print(move)
    print(summary(found, new))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
