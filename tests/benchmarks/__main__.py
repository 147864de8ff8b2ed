"""`python -m tests.benchmarks`: how fast the map answers, beside a stock app, in a real browser.

The figures are reported, whatever they are. It ends with 1 only if something could not be measured.
"""

import argparse
import runpy
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

from geodata.catalog import FOLDER, load
from layers.build import Builder
from tests.benchmarks import briefing, report, servers, subject, twelve
from tests.benchmarks.runs import Measured, measure

CHROMIUM = Path(__file__).resolve().parents[1] / "browser" / "chromium.py"
OWN_HOSTS = {"localhost", ""}


def arguments() -> argparse.Namespace:
    """Return the parsed command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures here")
    return parser.parse_args()


def main() -> int:
    """Measure, print and write. Return 0, or 1 after one line if something was not measured."""
    given = arguments()
    started = time.monotonic()
    try:
        with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
            counts, browser, measured = run(Path(folder))
    except (Error, OSError, ValueError) as error:
        print(f"python -m tests.benchmarks: could not be measured: {error}", file=sys.stderr)
        return 1
    figures = [row.figures() for row in report.rows(measured["product"], measured["stock"])]
    print(*report.table(figures, measured), sep="\n")
    print(f"measured in {time.monotonic() - started:.0f} s, load of the machine {report.load()}")
    if given.json:
        report.write(report.document(figures, measured, counts, browser), given.json)
    return 0


def run(folder: Path) -> tuple[dict[str, int], str, dict[str, Measured]]:
    """Return the vertices of each layer, the browser's version, and what was measured."""
    data, copy = folder / "data", folder / "stock"
    data.mkdir()
    copy.mkdir()
    twelve.write(data)
    counts = twelve.vertices(Builder(load(data)))
    tell("vertices: " + ", ".join(f"{name} {count}" for name, count in counts.items()))
    chromium = runpy.run_path(str(CHROMIUM))
    with ExitStack() as stack:
        ours = stack.enter_context(servers.dashboard(data, folder / "dashboard.log"))
        theirs = stack.enter_context(servers.stock(data, copy, folder / "stock.log"))
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(
            executable_path=chromium["find"](), args=chromium["ARGUMENTS"]
        )
        stack.callback(browser.close)
        subjects = (subject.product(browser), subject.stock(browser))
        subjects[0].open(f"{ours}/?on={','.join(twelve.IDS)}")
        subjects[1].open(theirs)
        measured = measure(subjects, tell)
        tell(f"{briefing.PRESSES} presses of a key on a briefing of the product")
        own = stack.enter_context(servers.dashboard(FOLDER, folder / "briefing.log"))
        measured["product"].steps, hosts = briefing.presses(browser, own, load())
        if foreign := (hosts | subjects[0].hosts | subjects[1].hosts) - OWN_HOSTS:
            raise ValueError(f"something was asked of {', '.join(sorted(foreign))}")
        return counts, browser.version, measured


def tell(line: str) -> None:
    """Print what is being done."""
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
