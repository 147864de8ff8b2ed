"""Runs a module of the project and writes down every file that Python opens meanwhile.

``python watched.py LOG MODULE [ARGUMENTS]``. What C code opens by itself is not seen; readers of
GDAL are therefore looked for among the loaded modules as well.
"""

import os
import runpy
import sys
from pathlib import Path
from typing import Any

CALLS = ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system")


def watch(log: int) -> None:
    """Write a line into a file for whatever is opened, called or started from now on."""

    def seen(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(arguments[0], str | bytes | os.PathLike):
            what = os.fsdecode(arguments[0])
        elif event in CALLS:
            what = repr(arguments[:2])  # without the environment of what is started
        else:
            return
        os.write(log, f"{event}\t{what!a}\n".encode())

    sys.addaudithook(seen)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    watch(os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND))
    sys.argv = sys.argv[2:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
