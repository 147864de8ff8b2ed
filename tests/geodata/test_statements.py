"""Statements that were once told wrong: by whom, how, and on which words."""

import pytest

from geodata.models.field_types import in_language
from tests.layers.project import CATALOG

EVENTS = {event.id: event for event in CATALOG.timeline}


def words_of(address: str) -> str:
    return " ".join(in_language(CATALOG.provisions[address].text, "en").split())


def test_ten_kilometres_are_a_diplomats_words_and_not_syrias() -> None:
    """AFP, 16 September 2025: an official gave the withdrawal, a diplomatic source the distance."""
    assert CATALOG.parameters["no-heavy-weapons.zone.moved_south_km"].said_by is None
    assert "a diplomatic source in Damascus, separately" in words_of("no-heavy-weapons.zone")


@pytest.mark.parametrize("address", ["demilitarized-south.zone", "no-heavy-weapons.zone"])
def test_three_governorates_rest_on_a_text_that_names_them(address: str) -> None:
    reading = next(item for item in CATALOG.layers[address].reading if item.id == "governorates")
    assert reading.sources == ["three-governorates-2025-02-23"]
    assert "Quneitra, Daraa and Suwayda" in CATALOG.sources[reading.sources[0]].title


def test_nearly_to_damascus_and_from_damascus_are_two_readings() -> None:
    """The article's phrase of January 2026, and the Prime Minister's of 2 December 2025."""
    readings = {item.id: item for item in CATALOG.layers["demilitarized-south.zone"].reading}
    assert readings["nearly-to-damascus"].sources == ["talks-resume-2026-01"]
    assert readings["from-damascus"].said_on == "2025-12-02"
    assert "kept_free_km" not in readings["from-damascus"].arguments


def test_the_passage_and_the_humanitarian_corridor_are_two_requests() -> None:
    passage = CATALOG.provisions["druze-corridor.passage"]
    aid = CATALOG.provisions["druze-corridor.humanitarian-corridor"]
    assert passage.sources == ["talks-resume-2026-01"]
    assert not set(passage.sources) & set(aid.sources)
    assert passage.issue == aid.issue == "corridor"
    assert "jordan-2025-08" in aid.sources


@pytest.mark.parametrize(
    ("event", "says", "not_any_more"),
    [
        ("damascus-air-base-2025", "Syria's Foreign Ministry calls the report false", ""),
        ("us-plan-2026", "both sides freeze all military activities", "forces stay where they are"),
        ("unscr-2811", "found no record of a renewal or an end after that date", ""),
        ("us-recognition-2019", "By January 2026 no other state", "No other state has"),
        ("crossing-reopens-2018", "At first it serves the United Nations only", ""),
        ("six-day-war-ends", "Israel attacks", "holds"),
        ("war-of-1973", "Syria attacks", ""),
        ("beit-jinn-2025", "the group denies operating there", ""),
        ("suwayda-fighting-2025", "176,000 are displaced", ""),
    ],
)
def test_an_event_says_what_its_sources_say(event: str, says: str, not_any_more: str) -> None:
    text = in_language(EVENTS[event].text, "en")
    assert says in text
    assert not not_any_more or not_any_more not in text


def test_the_first_meeting_in_paris_has_its_day() -> None:
    assert EVENTS["paris-first-2025"].date == "2025-07-24"


def test_the_two_areas_of_the_area_of_separation_stand_beside_each_other() -> None:
    provision = CATALOG.provisions["disengagement-1974.area-of-separation"]
    areas = [figure for figure in provision.reported if figure.measure == "area"]
    assert [(figure.low, figure.high) for figure in areas] == [(233, 235), (400, 400)]


def test_the_widths_of_the_area_of_separation_stand_with_their_places() -> None:
    """UNDOF: 200 m in the extreme south to 10 km in the centre; the Secretary-General: 12.5 km."""
    provision = CATALOG.provisions["disengagement-1974.area-of-separation"]
    widths = {
        in_language(figure.where, "en"): (figure.value, figure.sources)
        for figure in provision.reported
        if figure.measure.startswith("width")
    }
    assert widths == {
        "in the centre": (10, ["undof-operations"]),
        "along the crest of Mount Hermon / Jabal al-Shaykh": (
            12.5,
            ["secretary-general-undof-2005"],
        ),
        "in the extreme south": (0.2, ["undof-operations"]),
        "at the southern end, by Jordan": (0.4, ["secretary-general-undof-2005"]),
    }


@pytest.mark.parametrize("line", ["line-a", "area-of-separation"])
def test_what_was_agreed_is_told_beside_what_is(line: str) -> None:
    text = words_of(f"disengagement-1974.{line}")
    assert "since 8 December 2024" in text
    assert "gree" in text
