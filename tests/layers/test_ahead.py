"""What is measured ahead in a process of its own is what would be measured here."""

import io
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from geodata.catalog import load
from layers import ahead
from layers.build import Builder
from tests.layers.project import copied

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
ONLY = "druze-corridor"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The project's data with one proposal, and no briefing that could name another."""
    made = copied(tmp_path)
    for path in [*(made / "proposals").glob("*.toml"), *(made / "briefings").glob("*.toml")]:
        if path.stem != ONLY:
            path.unlink()
    for path in (made / "article.toml", *made.glob("figures-*.toml")):
        path.unlink()  # they stand in other proposals too
    return made


def test_every_figure_is_the_one_that_the_builder_measures(folder: Path) -> None:
    command = [sys.executable, "-m", "layers.ahead", str(folder)]
    answered = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    assert answered.stderr == b""
    stream = io.BytesIO(answered.stdout)
    kept = {}
    while stream.tell() < len(answered.stdout):
        key, figures = pickle.load(stream)
        kept[key] = figures
    builder = Builder(load(folder))
    for reading in builder.catalog.layers[f"{ONLY}.passage"].reading:
        layer = builder.layer(f"{ONLY}.passage", reading.id)
        assert kept.pop(builder.figures_key(layer)) == builder.figures(layer)
        assert kept.pop(builder.measures_key(layer)) == builder.measures(layer)
    assert kept == {}


def test_what_is_kept_is_not_made_again(folder: Path) -> None:
    builder = Builder(load(folder))
    layer = builder.layer(f"{ONLY}.passage")
    told = {("axis", "length"): "whatever was measured elsewhere"}
    builder.keep(builder.figures_key(layer), told)
    assert builder.figures(layer) is told


def test_it_stands_back_ten_times_as_long_as_it_had_to_wait(monkeypatch) -> None:
    """Items that take 1 s of the processor each, in 1, 1.25 and 9 s of the clock."""
    clock, used, pauses = [0.0], [0.0], []
    monkeypatch.setattr(ahead.time, "perf_counter", lambda: clock[0])
    monkeypatch.setattr(ahead.time, "process_time", lambda: used[0])
    monkeypatch.setattr(ahead.time, "sleep", pauses.append)

    def measured() -> Iterator[tuple[str, dict]]:
        for took in (1.0, 1.25, 9.0):
            clock[0] += took
            used[0] += 1.0
            yield str(took), {}

    assert [key for key, _ in ahead.patiently(measured())] == ["1.0", "1.25", "9.0"]
    assert pauses == [0.0, 2.5, 10.0]


@pytest.mark.skipif(not ahead.AUTOGROUP.exists(), reason="this system weighs no sessions")
def test_it_has_the_least_weight_within_its_session_and_among_sessions() -> None:
    script = (
        "import os; from layers.ahead import AUTOGROUP, stand_back; stand_back(); "
        "print(os.nice(0), AUTOGROUP.read_text('ascii'))"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True, text=True
    )
    own, group = told.stdout.split(maxsplit=1)
    assert own == "19"
    assert group.strip().endswith("nice 19")


def test_it_ends_without_a_word_when_nobody_reads_it(folder: Path) -> None:
    command = [sys.executable, "-m", "layers.ahead", str(folder)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
