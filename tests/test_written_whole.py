"""A command that is killed, or finds the disk full, leaves nothing half-written under a name."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.export.formats import BINARY, KINDS
from layers.output.atomic_files import PART

pytestmark = pytest.mark.slow

resource = pytest.importorskip("resource", reason="limits of files are told in POSIX terms")

ROOT = Path(__file__).resolve().parents[1]
ON = ("--scenario", "on=disengagement-1974.line-a,disengagement-1974.line-b")
SIDES = ("disengagement-1974.area-of-separation", "demilitarized-south.zone")
OLD = b"what was there before"
LIMIT = 2_000
"""Bytes that a file may have where the disk is said to be full; each of the files has more."""


def command(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", module, *arguments]


def export(kind: str, out: Path | str) -> list[str]:
    return command("dashboard.export", *ON, "--format", kind, "--out", str(out))


def ran(of: list[str], **options) -> subprocess.CompletedProcess[str]:
    text = options.pop("text", True)
    return subprocess.run(
        of, cwd=ROOT, stderr=subprocess.PIPE, text=text, timeout=120, check=False, **options
    )


def is_told_in_one_line(ended: subprocess.CompletedProcess[str], line: str) -> None:
    assert ended.returncode == 2, ended.stderr
    assert ended.stderr.count("\n") == 1, ended.stderr
    assert line in ended.stderr
    assert ".part" not in ended.stderr
    assert "None" not in ended.stderr


FILES = {
    "measures.csv": ("layers", *ON, "--out", ""),
    "comparison.geojson": ("layers", "--compare", *SIDES, "--out", ""),
    "sweep.csv": ("layers", "--sweep", "druze-corridor.passage.width_km", "--out", ""),
    **{
        f"map.{kind}": ("dashboard.export", *ON, "--format", kind, "--out", f"map.{kind}")
        for kind in KINDS
    },
}
"""What is written, each into a folder of its own."""


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what is left where each command was killed as it wrote a file."""
    folder = tmp_path_factory.mktemp("killed")
    commands = []
    for name, (*arguments, out) in FILES.items():
        (folder / name).mkdir()
        (folder / name / name).write_bytes(OLD)
        commands.append([*arguments, str(folder / name / out)])
    run = [str(folder), str(LIMIT), json.dumps(commands)]
    ended = ran(command("tests.killed_writer", *run), stdout=subprocess.PIPE)
    assert json.loads(ended.stdout) == [-signal.SIGXFSZ] * len(FILES), ended.stderr
    return folder


@pytest.mark.parametrize("name", FILES)
def test_a_command_that_is_killed_while_it_writes_leaves_what_was_there(
    killed: Path, name: str
) -> None:
    parts = list((killed / name).glob(PART.format("*")))
    assert [part.stat().st_size for part in parts] == [LIMIT]
    assert (killed / name / name).read_bytes() == OLD
    for path in set((killed / name).iterdir()) - {*parts, killed / name / name}:
        assert json.loads(path.read_bytes())["features"], "a file of the folder that was whole"


def test_what_a_killed_run_has_left_does_not_stop_the_next_one(
    killed: Path, tmp_path: Path
) -> None:
    out = shutil.copytree(killed / "map.svg", tmp_path / "copy") / "map.svg"
    again = ran(export("svg", out))
    assert again.returncode == 0, again.stderr
    assert out.read_text("utf-8").rstrip().endswith("</svg>")
    assert list(out.parent.iterdir()) == [out]


def _no_room() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, LIMIT))


@pytest.mark.parametrize("kind", KINDS)
def test_an_export_to_a_full_disk_is_one_line_and_leaves_what_was_there(
    tmp_path: Path, kind: str
) -> None:
    out = tmp_path / f"map.{kind}"
    out.write_bytes(OLD)
    # Every file has no more room, also those of intermediate steps.
    is_told_in_one_line(ran(export(kind, out), preexec_fn=_no_room), f"export: {out}: ")
    assert out.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [out]


def test_layers_to_a_full_disk_are_one_line_that_names_the_file(tmp_path: Path) -> None:
    out = tmp_path / "out"
    told = ran(command("layers", *ON, "--out", str(out)), preexec_fn=_no_room)
    is_told_in_one_line(told, f"{out}/disengagement-1974.")
    assert "File too large" in told.stderr
    assert all(path.stat().st_size < LIMIT for path in out.iterdir())
    assert not list(out.glob(PART.format("*")))


@pytest.fixture
def small_disk(tmp_path: Path):
    """Return a folder with room for 16 kB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("only the superuser may mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_is_full_is_told_as_such(small_disk: Path) -> None:
    out = small_disk / "map.svg"
    out.write_bytes(OLD)
    told = ran(export("svg", out))
    assert told.stderr == f"python -m dashboard.export: {out}: No space left on device\n"
    assert told.returncode == 2
    assert out.read_bytes() == OLD
    assert list(small_disk.iterdir()) == [out]


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_file_goes_to_standard_output_as_it_would_into_a_file(tmp_path: Path, kind: str) -> None:
    ended = ran(export(kind, "-"), stdout=subprocess.PIPE, text=False)
    assert (ended.returncode, ended.stderr) == (0, b"")
    ran(export(kind, tmp_path / "map"))
    assert ended.stdout == (tmp_path / "map").read_bytes()
    assert not (ROOT / "-").exists()


def on_a_terminal(of: list[str]) -> tuple[subprocess.CompletedProcess[str], str]:
    """Run a command whose standard output is a terminal; return what was shown there as well."""
    ours, theirs = os.openpty()
    try:
        ended = ran(of, stdout=theirs)
        os.write(theirs, b"\n")
        return ended, os.read(ours, 1_000).decode()
    finally:
        os.close(ours)
        os.close(theirs)


def test_what_is_no_text_does_not_go_to_a_terminal() -> None:
    assert set(BINARY) == {"png", "pdf", "pptx", "gpkg"}
    ended, shown = on_a_terminal(export("pdf", "-"))
    line = "standard output: is a terminal, and pdf is no text: name a file, or send it on"
    is_told_in_one_line(ended, line)
    assert shown.strip() == ""


def test_a_picture_that_is_made_again_does_not_go_to_a_terminal(tmp_path: Path) -> None:
    ran(export("png", tmp_path / "map.png"))
    again = command("dashboard.export", "--again", str(tmp_path / "map.png"), "--out", "-")
    is_told_in_one_line(on_a_terminal(again)[0], "is a terminal, and png is no text")


def test_a_folder_is_not_written_to_standard_output() -> None:
    is_told_in_one_line(
        ran(command("layers", *ON, "--out", "-")), "--out is a folder here, not standard output"
    )


COMMANDS = {
    "export": export("svg", "-"),
    "sweep": command("layers", "--sweep", "druze-corridor.passage.width_km"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_reader_that_goes_away_is_told_nothing(name: str) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    try:
        ended = ran(COMMANDS[name], stdout=theirs)
    finally:
        os.close(theirs)
    assert (ended.stderr, ended.returncode) == ("", 141)


@pytest.mark.parametrize("name", COMMANDS)
def test_an_output_that_is_full_is_told(name: str) -> None:
    with Path("/dev/full").open("wb") as full:
        is_told_in_one_line(ran(COMMANDS[name], stdout=full), ": standard output: No space left")


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
def test_an_output_that_is_full_in_the_middle_is_told(
    tmp_path: Path, unbuffered: str, name: str
) -> None:
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    with (tmp_path / "out").open("wb") as out:
        ended = ran(COMMANDS[name], stdout=out, preexec_fn=_no_room, env=environment)
    is_told_in_one_line(ended, ": standard output: File too large")


def test_an_output_that_is_closed_is_told() -> None:
    closed = ran(COMMANDS["export"], preexec_fn=lambda: os.close(1))
    is_told_in_one_line(closed, ": standard output: is closed: name a file")


@pytest.mark.parametrize("module", ["dashboard.export", "layers"])
def test_what_is_no_file_is_refused_before_the_work_is_done(tmp_path: Path, module: str) -> None:
    """The data, which would be read first, are not even there."""
    out = tmp_path / "pipe"
    os.mkfifo(out)
    kind = ("--format", "svg") if module == "dashboard.export" else ()
    code = f"import sys; sys.modules['geodata.catalog'].load = None; from {module}.__main__ import main; sys.exit(main())"
    arguments = [sys.executable, "-c", f"import geodata.catalog; {code}", *kind, "--out", str(out)]
    is_told_in_one_line(ran(arguments), f"{out}: is a pipe: name a ")
    assert out.is_fifo()


@pytest.mark.parametrize("name", ["measures.csv", "comparison.csv", "sweep.csv"])
def test_what_is_no_file_in_the_folder_stops_it_before_anything_is_written(
    tmp_path: Path, name: str
) -> None:
    os.mkfifo(tmp_path / name)
    asked = {
        "measures.csv": ON,
        "comparison.csv": ("--compare", *SIDES),
        "sweep.csv": ("--sweep", "druze-corridor.passage.width_km"),
    }[name]
    told = ran(command("layers", *asked, "--out", str(tmp_path)))
    is_told_in_one_line(told, f"{tmp_path / name}: is a pipe: name a file")
    assert [path.name for path in tmp_path.iterdir()] == [name]
