"""`python -m tests.load`: a room full of people at once, each with a scenario of their own.

They speak to the server over its real websocket, and some through a real browser. Times are
reported, whatever they are; it ends with 1 if anybody met an error, saw what is another's, or lost
their scenario. Generator and browsers share the machine with the server: the output says how much
of it each took.
"""

import argparse
import asyncio
import json
import os
import signal
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import sync_playwright

from dashboard.rehearse.chromium import find
from geodata.load import load_catalog
from layers.build.figure_store import FOLDER_VARIABLE
from tests.load import proxy, report, room, servers

SHOWN = 20
"""How many lines are told of what should not have happened."""


def arguments() -> argparse.Namespace:
    """Return the parsed command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--sessions", type=int, default=50, help="how many people (default 50)")
    parser.add_argument("--browsers", type=int, default=2, help="how many real browsers more")
    parser.add_argument("--seconds", type=float, default=300, help="for how long (default 300)")
    parser.add_argument("--every", type=float, default=2, help="seconds between a person's clicks")
    parser.add_argument("--port", type=int, default=8630, help="the first of the ports used")
    parser.add_argument(
        "--nginx",
        action="store_true",
        help="two server processes behind dashboard/deploy's nginx, one killed in the middle",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures here")
    return parser.parse_args()


def main() -> int:
    """Measure, print and write. Return 0, or 1 if something happened that should never happen."""
    given = arguments()
    signal.signal(signal.SIGTERM, _stop)
    plan = room.Plan(
        given.sessions, given.browsers, given.seconds, given.every, 2 if given.nginx else 1
    )
    try:
        with tempfile.TemporaryDirectory(prefix="load-") as folder:
            os.environ[FOLDER_VARIABLE] = folder
            found = run(plan, given.port, Path(folder))
    except (OSError, TimeoutError) as error:
        print(f"python -m tests.load: could not be measured: {error}", file=sys.stderr)
        return 1
    told = report.document(plan, found, browser_version() if plan.browsers else "")
    print(*report.lines(told), sep="\n")
    everybody = (*found.people, *found.browsers)
    happened = [line for item in everybody for line in (*item.leaks, *item.lost)]
    happened += [line for item in everybody for line in item.errors]
    print(*happened[:SHOWN], sep="\n")
    if given.json:
        given.json.write_text(json.dumps(told, indent=2) + "\n", "utf-8")
    return 0 if report.passed(told) else 1


def _stop(signum: int, _: object) -> None:
    """End in the way in which what was started is stopped as well."""
    sys.exit(128 + signum)


def run(plan: room.Plan, port: int, folder: Path) -> room.Found:
    """Start what is measured, and measure it."""
    first = port + 1 if plan.servers > 1 else port
    ports = [first + number for number in range(plan.servers)]
    with ExitStack() as stack:
        started = stack.enter_context(servers.running(ports, folder))
        if plan.servers > 1:
            stack.enter_context(proxy.running(folder, port, ports))
        found = asyncio.run(room.measure(plan, load_catalog(), f"http://localhost:{port}", started))
        found.tracebacks = sum(server.tracebacks() for server in started)
        return found


def browser_version() -> str:
    """Return the version of the browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find())
        version = browser.version
        browser.close()
        return version


if __name__ == "__main__":
    sys.exit(main())
