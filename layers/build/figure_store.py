"""Figures on disk: measured once, and read at each later start.

The key of an entry covers everything it depends on, so that an entry is never out of date; the
oldest entries are dropped. An entry holds numbers and their names, as JSON. Entries of any other
form are ignored, and so are folders and files that other users could write to.
"""

import errno
import os
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from geodata.models.reference_features import Key
from layers.accuracy.metrics import FigureKey
from layers.accuracy.perturbation import MeasuredFigure

FOLDER_VARIABLE = "DASHBOARD_CACHE"
"""The environment variable for a folder in place of the user's cache folder."""
OWN_FOLDER = "israel-syria-talks-map"
FILE = "figures.sqlite"
MOST_ENTRIES = 4000
"""Enough for some forty versions of the data."""
DROP_OLDEST = "DELETE FROM figures WHERE rowid <= (SELECT max(rowid) FROM figures) - ?"
MOST_BYTES = 32_000_000
READ_WAIT_S, WRITE_WAIT_S = 0.2, 10.0
"""Time limits for a file locked by another process; figures can be measured again."""

Number = Annotated[float, Field(allow_inf_nan=False)]
Entry = list[tuple[str, str, Number, Annotated[Number, Field(ge=0)], tuple[Key, ...]]]
"""Feature, measure, value, plus-minus, and keys of the reference features behind both."""
ENTRY = TypeAdapter(Entry)


def cache_folder() -> Path:
    """Return the cache folder of this user.

    It is the folder that `FOLDER_VARIABLE` names, else that of the system; on Linux by the XDG Base
    Directory Specification.

    Examples
    --------
    >>> from unittest.mock import patch
    >>> with patch.dict(os.environ, {FOLDER_VARIABLE: "a-folder"}):
    ...     cache_folder().name
    'a-folder'
    """
    if named := os.environ.get(FOLDER_VARIABLE):
        return Path(named).absolute()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    folder = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return folder if folder.is_absolute() else Path.home() / ".cache"


class FigureStore:
    """The figures in the cache folder of this user.

    Parameters
    ----------
    writes
        Whether new figures are written. Only the warm-up writes, which knows the project's files
        and no session, so that no user's request reaches the disk.
    """

    def __init__(self, *, writes: bool = False) -> None:
        self.writes = writes

    def read(self, key: str) -> dict[FigureKey, MeasuredFigure] | None:
        """Return the figures of a key, or None if there are no valid ones."""
        try:
            with _open_database(_folder() / FILE, "ro", READ_WAIT_S) as database:
                query = "SELECT figures FROM figures WHERE key = ?"
                found = database.execute(query, (key,)).fetchone()
            return (
                None if found is None else _to_figures(ENTRY.validate_json(found[0], strict=True))
            )
        except (OSError, sqlite3.Error, ValidationError):
            return None

    def write(self, key: str, figures: Mapping[FigureKey, MeasuredFigure]) -> None:
        """Write the figures of a key, replacing earlier ones, if this store writes.

        Raises
        ------
        OSError
            If they cannot be written. It names the file or folder, and the reason.
        """
        if not self.writes:
            return
        entry = [
            (*name, item.value, item.plus_minus, item.rests_on) for name, item in figures.items()
        ]
        path = _create_file(_folder())
        try:
            with _open_database(path, "rw", WRITE_WAIT_S) as database:
                _write(database, key, ENTRY.dump_json(entry).decode())
        except sqlite3.Error as error:
            problem = f"{error}: remove it, or free what it waits for"
            raise OSError(errno.EIO, problem, str(path)) from error


def _folder() -> Path:
    try:
        return cache_folder() / OWN_FOLDER
    except RuntimeError as error:  # the user has no home folder
        raise OSError(errno.ENOENT, str(error), FOLDER_VARIABLE) from error


def _create_file(folder: Path) -> Path:
    """Return the file in a folder; both are created if missing, private to this user."""
    for part in (folder.parent, folder):
        with suppress(FileExistsError):
            part.mkdir(0o700)
    _check_private(folder, stat.S_ISDIR)
    with suppress(FileExistsError):
        os.close(os.open(folder / FILE, os.O_CREAT | os.O_EXCL, 0o600))
    return folder / FILE


@contextmanager
def _open_database(path: Path, mode: str, wait_s: float) -> Iterator[sqlite3.Connection]:
    """Yield the database in a file, and commit the changes if there was no error.

    Each use opens it again: connections belong to a thread, and the file may have been replaced.
    """
    _check_private(path.parent, stat.S_ISDIR)
    _check_private(path, stat.S_ISREG)
    if path.stat().st_size > MOST_BYTES:
        raise OSError(errno.EFBIG, f"is larger than {MOST_BYTES:,} bytes: remove it", str(path))
    address = f"{path.as_uri()}?mode={mode}"
    with closing(sqlite3.connect(address, wait_s, uri=True)) as database, database:
        database.text_factory = bytes
        yield database


def _check_private(path: Path, is_right_kind: Callable[[int], bool]) -> None:
    """Raise an `OSError` if another user could have made or could change a file or folder.

    On Windows, the user's cache folder is closed to other users anyway.
    """
    found = path.lstat()
    problem = ""
    if not is_right_kind(found.st_mode):
        problem = "is something else than was written here, such as a link"
    elif sys.platform != "win32" and found.st_uid != os.geteuid():
        problem = "belongs to another user"
    elif sys.platform != "win32" and found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        problem = "can be written by others"
    if problem:
        raise PermissionError(errno.EPERM, f"{problem}: remove it", str(path))


def _write(database: sqlite3.Connection, key: str, entry: str) -> None:
    pages = MOST_BYTES // database.execute("PRAGMA page_size").fetchone()[0]
    database.execute(f"PRAGMA max_page_count = {pages}")
    database.execute("CREATE TABLE IF NOT EXISTS figures (key TEXT PRIMARY KEY, figures TEXT)")
    database.execute("INSERT OR REPLACE INTO figures VALUES (?, ?)", (key, entry))
    database.execute(DROP_OLDEST, (MOST_ENTRIES,))


def _to_figures(entry: Entry) -> dict[FigureKey, MeasuredFigure]:
    return {
        (feature, measure): MeasuredFigure(value, plus_minus, rests_on)
        for feature, measure, value, plus_minus, rests_on in entry
    }
