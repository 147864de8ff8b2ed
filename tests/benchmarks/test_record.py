"""The record against a run: what is worse by more than half is told, and nothing else."""

import pytest

from tests.benchmarks import __main__ as command
from tests.benchmarks import record, report
from tests.benchmarks.measures import GROUPS, MEASURES, STOCK, WORK, Measure, Sample

DRAWN = Measure("toggle-drawn", "toggle", "click to drawn path", "ms", 33, 95, STOCK)
STEP = Measure("step", "step", "key press to drawn step", "ms", 150, 95, WORK)
GROWTH = Measure("growth", "memory", "growth of the page", "MB", 5, 50, None)


def row(measure: Measure, *values: float, against: float = 100.0):
    """A row of as many runs, each with one value beside the same of what it is told against."""
    beside = [against] if measure.against else []
    return report.row(measure, [Sample(measure.id, [value], beside) for value in values])


@pytest.mark.parametrize("now", [5.0, 10.0, 15.0])
def test_a_ratio_up_to_one_and_a_half_times_is_as_good(now: float) -> None:
    assert record.worse({"rows": [row(DRAWN, 10.0)]}, [row(DRAWN, now)]) == []


def test_a_ratio_that_is_worse_is_told_with_then_and_now() -> None:
    (line,) = record.worse({"rows": [row(DRAWN, 10.0)]}, [row(DRAWN, 15.2)])
    assert line == (
        "click to drawn path: 0.1 of the stock app then, 0.152 now, "
        "which is more than 1.5 times as much"
    )


def test_a_slower_machine_is_not_worse() -> None:
    """All takes three times as long, what stands beside as well."""
    then = {"rows": [row(DRAWN, 10.0), row(STEP, 50.0)]}
    now = [row(DRAWN, 30.0, against=300.0), row(STEP, 150.0, against=300.0)]
    assert record.worse(then, now) == []


def test_each_row_that_is_worse_has_its_line_and_what_cannot_be_compared_has_none() -> None:
    then = {"rows": [row(DRAWN, 10.0), row(STEP, 50.0), row(GROWTH, 1.0)]}
    now = [row(DRAWN, 40.0), row(STEP, 90.0), row(GROWTH, 9.0)]
    lines = record.worse(then, now)
    assert [line.partition(":")[0] for line in lines] == [DRAWN.title, STEP.title]
    assert record.worse({"rows": []}, now) == []


def test_a_run_is_told_by_its_exit_status(monkeypatch, tmp_path, capsys) -> None:
    path = tmp_path / "record.json"
    monkeypatch.setattr(command.record, "PATH", path)
    assert command.judged([row(DRAWN, 10.0)]) == 0
    assert "no record" in capsys.readouterr().out
    report.write({"rows": [row(DRAWN, 10.0)]}, path)
    assert command.judged([row(DRAWN, 14.0)]) == 0
    assert command.judged([row(DRAWN, 20.0)]) == 1
    assert capsys.readouterr().err.startswith("click to drawn path: 0.1 of")


def test_a_row_is_the_middle_of_its_runs_and_the_target_is_held_against_all() -> None:
    """Runs of medians 10, 30 and 20 ms beside 100, 100 and 400: ratios 0.1, 0.3 and 0.05."""
    runs = [
        Sample("toggle-drawn", [9.0, 10.0, 11.0], [100.0]),
        Sample("toggle-drawn", [29.0, 30.0, 50.0], [90.0, 100.0, 110.0]),
        Sample("toggle-drawn", [20.0], [400.0]),
    ]
    found = report.row(DRAWN, runs)
    assert found["runs"] == [10.0, 30.0, 20.0]
    assert found["median"] == 20.0
    assert found["ratio"] == 0.1
    assert found["p95"] == 50.0
    assert not found["met"]
    assert "TARGET MISSED" in "\n".join(report.table([found]))


def test_growth_alone_has_a_target_and_no_ratio() -> None:
    found = row(GROWTH, -1.0, 2.0, 9.0)
    assert found["median"] == 2.0
    assert found["met"]
    assert found["ratio"] is None


def test_every_group_is_prepared_and_every_row_has_its_own_name() -> None:
    assert set(command.PREPARED) == set(GROUPS)
    assert len({measure.id for measure in MEASURES}) == len(MEASURES)
