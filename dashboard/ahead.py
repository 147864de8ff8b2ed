"""What is done ahead of the first visitor, so that nobody waits for it."""

import os
import pickle
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from subprocess import PIPE, Popen
from threading import Thread

from dashboard.project import builder

ROOT = Path(__file__).resolve().parent.parent

SLOW_TO_LOAD = "folium"
"""What the first map waits for; what stands beside the map is loaded after it."""


def go_ahead() -> None:
    """Load what the map takes, and measure every layer, while the server answers already."""
    Thread(target=import_module, args=(SLOW_TO_LOAD,), name="load", daemon=True).start()
    Thread(target=_measure, name="measure", daemon=True).start()


def _measure() -> None:
    """Keep what another process measures: it takes long, and here it would hold up everybody."""
    made = builder()
    command = [sys.executable, "-m", "layers.ahead", str(made.catalog.folder)]
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "PYTHONPATH": path}
    with Popen(command, stdout=PIPE, env=environment) as process:  # noqa: S603 (our own program)
        assert process.stdout
        with suppress(EOFError, pickle.UnpicklingError):  # it has ended, or was ended
            while True:
                made.keep(*pickle.load(process.stdout))  # noqa: S301 (it was written by us)
