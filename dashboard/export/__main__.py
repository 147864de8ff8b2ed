"""`python -m dashboard.export --format FORMAT --out FILE`: a scenario as a picture or as data.

`python -m dashboard.export --again FILE --out FILE`: the same picture once more.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn, get_args

from dashboard.export.files import KINDS, OF_BRIEFINGS, made
from dashboard.export.metadata import NoRecordError, record_of
from dashboard.export.page_data import Named
from dashboard.export.paper import PAPERS, WrongSizeError, format_of
from dashboard.export.pictures import PICTURES, OtherDataError, again
from dashboard.export.snapshot import Snapshot
from dashboard.symbology import Theme
from dashboard.words import words
from geodata import catalog
from geodata.catalog import Catalog
from geodata.errors import FileError
from geodata.scenario import LANGUAGES, brief, retired
from geodata.steps import scenario_of
from layers.build import Builder
from layers.check import check
from layers.files import write_bytes
from layers.selection import WrongSelectionError, add_selectors, selected

PROGRAM = "python -m dashboard.export"
THEMES: tuple[Theme, ...] = get_args(Theme)
OF_PICTURES = ("size", "paper", "transparent", "theme")
"""Options that mean nothing for data."""
AGAIN_TAKES = ("again", "out")
SELECTORS = ("proposal", "reading", "values", "scenario")


class OneLineParser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """End with a line and status 2."""
        self.exit(2, f"{self.prog}: {message}\n")


def arguments_of(given: Sequence[str]) -> argparse.Namespace:
    """Return the parsed command line."""
    parser = OneLineParser(prog=PROGRAM, description=__doc__)
    parser.add_argument("--format", choices=KINDS)
    parser.add_argument("--out", type=Path, required=True, help="the file to write")
    parser.add_argument("--again", type=Path, metavar="FILE", help="a picture to make once more")
    parser.add_argument("--size", metavar="WIDTHxHEIGHT", help="pixels, such as 1920x1080")
    parser.add_argument("--paper", metavar="|".join(PAPERS), help="the proportions")
    parser.add_argument("--transparent", action="store_true", help="without a ground")
    parser.add_argument("--theme", choices=THEMES, help="light unless told")
    parser.add_argument("--language", choices=LANGUAGES, help="of the names")
    parser.add_argument("--briefing", metavar="ID", help="a whole briefing, as html")
    add_selectors(parser)
    found = parser.parse_args(given)
    if found.again:
        others = [name for name, value in vars(found).items() if value and name not in AGAIN_TAKES]
        if others:
            parser.error(f"--again says it all: leave out --{others[0]}")
    elif not found.format:
        parser.error(f"--format is missing: one of {', '.join(KINDS)}")
    elif found.format not in PICTURES:
        for name in OF_PICTURES:
            if getattr(found, name):
                parser.error(f"--{name} is for pictures: leave it out for {found.format}")
    if found.briefing and found.format not in OF_BRIEFINGS:
        parser.error(f"--briefing is for {', '.join(OF_BRIEFINGS)}: leave it out")
    if found.briefing and any(getattr(found, name) for name in SELECTORS):
        parser.error("--briefing says what is shown: leave the other selectors out")
    return found


def content_of(given: argparse.Namespace, builder: Builder) -> bytes:
    """Return the file that was asked for."""
    if given.again:
        return again(record_of(given.again), builder)
    named = briefing_of(given.briefing, builder.catalog)
    chosen = selected(given, builder.catalog)
    if named:
        chosen = scenario_of(named.briefing.step[0], builder.catalog)
    if given.language:
        chosen = replace(chosen, language=given.language)
    for line in retired(chosen, builder.catalog):
        print(f"{PROGRAM}: {line}", file=sys.stderr)
    snapshot = Snapshot(
        chosen,
        format_of(given.size, given.paper),
        given.theme or "light",
        given.transparent,
        words()["export"]["marking"],
    )
    return made(given.format, snapshot, builder, named)


def briefing_of(briefing_id: str | None, catalog: Catalog) -> Named | None:
    """Return the briefing that is asked for, or a `WrongSelectionError`."""
    if not briefing_id:
        return None
    if briefing_id not in catalog.briefings:
        there_are = ", ".join(catalog.briefings) or "none"
        raise WrongSelectionError(f"briefing '{brief(briefing_id)}' is not one of {there_are}")
    return Named(briefing_id, catalog.briefings[briefing_id])


def main() -> int:
    """Write what was asked for. Return 0, or 2 after one line if something is wrong."""
    given = arguments_of(sys.argv[1:])
    try:
        builder = Builder(catalog.load())
        check(builder)
        write_bytes(given.out, content_of(given, builder))
    except (FileError, WrongSelectionError, WrongSizeError, OtherDataError, NoRecordError) as error:
        print(f"{PROGRAM}: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{PROGRAM}: {error.filename or given.out}: {error.strerror}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
