"""Runs the dashboard, or a function of a module, and writes down every file that Python opens.

``python watched.py LOG PROGRAM [ARGUMENTS]``: `PROGRAM` is a module. What C code opens by itself
is not seen; readers of GDAL are therefore looked for among the loaded modules as well.
"""

import os
import runpy
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

log = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and isinstance(arguments[0], str | bytes | os.PathLike):
        what = os.fsdecode(arguments[0])
    elif event in ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system"):
        what = repr(arguments)
    else:
        return
    os.write(log, f"{event}\t{what!a}\n".encode())


sys.addaudithook(watch)
program, sys.argv = sys.argv[2], sys.argv[2:]
runpy.run_module(program, run_name="__main__", alter_sys=True)
