"""Files that are whole or not there: written beside their name, then put in its place.

Only a regular file is ever read or replaced. A symbolic link to one is followed and stays, as it
does where a shell writes to it.
"""

import errno
import os
import re
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

if sys.platform != "win32":
    import fcntl

PART = ".talks-map-{}.part"
"""The name of a file that is being written; short, so that the longest name has room beside it."""
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
PERMISSIONS = stat.S_IRWXU | stat.S_IRWXG | stat.S_IRWXO
"""What is kept of a file's mode: not that a program of it runs as its owner."""
KINDS = {
    stat.S_IFREG: "a file",
    stat.S_IFDIR: "a folder",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
}


def check_file(path: Path) -> None:
    """Raise an `OSError` if no file can be written to a path: for its name, or what is there.

    Examples
    --------
    >>> check_file(Path("."))
    Traceback (most recent call last):
        ...
    FileExistsError: [Errno 17] is a folder: name a file: '.'
    """
    _check_name(path)
    _check_kind(path)


def resolve_target(path: Path) -> Path:
    """Return the regular file, there already or not, that stands or would stand under a path.

    Raises
    ------
    OSError
        If there is something else, or no folder for it. The path and what is wrong make a line.

    Examples
    --------
    >>> resolve_target(Path("new.csv")).name
    'new.csv'
    >>> resolve_target(Path("no such folder", "new.csv"))
    Traceback (most recent call last):
        ...
    FileNotFoundError: [Errno 2] No such file or directory: 'no such folder/new.csv'
    """
    check_file(path)
    target = path.resolve() if path.is_symlink() else path
    if not target.parent.is_dir():
        raise _refusal(path, errno.ENOENT, os.strerror(errno.ENOENT))
    return target


def check_folder(path: Path) -> None:
    """Raise an `OSError` if there is something under a path that is no folder.

    Examples
    --------
    >>> check_folder(Path("."))
    >>> from tempfile import NamedTemporaryFile
    >>> with NamedTemporaryFile() as file:
    ...     try:
    ...         check_folder(Path(file.name))
    ...     except NotADirectoryError as error:
    ...         print(error.strerror)
    is a file: name a folder
    """
    _check_name(path)
    kind = _kind(path)
    if kind not in (None, stat.S_IFDIR):
        raise _refusal(path, errno.ENOTDIR, f"is {_kind_of_file(kind)}: name a folder")


def read_bytes(path: Path, most: int) -> bytes:
    """Return what a regular file holds, and of a larger one the first `most` bytes.

    Raises
    ------
    OSError
        If it cannot be read, or is something that may never end, such as a device or a pipe.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_bytes(Path(folder, "a"), b"line a")
    ...     read_bytes(Path(folder, "a"), most=4)
    b'line'
    """
    _check_kind(path)
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise _refusal_for(path, error) from error


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8, as `write_bytes` does.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_text(Path(folder, "a"), "10 km²")
    ...     len(read_bytes(Path(folder, "a"), most=100))
    7
    """
    write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file, so that its old content or its new one stands under its name, and no half one.

    A file that is replaced hands on who may read and write it.

    Raises
    ------
    OSError
        If it cannot be written. It names the path that was asked for.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_bytes(Path(folder, "a"), b"old")
    ...     write_bytes(Path(folder, "a"), b"new")
    ...     [(path.name, path.read_bytes()) for path in Path(folder).iterdir()]
    [('a', b'new')]
    """
    target = resolve_target(path)
    try:
        with _new_part(target.parent) as part:
            with part.open("wb") as file:
                _copy_access(target, part)  # before there is anything to read
                file.write(content)
                file.flush()
                os.fsync(file.fileno())  # some file systems tell only now that they are full
            part.replace(target)
    except OSError as error:
        raise _refusal_for(path, error) from error


def _check_name(path: Path) -> None:
    """Raise an `OSError` if a name is not one that should be given to a file."""
    if found := CONTROL.search(str(path)):
        character = f"U+{ord(found[0]):04X}"
        raise _refusal(path, errno.EINVAL, f"has the control character {character}: remove it")


def _check_kind(path: Path) -> None:
    """Raise an `OSError` if there is something under a path that is no regular file."""
    kind = _kind(path)
    if kind not in (None, stat.S_IFREG):
        raise _refusal(path, errno.EEXIST, f"is {_kind_of_file(kind)}: name a file")


def _kind(path: Path) -> int | None:
    """Return what stands under a path, links followed, as a type of :mod:`stat`; None if nothing.

    Raises
    ------
    OSError
        If this system cannot look there.
    """
    try:
        return stat.S_IFMT(path.stat().st_mode)
    except FileNotFoundError:
        return None


def _kind_of_file(kind: int | None) -> str:
    return KINDS.get(kind or 0, "no regular file")


def _refusal(path: Path, number: int, problem: str) -> OSError:
    return OSError(number, problem, str(path))


def _refusal_for(path: Path, error: OSError) -> OSError:
    """Return an error again, by the path that was asked for."""
    return _refusal(path, error.errno or errno.EIO, error.strerror or str(error))


def _copy_access(source: Path, target: Path) -> None:
    """Give a file the permissions of another, and its owner and group where that is permitted."""
    try:
        found = source.stat()
    except FileNotFoundError:
        return
    if sys.platform != "win32":
        with suppress(PermissionError):
            os.chown(target, found.st_uid, found.st_gid)
    target.chmod(found.st_mode & PERMISSIONS)


@contextmanager
def _new_part(folder: Path) -> Iterator[Path]:
    """Yield a new file of a name that no other run has, and leave none behind.

    It is locked meanwhile: a lock ends with the process that holds it, so that the next run can
    tell what a killed one has left.
    """
    _remove_leftovers(folder)
    while True:
        part = folder / PART.format(secrets.token_hex(8))
        try:
            with part.open("xb") as file:
                _lock(file)
                if part.exists():  # or another run took it for a leftover before it was locked
                    yield part
                    return
        finally:
            part.unlink(missing_ok=True)


if sys.platform == "win32":

    def _lock(file: BinaryIO) -> None:
        """Close the file: what is open can neither be replaced nor removed here."""
        file.close()

    def _remove_leftovers(folder: Path) -> None:
        """Do nothing: without a lock, they cannot be told from what is being written."""

else:

    def _lock(file: BinaryIO) -> None:
        with suppress(OSError):  # where a file system has no locks, nobody removes leftovers
            fcntl.flock(file, fcntl.LOCK_EX)

    def _remove_leftovers(folder: Path) -> None:
        for part in folder.glob(PART.format("*")):
            with suppress(OSError):
                descriptor = os.open(part, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
                try:
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    part.unlink()
                finally:
                    os.close(descriptor)
