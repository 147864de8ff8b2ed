"""What is done before anybody asks for it: once, and in the background."""

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.server import warm_up
from geodata.load import load_catalog
from layers.accuracy.perturbation import MeasuredFigure
from layers.build import figure_store
from layers.build.builder import Builder
from layers.build.figure_store import FOLDER_VARIABLE, FigureStore
from tests.layers.project import copied

ROOT = Path(__file__).resolve().parents[3]
ONLY = "disengagement-1974"
MODULE = "dashboard.server.warm_up"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the project's data with one proposal, beside a cache folder that is empty."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "cache"))
    made = copied(tmp_path)
    for path in [*(made / "proposals").glob("*.toml"), *(made / "briefings").glob("*.toml")]:
        if path.stem != ONLY:
            path.unlink()
    for path in (made / "article.toml", *made.glob("figures-*.toml")):
        path.unlink()  # they stand in other proposals too
    return made


def ran(data: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", MODULE, str(data), str(os.getpid())]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_every_figure_is_measured_once_and_not_at_the_next_start(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured = []

    def one(_: object, names: list[tuple[str, str]], *__: object) -> dict:
        measured.append(names)
        return {name: MeasuredFigure(1.0, 0.5, ()) for name in names}

    monkeypatch.setattr("layers.build.builder.measure_figures", one)
    warm_up.measure_layers(Builder(load_catalog(data), FigureStore(writes=True)))
    layers = len(load_catalog(data).layers)
    assert len(measured) == 2 * layers  # its key figures, and the other measures
    monkeypatch.setattr(
        "layers.build.builder.measure_figures", None
    )  # what measures fails from here on
    warm_up.measure_layers(Builder(load_catalog(data), FigureStore(writes=True)))


def test_briefings_come_first_then_key_figures_then_the_other_measures(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []
    monkeypatch.setattr(Builder, "figures", lambda _, layer: asked.append(("key", layer.name)))
    monkeypatch.setattr(Builder, "measures", lambda _, layer: asked.append(("all", layer.name)))
    builder = Builder(load_catalog())
    warm_up.measure_layers(builder)
    every = [layer.name for layer in warm_up._every_layer(builder)]
    first = builder.catalog.briefings["the-talks-in-eight-steps"].step
    assert first
    assert asked[-2 * len(every) :] == [
        *(("key", name) for name in reversed(every)),
        *(("all", name) for name in every),
    ]
    assert len(asked) > 2 * len(every)


def test_where_figures_cannot_be_kept_it_ends_with_one_line(data: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / figure_store.OWN_FOLDER).write_text("no folder")
    ended = ran(data)
    assert ended.returncode == 2
    assert ended.stdout == ""
    (line,) = ended.stderr.splitlines()
    assert line.startswith("python -m dashboard: figures are measured again at each start, since")
    folder = tmp_path / "cache" / figure_store.OWN_FOLDER
    assert f"{folder}: is something else than was written here" in line
    assert line.endswith(f"{FOLDER_VARIABLE} names another folder")


@pytest.mark.skipif(not warm_up.AUTOGROUP.exists(), reason="this system weighs no sessions")
def test_it_has_the_least_weight_within_its_session_and_among_sessions() -> None:
    before = warm_up.AUTOGROUP.read_text("ascii")
    script = (
        f"import os; from {MODULE} import AUTOGROUP, stand_back; stand_back(); "
        "print(os.nice(0), AUTOGROUP.read_text('ascii'))"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True, text=True
    )
    own, group = told.stdout.split(maxsplit=1)
    assert own == "19"
    assert group.strip().endswith("nice 19")
    assert warm_up.AUTOGROUP.read_text("ascii") == before  # of whoever started it


@pytest.mark.parametrize("name", ["json", "no_such_module"])
def test_garbage_is_collected_again_whatever_comes_of_loading(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(warm_up, "SLOW_TO_LOAD", name)
    gc.disable()
    try:
        warm_up._load()
    except ModuleNotFoundError:
        assert name == "no_such_module"
    finally:
        enabled = gc.isenabled()
        gc.enable()
        gc.unfreeze()
    assert enabled


@pytest.mark.skipif(sys.platform == "win32", reason="there nobody takes over an orphan")
def test_it_ends_soon_after_a_server_that_was_killed(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its output closes only when it has ended; the last of the layers it has not measured."""
    script = (
        "import os, subprocess, sys; "
        f"command = [sys.executable, '-m', '{MODULE}', {str(data)!r}, str(os.getpid())]; "
        "process = subprocess.Popen(command); print('started', flush=True); process.wait()"
    )
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as server:
        assert server.stdout
        assert server.stdout.readline() == b"started\n"
        server.kill()
        assert server.stdout.read() == b""
    builder = Builder(load_catalog(data), FigureStore())
    monkeypatch.setattr(
        "layers.build.builder.measure_figures", None
    )  # what measures fails from here on
    with pytest.raises(TypeError):
        builder.measures(warm_up._every_layer(builder)[-1])
