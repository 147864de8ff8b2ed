"""What every command of the project does alike: one line for what is wrong, and its output."""

import argparse
import errno
import os
import sys
from collections.abc import Callable
from typing import NoReturn

from geodata.text.safe_text import LONGEST, clean_text

STDOUT = "-"
"""What stands for standard output in place of a file's name."""
STDOUT_NAME = "standard output"
BAD_INPUT = 2
"""The status of a command that was asked for what cannot be done."""
READER_GONE = 141
"""What a shell tells of a program whose reader went away: 128 and the number of SIGPIPE."""


class OneLineParser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """End with a line and status 2."""
        self.exit(BAD_INPUT, f"{self.prog}: {clean_text(message, LONGEST)}\n")


def exit_status(program: str, command: Callable[[], int]) -> int:
    """Run a command to its end and return its status.

    A file that cannot be read or written is told in one line. A reader of standard output that has
    gone away, as ``head`` does, wants no more and is told nothing.
    """
    try:
        status = command()
        if sys.stdout:
            sys.stdout.flush()
    except BrokenPipeError:
        _discard_output()
        return READER_GONE
    except OSError as error:
        if error.filename is None:
            _discard_output()
        print_error(program, f"{error.filename or STDOUT_NAME}: {error.strerror or error}")
        return BAD_INPUT
    return status


def print_error(program: str, problem: object) -> None:
    """Print what is wrong, on one line whatever names are in it."""
    print(f"{program}: {clean_text(str(problem), LONGEST)}", file=sys.stderr)  # noqa: T201 (it is what commands print by)


def check_output(kind: str, *, binary: bool) -> None:
    """Raise an `OSError` if standard output is closed, or is a terminal and the file no text."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, "is closed: name a file", STDOUT_NAME)
    if binary and sys.stdout.isatty():
        problem = f"is a terminal, and {kind} is no text: name a file, or send it on with > or |"
        raise OSError(errno.EINVAL, problem, STDOUT_NAME)


def write_output(content: bytes) -> None:
    """Write a file to standard output, byte for byte.

    Where Python runs without buffers, a part may be written without an error; the next one tells.
    """
    rest = memoryview(content)
    while rest:
        rest = rest[sys.stdout.buffer.write(rest) or 0 :]


def _discard_output() -> None:
    """Let what is left in the buffers go nowhere, so that the end of Python does not try again."""
    if sys.stdout:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
