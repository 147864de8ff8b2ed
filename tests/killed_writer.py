"""Runs commands, each in a process that the system kills in the middle of writing a file.

The kernel lets a file grow to a limit and then ends the process at once, with a signal that nothing
catches: as with kill -9, not a line of Python runs any more, and it always comes at the same byte.
The limit begins where a file is opened in the folder that is watched, so that what is made elsewhere
on the way is not what is cut.

    python -m tests.killed_writer FOLDER BYTES '[["layers", "--out", "FOLDER"], ...]'

prints the numbers of the signals that have ended them, or their statuses, as JSON.
"""

import json
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from pathlib import Path
from typing import Any


def cut_files_in(folder: Path, most: int) -> None:
    """Let this process write so many bytes of the next file in a folder, and be killed then."""
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]

    def heard(event: str, what: tuple[Any, ...]) -> None:
        if event == "open" and str(what[0]).startswith(str(folder)) and "r" not in str(what[1]):
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))

    sys.addaudithook(heard)


def end_of(task: Callable[[], object]) -> int:
    """Run a task in a process of its own; return its status, or the signal as a negative number."""
    sys.stdout.flush()
    process = os.fork()
    if process == 0:
        try:
            task()
            os._exit(0)
        except BaseException:  # noqa: BLE001 (nothing of the caller may go on in this process)
            traceback.print_exc()
        finally:
            os._exit(70)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def main() -> None:
    folder, most = Path(sys.argv[1]), int(sys.argv[2])
    commands = [(import_module(f"{module}.__main__"), rest) for module, *rest in json.loads(sys.argv[3])]  # fmt: skip

    def run(module: Any, arguments: list[str]) -> None:
        sys.argv = [module.__name__, *arguments]
        cut_files_in(folder, most)
        with redirect_stdout(sys.stderr), redirect_stderr(sys.stderr):
            os._exit(module.main())

    print(json.dumps([end_of(lambda item=item: run(*item)) for item in commands]))


if __name__ == "__main__":
    main()
