"""A figure from disk is the very figure that would be measured, or it is measured anew."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layers.accuracy.perturbation import MeasuredFigure
from layers.build import figure_store, program_version
from layers.build.builder import Builder
from layers.build.figure_store import FOLDER_VARIABLE, FigureStore, cache_folder
from tests.layers.project import CATALOG

ROOT = Path(__file__).resolve().parents[2]
KEYS = tuple(CATALOG.features)[:3]
FIGURES = {
    ("zone", "area"): MeasuredFigure(0.1 + 0.2, 1 / 3, KEYS),
    ("zone", "perimeter"): MeasuredFigure(7.0, 0.0, ()),
}
LAYERS = (
    "disengagement-1974.line-a",
    "druze-corridor.passage@straight-from-majdal-shams",
    "israeli-positions.positions",
)
POSITIVE = st.floats(min_value=0, allow_infinity=False, allow_nan=False)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the store's folder, which is not there yet."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache" / figure_store.OWN_FOLDER


@pytest.fixture
def file(folder: Path) -> Path:
    """Return the store's file, with figures under the key ``known``."""
    FigureStore(writes=True).write("known", FIGURES)
    return folder / figure_store.FILE


def refused(monkeypatch: pytest.MonkeyPatch) -> str:
    """Return why figures cannot be written. None can be read, without an error."""
    monkeypatch.setattr(figure_store, "WRITE_WAIT_S", 0.05)
    assert FigureStore().read("known") is None
    with pytest.raises(OSError, match=r"\[Errno") as wrong:
        FigureStore(writes=True).write("new", FIGURES)
    return f"{wrong.value.filename}: {wrong.value.strerror}"


def test_what_was_written_is_read(file: Path) -> None:
    assert file.stat().st_size < 20_000
    found = FigureStore().read("known")
    assert found == FIGURES
    assert list(found) == list(FIGURES)
    assert FigureStore().read("unknown") is None


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50
)
@given(value=st.floats(allow_nan=False, allow_infinity=False), plus_minus=POSITIVE)
@pytest.mark.usefixtures("folder")
def test_every_number_comes_back_to_the_last_digit(value: float, plus_minus: float) -> None:
    figures = {("zone", "area"): MeasuredFigure(value, plus_minus, KEYS)}
    FigureStore(writes=True).write("any", figures)
    assert repr(FigureStore().read("any")) == repr(figures)


@pytest.mark.parametrize("address", LAYERS)
@pytest.mark.usefixtures("folder")
def test_figures_from_disk_are_the_ones_that_are_measured(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, _, reading = address.partition("@")
    here = Builder(CATALOG, FigureStore(writes=True))
    layer = here.layer(name, reading)
    expected = here.figures(layer), here.measures(layer)
    assert expected[1]
    monkeypatch.setattr(
        "layers.build.builder.measure_figures", None
    )  # what measures fails from here on
    later = Builder(CATALOG, FigureStore())
    layer = later.layer(name, reading)
    assert repr((later.figures(layer), later.measures(layer))) == repr(expected)


def test_another_value_of_a_parameter_is_another_entry(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("layers.build.builder.measure_figures", lambda *_: {})
    builder = Builder(CATALOG, FigureStore(writes=True))
    for width in (4.0, 6.0):
        builder.figures(builder.layer("druze-corridor.passage", values={"width_km": width}))
    with closing(sqlite3.connect(folder / figure_store.FILE)) as database:
        assert database.execute("SELECT count(*) FROM figures").fetchone() == (2,)


def test_who_only_reads_leaves_nothing_behind(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the server does, so that nothing of a session reaches the disk."""
    monkeypatch.setattr("layers.build.builder.measure_figures", lambda *_: {})
    builder = Builder(CATALOG, FigureStore())
    builder.figures(builder.layer("druze-corridor.passage", values={"width_km": 4.0}))
    assert not folder.parent.exists()


@pytest.mark.parametrize("what", ["numpy", "GEOS", "machine"])
def test_figures_of_other_libraries_and_machines_have_another_key(
    what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    change: dict[str, Callable[[], None]] = {
        "numpy": lambda: monkeypatch.setattr(program_version.np, "__version__", "0"),
        "GEOS": lambda: monkeypatch.setattr(program_version.shapely, "geos_version_string", "0"),
        "machine": lambda: monkeypatch.setattr(program_version.platform, "machine", lambda: "0"),
    }
    now = program_version.program_version()
    program_version.program_version.cache_clear()
    change[what]()
    try:
        assert program_version.program_version() != now
    finally:
        program_version.program_version.cache_clear()


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({FOLDER_VARIABLE: "/var/cache/talks"}, "/var/cache/talks"),
        ({"XDG_CACHE_HOME": "/var/xdg", "HOME": "/home/a"}, "/var/xdg"),
        ({"XDG_CACHE_HOME": "xdg", "HOME": "/home/a"}, "/home/a/.cache"),
        ({"HOME": "/home/a"}, "/home/a/.cache"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other places")
def test_the_folder_is_the_one_that_is_named_or_the_users(
    variables: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (FOLDER_VARIABLE, "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert cache_folder() == Path(expected)


def test_nobody_else_reads_or_writes_what_is_made(file: Path) -> None:
    assert (file.parent.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)


def _elsewhere(path: Path) -> None:
    """Put a link in place of a folder or a file."""
    path.rename(path.with_name("elsewhere"))
    path.symlink_to(path.with_name("elsewhere"))


UNTRUSTED: dict[str, tuple[Callable[[Path], None], str]] = {
    "folder is a link": (lambda file: _elsewhere(file.parent), "such as a link"),
    "file is a link": (_elsewhere, "such as a link"),
    "folder of all": (lambda file: file.parent.chmod(0o777), "can be written by others"),
    "folder of a group": (lambda file: file.parent.chmod(0o770), "can be written by others"),
    "file of all": (lambda file: file.chmod(0o666), "can be written by others"),
    "file is a pipe": (lambda file: (file.unlink(), os.mkfifo(file)), "something else"),
    "file is a folder": (lambda file: (file.unlink(), file.mkdir()), "something else"),
}


@pytest.mark.parametrize("name", UNTRUSTED)
def test_what_others_could_have_made_is_not_used(
    name: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil, why = UNTRUSTED[name]
    spoil(file)
    assert why in refused(monkeypatch)


@pytest.mark.usefixtures("file")
def test_what_belongs_to_another_user_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    other = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: other)
    assert "belongs to another user" in refused(monkeypatch)


def test_a_link_that_leads_nowhere_is_not_followed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.mkdir(0o700, parents=True)
    (folder / figure_store.FILE).symlink_to(folder.parent / "planted")
    assert "such as a link" in refused(monkeypatch)
    assert not (folder.parent / "planted").exists()


def _other_table(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("DROP TABLE figures")
        database.execute("CREATE TABLE figures (something INTEGER)")


DAMAGED: dict[str, tuple[Callable[[Path], object], str]] = {
    "no database": (lambda file: file.write_bytes(b"no database" * 1000), "file is not a database"),
    "another table": (_other_table, "table figures has 1 column"),
    "cut off": (lambda file: os.truncate(file, 5000), "malformed"),
    "too large": (lambda file: os.truncate(file, figure_store.MOST_BYTES + 1), "is larger than"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_is_told_and_not_used(
    name: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil, why = DAMAGED[name]
    spoil(file)
    told = refused(monkeypatch)
    assert why in told
    assert told.startswith(f"{file}: ")


def test_an_empty_file_is_filled(file: Path) -> None:
    file.write_bytes(b"")
    assert FigureStore().read("known") is None
    FigureStore(writes=True).write("known", FIGURES)
    assert FigureStore().read("known") == FIGURES


def test_a_file_that_another_process_keeps_locked_is_told(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "database is locked" in refused(monkeypatch)
    assert FigureStore().read("known") == FIGURES


@pytest.mark.parametrize("place", ["under-a-file/cache", "no-such-folder/cache", "under-a-file"])
def test_where_no_folder_can_be_made_it_is_told(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the cache folder one level is made, and not a home that is not there."""
    (tmp_path / "under-a-file").touch()
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / place))
    assert str(tmp_path) in refused(monkeypatch)
    assert [path.name for path in tmp_path.iterdir()] == ["under-a-file"]


def test_without_a_home_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    for name in (FOLDER_VARIABLE, "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", no_home)
    assert "Could not determine home directory" in refused(monkeypatch)


@pytest.mark.usefixtures("file")
def test_a_full_disk_is_told_and_leaves_what_was_there() -> None:
    script = (
        "import resource, signal; from layers.build.figure_store import FigureStore; "
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)); "
        "FigureStore(writes=True).write('new', {})"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.stderr.splitlines()[-1].startswith("OSError: "), ended.stderr
    assert FigureStore().read("known") == FIGURES
    assert FigureStore().read("new") is None


@pytest.mark.usefixtures("folder")
def test_the_oldest_entries_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figure_store, "MOST_ENTRIES", 3)
    store = FigureStore(writes=True)
    for key in "abcad":  # a is measured anew: it is newer than b then
        store.write(key, FIGURES)
    kept = [key for key in "abcde" if store.read(key)]
    assert kept == ["a", "c", "d"]


def test_the_file_keeps_to_its_size(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figure_store, "MOST_BYTES", 40_960)
    many = {(f"zone-{number}", "area"): MeasuredFigure(1.0, 0.1, KEYS) for number in range(100)}
    store = FigureStore(writes=True)
    store.write("0", many)
    larger = {
        **many,
        **{(f"line-{number}", "length"): item for number, item in enumerate(3 * [*many.values()])},
    }
    with pytest.raises(OSError, match="database or disk is full"):
        store.write("1", larger)
    assert (folder / figure_store.FILE).stat().st_size <= 40_960
    assert store.read("0") == many


@pytest.mark.usefixtures("folder")
def test_several_processes_write_at_once() -> None:
    script = (
        "import sys; from layers.build.figure_store import FigureStore; "
        "from layers.accuracy.perturbation import MeasuredFigure; store = FigureStore(writes=True)\n"
        "for number in range(40):\n"
        "    store.write(sys.argv[1] + str(number), {('zone', 'area'): MeasuredFigure(1.0, 0.0, ())})\n"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", script, name], cwd=ROOT) for name in ("a", "b", "c")
    ]
    assert [writer.wait(120) for writer in writers] == [0, 0, 0]
    kept = [FigureStore().read(f"{name}{number}") for name in "abc" for number in range(40)]
    assert all(kept)
