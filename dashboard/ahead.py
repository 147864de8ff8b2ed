"""What is done ahead of those who ask for it, so that nobody waits for it."""

import gc
import os
import pickle
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from subprocess import PIPE, Popen
from threading import Event, Thread
from typing import IO

from dashboard.project import builder
from dashboard.web_map.learnt import learnt

ROOT = Path(__file__).resolve().parent.parent

SLOW_TO_LOAD = "folium"
"""What the first map waits for; what stands beside the map is loaded after it."""

MEASURED_AFTER_S = 2.5
"""When measuring begins: whoever waited for the start has the map by then."""


@contextmanager
def ahead() -> Iterator[None]:
    """While the server answers already, load what the map takes, then measure every layer.

    Another process measures: it takes long, and here it would hold up everybody.
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
    """Load what the first map waits for, then spare the garbage collector all that is there.

    What was loaded stays as long as the process does: looking through it again and again would
    only hold up everybody (`gc.freeze`).
    """
    try:
        import_module(SLOW_TO_LOAD)
        learnt(builder())
        gc.freeze()
    finally:
        gc.enable()


def _measure(ended: Event) -> None:
    if ended.wait(MEASURED_AFTER_S):
        return
    command = [sys.executable, "-m", "layers.ahead", str(builder().catalog.folder)]
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "PYTHONPATH": path}
    with Popen(command, stdout=PIPE, env=environment) as process:  # noqa: S603 (our own program)
        assert process.stdout
        Thread(target=_keep, args=(process.stdout,), name="keep", daemon=True).start()
        ended.wait()
        process.terminate()


def _keep(measured: IO[bytes]) -> None:
    with measured, suppress(EOFError, pickle.UnpicklingError, ValueError):  # it has ended
        while True:
            builder().keep(*pickle.load(measured))  # noqa: S301 (it was written by us)
