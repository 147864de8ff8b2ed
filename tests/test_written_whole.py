"""A command that is killed, or finds the disk full, leaves nothing half-written under a name."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

resource = pytest.importorskip("resource", reason="limits of files are told in POSIX terms")

ROOT = Path(__file__).resolve().parents[1]
ON = ("--scenario", "on=disengagement-1974")
LIMIT = 2_000
"""Bytes that a file may have where the disk is said to be full."""


def command(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", module, *ON, *arguments]


def ran(*of: str, **options) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        of, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False, **options
    )


@pytest.mark.parametrize("before", [None, b"what was there before"], ids=["new", "there"])
def test_an_export_that_is_killed_while_it_writes_leaves_what_was_there(
    tmp_path: Path, before: bytes | None
) -> None:
    """The file beside is a pipe that nobody empties: the kill comes in the middle of writing."""
    out, beside = tmp_path / "map.svg", tmp_path / "map.svg.part"
    if before:
        out.write_bytes(before)
    os.mkfifo(beside)
    export = command("dashboard.export", "--format", "svg", "--out", str(out))
    process = subprocess.Popen(export, cwd=ROOT, stderr=subprocess.DEVNULL)
    pipe = os.open(beside, os.O_RDONLY | os.O_NONBLOCK)
    begun = b""
    while len(begun) < 5 and process.poll() is None:
        with suppress(BlockingIOError):
            begun += os.read(pipe, 5 - len(begun))
    process.kill()
    process.wait(10)
    os.close(pipe)
    assert begun == b"<svg "
    assert not out.is_fifo()
    assert (out.read_bytes() if out.exists() else None) == before
    beside.unlink()
    beside.write_bytes(b"<svg half of it")  # what a kill leaves in a real folder
    again = ran(*export)
    assert again.returncode == 0, again.stderr
    assert out.read_text("utf-8").rstrip().endswith("</svg>")
    assert [path.name for path in tmp_path.iterdir()] == ["map.svg"]


def _no_room() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, LIMIT))


@pytest.mark.parametrize("kind", ["png", "svg", "pdf", "pptx", "html", "geojson", "gpkg", "csv"])
def test_an_export_to_a_full_disk_is_one_line_and_leaves_nothing(tmp_path: Path, kind: str) -> None:
    out = tmp_path / f"map.{kind}"
    export = command("dashboard.export", "--format", kind, "--out", str(out))
    told = ran(*export, preexec_fn=_no_room)  # every file, also those of intermediate steps
    assert told.returncode == 2, told.stderr
    assert len(told.stderr.strip().splitlines()) == 1, told.stderr
    assert "Traceback" not in told.stderr
    assert "None" not in told.stderr
    assert list(tmp_path.iterdir()) == []


def test_layers_to_a_full_disk_are_one_line_that_names_the_file(tmp_path: Path) -> None:
    out = tmp_path / "out"
    told = ran(*command("layers", "--out", str(out)), preexec_fn=_no_room)
    assert told.returncode == 2
    assert len(told.stderr.strip().splitlines()) == 1
    assert "out/disengagement-1974." in told.stderr
    assert "File too large" in told.stderr
    assert all(path.stat().st_size < LIMIT for path in out.iterdir())
    assert not list(out.glob("*.part"))


def test_the_device_that_is_always_full_is_told_as_such(tmp_path: Path) -> None:
    out = tmp_path / "map.svg"
    (tmp_path / "map.svg.part").symlink_to("/dev/full")
    told = ran(*command("dashboard.export", "--format", "svg", "--out", str(out)))
    assert told.returncode == 2
    assert told.stderr == f"python -m dashboard.export: {out}: No space left on device\n"
    assert list(tmp_path.iterdir()) == []
