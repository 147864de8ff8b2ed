"""`python -m tests.benchmarks`: how fast everything answers, in a real browser.

Each group of measures is run five times, in turns with the others and with a stock app that draws
its map anew. It ends with 1 if a ratio is worse than in the record, or if something could not be
measured; a missed target is only told.
"""

import argparse
import runpy
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

from tests.benchmarks import (
    briefing,
    changes,
    compares,
    files,
    record,
    report,
    rooms,
    starts,
    sweeps,
    uploads,
)
from tests.benchmarks.measures import GROUPS, Sample
from tests.benchmarks.place import Place

RUNS = 5
CHROMIUM = Path(__file__).resolve().parents[1] / "browser" / "chromium.py"
OWN_HOSTS = {"localhost", ""}

Run = Callable[[int], Iterator[Sample]]
PREPARED: dict[str, Callable[[Place], Run]] = {
    "start": starts.starts,
    "page": starts.pages,
    "toggle": changes.toggles,
    "reading": changes.readings,
    "slider": changes.slider,
    "step": briefing.presses,
    "compare": compares.compares,
    "sweep": sweeps.sweeps,
    "png": files.pictures,
    "deck": files.decks,
    "upload": uploads.uploads,
    "rooms": rooms.rooms,
    "memory": changes.memory,
}
"""By group: what makes ready, and returns what is run with the number of the run."""


def arguments() -> argparse.Namespace:
    """Return the parsed command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures here")
    parser.add_argument("--record", action="store_true", help="make this run the record")
    parser.add_argument("--only", type=_groups, metavar="GROUP,...", help=f"of {','.join(GROUPS)}")
    given = parser.parse_args()
    if given.record and given.only:
        parser.error("--record takes everything: leave out --only")
    return given


def _groups(text: str) -> tuple[str, ...]:
    for name in text.split(","):
        if name not in GROUPS:
            raise argparse.ArgumentTypeError(f"'{name}' is not one of {', '.join(GROUPS)}")
    return tuple(text.split(","))


def main() -> int:
    """Measure, print, compare and write. Return 1 after a line for what is wrong, else 0."""
    given = arguments()
    began, before = time.monotonic(), report.load()
    try:
        with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
            samples, browser = measured(Path(folder), given.only or GROUPS)
    except (Error, OSError, ValueError) as error:
        print(f"python -m tests.benchmarks: could not be measured: {error}", file=sys.stderr)
        return 1
    found = report.rows(samples)
    content = report.document(found, browser, before)
    print(*report.table(found), sep="\n")
    print(f"measured in {time.monotonic() - began:.0f} s; {content['machine']}")
    if given.json:
        report.write(content, given.json)
    if given.record:
        report.write(content, record.PATH)
        return 0
    return judged(found)


def judged(found: list[dict[str, object]]) -> int:
    """Print what is worse than the record. Return 1 if anything is, else 0."""
    then = record.read()
    if then is None:
        print("There is no record yet: --record makes one.")
        return 0
    lines = record.worse(then, found)
    for line in lines:
        print(line, file=sys.stderr)
    return 1 if lines else 0


def measured(folder: Path, groups: tuple[str, ...]) -> tuple[list[Sample], str]:
    """Return what was measured of some groups, and the browser's version."""
    chromium = runpy.run_path(str(CHROMIUM))
    with ExitStack() as stack:
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(
            executable_path=chromium["find"](), args=chromium["ARGUMENTS"]
        )
        stack.callback(browser.close)
        place = Place(browser, folder, stack)
        runs = {name: PREPARED[name](place) for name in GROUPS if name in groups}
        samples: list[Sample] = []
        for number in range(RUNS):
            for name, run in runs.items():
                began = time.monotonic()
                samples += run(number)
                print(f"run {number + 1}: {name} ({time.monotonic() - began:.0f} s)", flush=True)
        if foreign := place.hosts - OWN_HOSTS:
            raise ValueError(f"something was asked of {', '.join(sorted(foreign))}")
        return samples, browser.version


if __name__ == "__main__":
    sys.exit(main())
