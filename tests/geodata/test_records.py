"""The timeline, the precedents and the terms: the real files, and broken ones."""

from pathlib import Path

import pytest

from geodata import load
from geodata.models.timeline import MEETING_DATE, Event, Gap
from geodata.text.file_errors import FileError
from tests.layers.project import CATALOG, copied, replace_once

MAP = (28.0, 38.0, 30.0, 45.0)  # south, north, west, east of what a map of the talks may show


def test_events_stand_in_order_and_once() -> None:
    assert len(CATALOG.timeline) >= 53  # as many as the fact sheet has
    dates = [event.date for event in CATALOG.timeline]
    assert (dates[0], dates[-1]) == ("1949-07-20", "2026-10-05")
    assert dates == sorted(dates, key=lambda date: f"{date}~")
    assert [date for date in dates if date.startswith("2025-07")][-1] == "2025-07-24"


def test_what_comes_after_the_joint_statement_is_later() -> None:
    later = [event.date for event in CATALOG.timeline if event.later]
    assert len(later) >= 8 + 5  # of the fact sheet, and what was found since
    assert min(later) > MEETING_DATE
    statement = next(event for event in CATALOG.timeline if event.id == "joint-statement-2026")
    assert (statement.date, statement.later) == (MEETING_DATE, False)


def test_a_point_lies_on_the_map() -> None:
    south, north, west, east = MAP
    points = [event for event in CATALOG.timeline if event.latitude is not None]
    assert len(points) >= 20
    for event in points:
        assert south < (event.latitude or 0) < north, event.id
        assert west < (event.longitude or 0) < east, event.id


def test_the_precedents_that_the_fact_sheet_names_are_there() -> None:
    found = {item.id: item for item in CATALOG.precedents}
    assert {
        "area-of-separation-1974", "armistice-1949", "sinai-1974", "sinai-1979", "sinai-1979-zone-a",
        "sinai-1979-zone-b", "sinai-1979-zone-c", "sinai-1979-zone-d", "israel-jordan-1994",
        "cyprus", "korea", "unifil",
    } <= set(found)  # fmt: skip
    korea = found["korea"]
    assert korea.length_km
    assert (korea.length_km.low, korea.length_km.high) == (248, 250)
    assert korea.symmetric == "both-alike"
    assert found["unifil"].width_km is None  # what is not known is left out


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("timeline.toml", 'date = "1949-07-20"', 'date = "1949-07-32"', "event.armistice-1949.date: '1949-07-32' is not in the calendar: day is out of range"),
        ("timeline.toml", 'date = "1967-06-10"', 'date = "1967-06-31"', "event.six-day-war-ends.date: '1967-06-31' is not in the calendar: day is out of range for month"),
        ("timeline.toml", 'place = "Golan"', 'palce = "Golan"', "event.six-day-war-ends.palce: is an unknown field"),
        ("timeline.toml", 'place = "Golan"', "", "event.six-day-war-ends: place is missing"),
        ("timeline.toml", "longitude = 35.57\n", "", "event.armistice-1949: longitude is missing: give both, or neither"),
        ("timeline.toml", 'id = "six-day-war-ends"', 'id = "armistice-1949"', "event.armistice-1949: is given twice: rename or remove one"),
        ("timeline.toml", "later = true\n", "", "event.lacroix-2026: later = true is needed after 2026-01-06"),
        ("timeline.toml", 'issue = "golan"', 'issue = "lake"', "event.six-day-war-ends.issue: 'lake' is not one of"),
        ("timeline.toml", "[[event]]", "[[evnet]]", "evnet: is an unknown field"),
        ("timeline.toml", 'sources = ["kommersant-2025-08-12"]', 'sources = ["kommersant"]', "event.kommersant-2025: source 'kommersant' is not in geodata/sources.toml: add it"),
        ("timeline.toml", 'sources = ["kommersant-2025-08-12"]', "", "event.kommersant-2025: source or sources is missing: name the publication that reports it"),
        ("timeline.toml", 'since = "2026-05-14"', 'since = "2026-05-13"', "file: event 'euronews-2026' of 2026-05-13 lies in the gap since 2026-05-13: shorten the gap"),
        ("timeline.toml", 'until = "2026-10-04"', 'until = "2026-05"', "gap.1.until: '2026-05' does not have the form"),
        ("timeline.toml", 'searched_on = "2026-11-30"', 'searched_on = "2026-09-30"', "gap.1: since 2026-05-14, until 2026-10-04 and searched_on 2026-09-30 are not in this order"),
        ("precedents.toml", "low = 75, high = 80", "low = 80, high = 75", "precedent.area-of-separation-1974.length_km: high 75 is less than low 80"),
        ("precedents.toml", 'symmetric = "both-alike"', 'symmetric = "yes"', "precedent.area-of-separation-1974.symmetric: 'yes' is not one of"),
        ("precedents.toml", 'id = "armistice-1949"', 'id = "cyprus"', "precedent.cyprus: is given twice"),
        ("precedents.toml", 'kind = "separation"', 'kind = "separation"\ndepth_km = 2', "precedent.area-of-separation-1974.depth_km: is an unknown field"),
        ("terms.toml", "avoid = [", "avoids = [", "term.1.avoid: is missing"),
    ],
)  # fmt: skip
def test_a_broken_record_is_told_in_one_line(
    tmp_path: Path, file: str, old: str, new: str, told: str
) -> None:
    folder = copied(tmp_path)
    replace_once(folder / file, old, new)
    with pytest.raises(FileError) as raised:
        load.load_catalog(folder)
    line = str(raised.value)
    assert line.startswith(f"{folder / file}: {told}")
    assert "\n" not in line


@pytest.mark.parametrize("file", ["timeline.toml", "precedents.toml", "terms.toml"])
def test_a_missing_file_is_told(tmp_path: Path, file: str) -> None:
    folder = copied(tmp_path)
    (folder / file).unlink()
    with pytest.raises(FileError, match=rf"{file}: cannot be read: No such file"):
        load.load_catalog(folder)


def test_silence_after_the_last_events_is_told_with_the_day_of_the_search() -> None:
    """Every day from the last dated event of spring 2026 to the search is an event's or a gap's."""
    found = {event.date for event in CATALOG.timeline}
    assert [(gap.since, gap.until) for gap in CATALOG.gaps] == [
        ("2026-05-14", "2026-10-04"),
        ("2026-10-06", "2026-11-30"),
    ]
    assert {"2026-05-13", "2026-10-05"} <= found
    assert {gap.searched_on for gap in CATALOG.gaps} == {"2026-11-30"}


def test_a_gap_of_one_day_is_a_gap() -> None:
    day = "2026-05-14"
    gap = Gap(since=day, until=day, searched_on=day, text="Nothing.")
    assert gap.since == gap.until


def test_the_version_changes_with_a_record(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    before = load.load_catalog(folder).version
    replace_once(folder / "timeline.toml", "Armistice of", "The armistice of")
    assert load.load_catalog(folder).version != before


def test_a_month_is_a_date_and_its_day_may_be_left_out() -> None:
    plain = {"id": "x", "title": "", "text": "", "source": "x", "confidence": "low"}
    for date in ("2024-02-29", "2025-07", "1974"):
        assert Event.model_validate({**plain, "date": date}).date == date
