"""`python -m dashboard.rehearse ID` or `FILE.toml`: opens every step and reports faults.

The status is 0 without findings, 1 after one line for each finding, and 2 after one line if the
briefing could not be opened at all.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from dashboard.presentation.app_catalog import builder
from dashboard.rehearse.chromium import ARGUMENTS, OFFLINE, find
from dashboard.rehearse.server import serve
from geodata.briefings.briefing_io import MAX_BYTES, read_briefing, to_toml
from geodata.models.briefing import Briefing
from geodata.text.file_errors import FileError
from layers.build.briefing_figures import problems
from layers.cli.commands import BAD_INPUT, OneLineParser, exit_status, print_error
from layers.output.atomic_files import read_bytes

PROGRAM = "python -m dashboard.rehearse"
SET_UP = "a rehearsal needs Playwright and Chromium: run `make setup-dev` once"
OWN_ID = "rehearsed-file"


class NotOpenedError(Exception):
    """The rehearsal cannot start. The message is one line for the user."""


def choose_briefing(name: str) -> tuple[str, Briefing, bytes | None]:
    """Return the id, the briefing, and the file's content if it is not one of the project's.

    Raises
    ------
    FileError, NotOpenedError
        If there is no such briefing, or its file is invalid.
    """
    catalog = builder().catalog
    if name in catalog.briefings:
        return name, catalog.briefings[name], None
    path = Path(name)
    if not path.is_file():
        there_are = ", ".join(catalog.briefings)
        raise NotOpenedError(f"'{name}' is neither a file nor a briefing; there are: {there_are}")
    briefing = read_briefing(read_bytes(path, MAX_BYTES + 1), path.name, catalog)
    return OWN_ID, briefing, to_toml(briefing).encode()


@contextmanager
def data_with(own: bytes | None) -> Iterator[Path]:
    """Yield the folder of the data, or a copy that includes a user's briefing."""
    folder = builder().catalog.folder
    if own is None:
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="rehearsal-") as name:
        copy = shutil.copytree(
            folder, Path(name) / "geodata", ignore=shutil.ignore_patterns("*.py")
        )
        (copy / "briefings" / f"{OWN_ID}.toml").write_bytes(own)
        yield copy


def findings(name: str) -> list[str]:
    """Return one line for each fault of a briefing.

    A missing figure is reported alone, since such a briefing cannot be opened.
    """
    briefing_id, briefing, own = choose_briefing(name)
    if missing := [": ".join(found) for found in problems(briefing, builder())]:
        return missing
    executable = find() if find_spec("playwright") else None
    if executable is None:
        raise NotOpenedError(SET_UP)

    from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 (only developers have it)

    from dashboard.rehearse.rehearsal import rehearse  # noqa: PLC0415 (the same)

    try:
        with data_with(own) as folder, serve(folder) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=executable, args=[*ARGUMENTS, OFFLINE]
            )
            found = list(rehearse(browser, url, briefing_id, briefing))
            browser.close()
            return found
    except (Error, OSError) as error:
        raise NotOpenedError(str(error).partition("\n")[0]) from None


def main(argv: Sequence[str] | None = None) -> int:
    """Rehearse, print the findings, and return the status."""
    parser = OneLineParser(prog=PROGRAM, description=__doc__)
    parser.add_argument("briefing", help="the id of a briefing, or a briefing's file")
    named: str = parser.parse_args(argv).briefing
    try:
        found = findings(named)
    except (FileError, NotOpenedError, OSError) as error:
        print_error(PROGRAM, error)
        return BAD_INPUT
    print(*found or [f"{named}: every step is as it should be"], sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(exit_status(PROGRAM, main))
