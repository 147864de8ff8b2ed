"""Atomic file writing: a file is written beside its target, then moved into place.

Only regular files are read or replaced. A symbolic link to a regular file is followed and kept,
as when a shell writes to it.
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
"""The name of a temporary file; short enough to stand beside the longest allowed name."""
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
PERMISSIONS = stat.S_IRWXU | stat.S_IRWXG | stat.S_IRWXO
"""The part of a file's mode that is kept: the set-user-ID and similar bits are not."""
KINDS = {
    stat.S_IFREG: "a file",
    stat.S_IFDIR: "a folder",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
}


def check_file(path: Path) -> None:
    """Raise an `OSError` if a path has an invalid name, or holds anything but a regular file.

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
    """Return the file to which a path leads, whether it exists or not.

    Raises
    ------
    OSError
        If the path holds something else, or its folder does not exist. The message is one line.

    Examples
    --------
    >>> resolve_target(Path("new.csv")).name
    'new.csv'
    >>> resolve_target(Path("."))
    Traceback (most recent call last):
        ...
    FileExistsError: [Errno 17] is a folder: name a file: '.'
    """
    check_file(path)
    target = path.resolve() if path.is_symlink() else path
    if not target.parent.is_dir():
        raise _refusal(path, errno.ENOENT, os.strerror(errno.ENOENT))
    return target


def check_folder(path: Path) -> None:
    """Raise an `OSError` if a path exists and is not a folder.

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
    """Return the content of a regular file, at most its first `most` bytes.

    Raises
    ------
    OSError
        If it cannot be read, or may never end, as a device or a pipe.

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
    """Write a file atomically: readers see the old content or the new one, never a part.

    The new file keeps the permissions of the one it replaces.

    Raises
    ------
    OSError
        If it cannot be written. The message names the given path.

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
                _copy_access(target, part)  # before it has any content
                file.write(content)
                file.flush()
                os.fsync(file.fileno())  # some file systems report only here that they are full
            part.replace(target)
    except OSError as error:
        raise _refusal_for(path, error) from error


def _check_name(path: Path) -> None:
    """Raise an `OSError` if a path contains a control character."""
    if found := CONTROL.search(str(path)):
        character = f"U+{ord(found[0]):04X}"
        raise _refusal(path, errno.EINVAL, f"has the control character {character}: remove it")


def _check_kind(path: Path) -> None:
    """Raise an `OSError` if a path exists and is not a regular file."""
    kind = _kind(path)
    if kind not in (None, stat.S_IFREG):
        raise _refusal(path, errno.EEXIST, f"is {_kind_of_file(kind)}: name a file")


def _kind(path: Path) -> int | None:
    """Return the file type of a path, links followed, as in :mod:`stat`; None if missing.

    Raises
    ------
    OSError
        If the path cannot be examined.
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
    """Return the same error with the given path in it."""
    return _refusal(path, error.errno or errno.EIO, error.strerror or str(error))


def _copy_access(source: Path, target: Path) -> None:
    """Copy a file's permissions to another, and its owner and group where that is allowed."""
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
    """Yield a new temporary file with a unique name, and remove it at the end.

    It stays locked meanwhile. A lock ends with its process, so that the next run recognises the
    files of a run that was killed.
    """
    _remove_leftovers(folder)
    while True:
        part = folder / PART.format(secrets.token_hex(8))
        try:
            with part.open("xb") as file:
                _lock(file)
                if part.exists():  # else another run removed it as a leftover before it was locked
                    yield part
                    return
        finally:
            part.unlink(missing_ok=True)


if sys.platform == "win32":

    def _lock(file: BinaryIO) -> None:
        """Close the file: on Windows an open file can be neither replaced nor removed."""
        file.close()

    def _remove_leftovers(folder: Path) -> None:
        """Do nothing: without locks, leftovers look the same as files being written."""

else:

    def _lock(file: BinaryIO) -> None:
        with suppress(OSError):  # without locks, no run removes leftovers
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
