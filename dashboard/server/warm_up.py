"""Work done ahead of requests: loading slow modules and measuring figures.

`python -m dashboard.server.warm_up FOLDER SERVER` measures all figures that are not on disk yet,
for as long as its parent process SERVER runs.
"""

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from threading import Event, Thread

from dashboard.presentation.app_catalog import builder
from dashboard.stage.static_payload import static_payload
from geodata.briefings.step_scenario import scenario_of
from geodata.load import load_catalog
from layers.build.builder import Builder
from layers.build.figure_store import FOLDER_VARIABLE, FigureStore
from layers.build.layer import Layer
from layers.cli.commands import BAD_INPUT, print_error

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = "python -m dashboard"

SLOW_TO_LOAD = "folium"
"""The module that the first map waits for; those for the panels are loaded after it."""

MEASURED_AFTER_S = 2.5
"""Delay before measuring starts, so that a user waiting for the start gets the map first."""

LOOKED_AFTER_S = 1.0
"""Interval of checks whether the measuring process has ended."""
LEAST_PRIORITY = 19
AUTOGROUP = Path("/proc/self/autogroup")


@contextmanager
def warm_up() -> Iterator[None]:
    """In the background of the running server, load slow modules, then measure all layers.

    A separate process measures: it takes minutes if nothing is on disk yet, and would slow down
    all responses here.
    """
    Thread(target=_load, name="load", daemon=True).start()
    ended = Event()
    measuring = Thread(target=_measure, args=(ended,), name="measure", daemon=True)
    measuring.start()
    try:
        yield
    finally:
        ended.set()
        measuring.join()


def _load() -> None:
    """Load what the first map waits for, then exclude all objects from garbage collection.

    Loaded modules live as long as the process; scanning them again and again would only cost time
    (`gc.freeze`).
    """
    try:
        import_module(SLOW_TO_LOAD)
        static_payload(builder())
        gc.freeze()
    finally:
        gc.enable()


def _measure(ended: Event) -> None:
    if ended.wait(MEASURED_AFTER_S):
        return
    folder, server = str(builder().catalog.folder), str(os.getpid())
    command = [sys.executable, "-m", "dashboard.server.warm_up", folder, server]
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    with subprocess.Popen(  # noqa: S603 (our own program)
        command,
        env={**os.environ, "PYTHONPATH": path},
        creationflags=getattr(subprocess, "IDLE_PRIORITY_CLASS", 0),
    ) as process:
        while process.poll() is None and not ended.wait(LOOKED_AFTER_S):
            pass
        process.terminate()


def stand_back() -> None:
    """Lower the priority of this process, as far as the system supports it.

    Linux compares priorities only within a session, and sessions with each other; so the process
    gets its own session with the least weight (sched(7), "The autogroup feature").
    """
    if hasattr(os, "nice"):
        os.nice(LEAST_PRIORITY)
    with suppress(OSError, AttributeError):  # already a session leader, or not supported
        os.setsid()
        AUTOGROUP.write_text(str(LEAST_PRIORITY), "ascii")


def measure_layers(builder: Builder, is_wanted: Callable[[], bool] = lambda: True) -> None:
    """Measure every layer: first what briefings show, then all key figures, then all measures.

    Key figures are measured from the last layer backwards, since a page that needs them meanwhile
    begins with the first. Measuring stops at the first layer for which `is_wanted` is false.

    Raises
    ------
    OSError
        If figures cannot be written to the disk, where other processes would find them.
    """
    catalog = builder.catalog
    shown = [
        layer
        for briefing in catalog.briefings.values()
        for step in briefing.step
        for layer in builder.layers(scenario_of(step, catalog))
    ]
    every = _every_layer(builder)
    figures = [(builder.figures, layer) for layer in (*shown, *reversed(every))]
    measures = [(builder.measures, layer) for layer in every]
    for measure, layer in (*figures, *measures):
        if not is_wanted():
            return
        measure(layer)


def _every_layer(builder: Builder) -> list[Layer]:
    return [
        builder.layer(address, reading.id)
        for address, provision in builder.catalog.layers.items()
        for reading in provision.reading
    ]


def main() -> int:
    """Measure what is not on disk yet. Return 0, or 2 after one line if it cannot be stored.

    It ends soon after the server does, even if that was killed.
    """
    server = int(sys.argv[2])
    stand_back()
    try:
        measure_layers(
            Builder(load_catalog(Path(sys.argv[1])), FigureStore(writes=True)),
            lambda: os.getppid() == server,
        )
    except OSError as error:
        reason = f"{error.filename}: {error.strerror}"
        print_error(
            PROGRAM,
            f"figures are measured again at each start, since they cannot be kept: {reason}; "
            f"{FOLDER_VARIABLE} names another folder",
        )
        return BAD_INPUT
    return 0


if __name__ == "__main__":
    sys.exit(main())
