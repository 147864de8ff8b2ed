"""A version of the data: a folder laid out like ``geodata``, or a revision of this repository."""

import io
import os
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from geodata import load
from geodata.text.file_errors import ROOT, FileError
from layers.build.builder import Builder
from layers.build.check_recipes import check


class UnreadableVersionError(Exception):
    """What was named is no version of the data that can be read. The message is one line."""


def version(name: str) -> Builder:
    """Return the builder of a version, with everything of it read and checked.

    Parameters
    ----------
    name
        A folder, or where there is none of that name, a git revision.

    Raises
    ------
    UnreadableVersionError
        If it is neither, or if the present program cannot read it.
    """
    with _folder(name) as folder:
        try:
            builder = Builder(load.load_catalog(folder))
            check(builder)
        except FileError as error:
            told = str(error).removeprefix(f"{folder.parent}{os.sep}")
            raise UnreadableVersionError(
                f"'{name}' cannot be read by the present program: {told}"
            ) from None
    return builder


@contextmanager
def _folder(name: str) -> Iterator[Path]:
    if Path(name).is_dir():
        yield Path(name)
        return
    with TemporaryDirectory() as beside:
        with tarfile.open(fileobj=io.BytesIO(_archive(name))) as archive:
            archive.extractall(beside, filter="data")
        yield Path(beside) / "geodata"


def _archive(revision: str) -> bytes:
    """Return ``geodata`` at a revision, as git packs it."""
    try:
        found = _git("rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    except (OSError, subprocess.CalledProcessError, ValueError):
        raise UnreadableVersionError(
            f"'{revision}' is neither a folder nor a revision of this repository"
        ) from None
    try:
        return _git("archive", "--format=tar", found.decode().strip(), "geodata")
    except subprocess.CalledProcessError:
        raise UnreadableVersionError(f"'{revision}' has no folder geodata") from None


def _git(*arguments: str) -> bytes:
    return subprocess.run(  # noqa: S603 -- no shell, and options end before what was typed
        ["git", *arguments],  # noqa: S607 -- the git of whoever runs this
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout
