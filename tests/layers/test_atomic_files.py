"""A file is whole or not there, whatever ends its writer; and nothing but a file is replaced."""

import os
import signal
import socket
import stat
import sys
import threading
from pathlib import Path

import pytest

from layers.output.atomic_files import PART, check_folder, read_bytes, resolve_target, write_bytes

resource = pytest.importorskip("resource", reason="devices and limits are those of POSIX")

from tests.killed_writer import cut_files_in, end_of  # noqa: E402 (needs resource)

OLD, NEW = b"old" * 10, b"new content " * 1000


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def make_device(path: Path) -> None:
    try:
        os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 3))
    except PermissionError:
        pytest.skip("only the superuser may make a device")


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


def make_full_link(path: Path) -> None:
    path.symlink_to("/dev/full")


KINDS = {
    "device": (make_device, "is a device: name a file"),
    "pipe": (os.mkfifo, "is a pipe: name a file"),
    "socket": (make_socket, "is a socket: name a file"),
    "folder": (Path.mkdir, "is a folder: name a file"),
    "link-to-a-device": (make_full_link, "is a device: name a file"),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("linked", [False, True], ids=["itself", "link"])
def test_what_is_no_regular_file_is_refused_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, *, linked: bool
) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket may have no more than 108 bytes
    there = asked = Path(kind)
    make, told = KINDS[kind]
    make(there)
    if linked:
        asked = Path("link")
        asked.symlink_to(there)
    before = there.lstat()
    for refused in (
        resolve_target,
        lambda path: write_bytes(path, NEW),
        lambda path: read_bytes(path, 10),
    ):
        with pytest.raises(OSError, match=f"^.Errno .*{told}: '{asked}'$"):
            refused(asked)
    assert os.path.samestat(there.lstat(), before)
    assert stat.S_IFMT(there.lstat().st_mode) == stat.S_IFMT(before.st_mode)
    assert names(tmp_path) == sorted({kind, asked.name})


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    check_folder(tmp_path)
    check_folder(tmp_path / "none-yet")
    (tmp_path / "file").write_bytes(OLD)
    with pytest.raises(NotADirectoryError, match="is a file: name a folder"):
        check_folder(tmp_path / "file")


@pytest.mark.parametrize("before", [None, OLD], ids=["dangling", "there"])
def test_a_link_to_a_regular_file_is_followed_and_stays(
    tmp_path: Path, before: bytes | None
) -> None:
    """As a shell's `>` does it: the link is not the file, and is not replaced."""
    folder, link = tmp_path / "folder", tmp_path / "link"
    folder.mkdir()
    link.symlink_to(Path("folder") / "file")
    if before:
        (folder / "file").write_bytes(before)
    write_bytes(link, NEW)
    assert link.is_symlink()
    assert (folder / "file").read_bytes() == NEW
    assert (names(tmp_path), names(folder)) == (["folder", "link"], ["file"])


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("x" * 256, "File name too long"),
        ("/".join(["x" * 200] * 25), "File name too long"),
        ("a\0b", r"has the control character U\+0000: remove it"),
        ("a\nb", r"has the control character U\+000A: remove it"),
        ("a\x9bb", r"has the control character U\+009B: remove it"),
        ("none/file", "No such file or directory"),
        ("file/below", "Not a directory"),
        ("loop", "Too many levels of symbolic links"),
    ],
)
def test_a_name_that_cannot_be_written_is_told_with_it(
    tmp_path: Path, name: str, told: str
) -> None:
    (tmp_path / "file").write_bytes(OLD)
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(OSError, match=told) as caught:
        write_bytes(tmp_path / name, NEW)
    assert caught.value.filename == str(tmp_path / name)
    assert names(tmp_path) == ["file", "loop"]


def test_the_longest_name_has_room_beside_it(tmp_path: Path) -> None:
    write_bytes(tmp_path / ("x" * 255), NEW)
    assert names(tmp_path) == ["x" * 255]


def test_a_folder_that_may_not_be_written_is_told_by_the_name_that_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    tmp_path.chmod(0o555)

    def write() -> None:
        if os.geteuid() == 0:
            os.setuid(65534)  # the superuser may write everywhere
        with pytest.raises(PermissionError) as caught:
            write_bytes(Path("file"), NEW)
        assert caught.value.filename == "file"

    assert end_of(write) == 0


def test_a_file_is_as_readable_as_the_person_has_it(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        write_bytes(tmp_path / "file", NEW)
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o640


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444, 0o755])
def test_a_file_that_is_replaced_keeps_its_mode_and_its_owner(tmp_path: Path, mode: int) -> None:
    path, link = tmp_path / "file", tmp_path / "link"
    link.symlink_to(path)
    path.write_bytes(OLD)
    if os.geteuid() == 0:  # nobody else may give a file away
        os.chown(path, 65534, 65533)
    path.chmod(mode)
    before = path.stat()
    write_bytes(link, NEW)
    after = path.stat()
    assert path.read_bytes() == NEW
    assert (after.st_mode, after.st_uid, after.st_gid) == (
        before.st_mode, before.st_uid, before.st_gid,
    )  # fmt: skip


def test_the_content_of_a_private_file_is_private_while_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes, sync = [], os.fsync
    monkeypatch.setattr(
        os, "fsync", lambda file: (modes.append(stat.S_IMODE(os.fstat(file).st_mode)), sync(file))
    )
    (tmp_path / "file").touch(0o600)
    write_bytes(tmp_path / "file", NEW)
    assert modes == [0o600]


def test_where_no_owner_may_be_given_the_mode_is_kept_without_its_program_running_as_its_owner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(OLD)
    path.chmod(0o4700)
    tmp_path.chmod(0o777)

    def write() -> None:
        if os.geteuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        write_bytes(Path("file"), NEW)

    monkeypatch.chdir(tmp_path)
    assert end_of(write) == 0
    assert path.read_bytes() == NEW
    assert stat.S_IMODE(path.stat().st_mode) == 0o700


def test_no_more_of_a_file_is_read_than_was_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a\x1bfile"
    path.write_bytes(NEW)
    assert read_bytes(path, len(NEW) + 1) == NEW
    assert read_bytes(path, 10) == NEW[:10]
    with pytest.raises(FileNotFoundError):
        read_bytes(tmp_path / "none", 10)


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="a file that Linux has")
def test_a_file_that_cannot_be_read_is_told_by_its_name() -> None:
    with pytest.raises(OSError, match="Input/output error") as caught:
        read_bytes(Path("/proc/self/mem"), 10)
    assert caught.value.filename == "/proc/self/mem"


def test_a_full_disk_is_told_by_the_name_that_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some file systems tell it only when all is written."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "file").write_bytes(OLD)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left on device") as caught:
        write_bytes(tmp_path / "file", NEW)
    assert caught.value.filename == str(tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == OLD
    assert names(tmp_path) == ["file"]


def killed_before_it_is_put_in_place() -> None:
    def heard(event: str, _: tuple[object, ...]) -> None:
        if event == "os.rename":
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(heard)


@pytest.mark.parametrize("before", [None, OLD], ids=["new", "there"])
@pytest.mark.parametrize("at", [0, 1, len(NEW) // 2, len(NEW) - 1, len(NEW)])
def test_a_writer_that_is_killed_leaves_what_was_there_and_the_next_one_cleans_up(
    tmp_path: Path, at: int, before: bytes | None
) -> None:
    path = tmp_path / "file"
    if before:
        path.write_bytes(before)

    def write() -> None:
        if at < len(NEW):
            cut_files_in(tmp_path, at)
        else:
            killed_before_it_is_put_in_place()
        write_bytes(path, NEW)

    assert end_of(write) == -(signal.SIGXFSZ if at < len(NEW) else signal.SIGKILL)
    assert (path.read_bytes() if path.exists() else None) == before
    (left,) = tmp_path.glob(PART.format("*"))
    assert left.read_bytes() == NEW[:at]
    write_bytes(tmp_path / "other", NEW)
    assert names(tmp_path) == sorted({"other"} | ({"file"} if before else set()))


def test_what_is_being_written_is_not_taken_for_a_leftover(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that begins in the middle of another's write lets it be."""
    sync = os.fsync

    def meanwhile(descriptor: int) -> None:
        monkeypatch.setattr(os, "fsync", sync)
        (part,) = tmp_path.glob(PART.format("*"))
        write_bytes(tmp_path / "file", b"of the other run")
        assert part.read_bytes() == NEW
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", meanwhile)
    write_bytes(tmp_path / "file", NEW)
    assert (tmp_path / "file").read_bytes() == NEW
    assert names(tmp_path) == ["file"]


def test_runs_into_one_name_at_once_do_not_mix(tmp_path: Path) -> None:
    path, contents = tmp_path / "file", [bytes([65 + number]) * 300_000 for number in range(4)]
    path.write_bytes(contents[0])
    failed: list[BaseException] = []

    def write(content: bytes) -> None:
        try:
            for _ in range(25):
                write_bytes(path, content)
                assert path.read_bytes() in contents
        except BaseException as error:  # noqa: BLE001 (told by the test itself)
            failed.append(error)

    writers = [threading.Thread(target=write, args=(content,)) for content in contents]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert failed == []
    assert names(tmp_path) == ["file"]


def test_a_pipe_that_has_the_name_of_a_leftover_stops_nobody(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / PART.format("pipe"))
    write_bytes(tmp_path / "file", NEW)
    assert (tmp_path / "file").read_bytes() == NEW
