"""A briefing's file says what is wrong in one line, and survives being written and sent."""

import base64
import re
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata import load
from geodata.briefings.briefing_io import MAX_LINK, from_link, read_briefing, to_link, to_toml
from geodata.briefings.step_scenario import as_step, scenario_of
from geodata.models.briefing import Briefing, Mention, parts, texts
from geodata.scenario import Scenario, View
from geodata.text.file_errors import FileError
from geodata.text.safe_text import HIDDEN
from tests.layers.project import CATALOG, copied, replace_once, scenarios

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(
    rf"(?:\b\d{{1,2}} )?(?:{MONTHS}) \d{{4}}|\b\d{{1,2}} (?:{MONTHS})\b|\b(?:19|20)\d\d\b"
)
WORDS = st.text(max_size=80).filter(lambda text: not HIDDEN.search(text))


@given(scenarios(), st.builds(View, st.just(33.05), st.just(36.15), st.sampled_from([8.75, 9.0])))
@settings(max_examples=60, deadline=None)
def test_any_scenario_survives_the_file_and_the_link(shown: Scenario, view: View) -> None:
    step = as_step("one", "One", shown, view)
    briefing = Briefing(title="Any", as_of="2026-01", step=[step])
    expected = scenario_of(step, CATALOG)
    assert (expected.on, expected.readings, expected.parameters, expected.language) == (
        shown.on,
        shown.readings,
        shown.parameters,
        shown.language,
    )
    assert expected.view == view
    read = read_briefing(to_toml(briefing).encode(), "any.toml", CATALOG)
    sent = from_link(to_link(briefing), CATALOG)
    assert scenario_of(read.step[0], CATALOG) == scenario_of(sent.step[0], CATALOG) == expected


@given(WORDS, WORDS)
@settings(max_examples=60, deadline=None)
def test_any_words_survive_the_file(title: str, notes: str) -> None:
    step = as_step("one", title, Scenario(), View(33.0, 36.0, 9.0))
    plain = notes.replace("{", "(").replace("}", ")")
    briefing = Briefing(title=title, as_of="2026", step=[step.model_copy(update={"notes": plain})])
    again = read_briefing(to_toml(briefing).encode(), "any.toml", CATALOG)
    # TOML has one line end: what is written with another one comes back with it.
    assert again.step[0].title == title.replace("\r\n", "\n")
    assert again.step[0].notes == plain.replace("\r\n", "\n")


@given(st.text(max_size=60))
def test_a_text_is_read_in_pieces_or_refused(text: str) -> None:
    try:
        pieces = list(parts(text))
    except ValueError:
        assert "{" in text or "}" in text
    else:
        assert "".join(p if isinstance(p, str) else "" for p in pieces).count("{") == 0
        assert ("{" in text) == any(isinstance(piece, Mention) for piece in pieces)


@pytest.mark.parametrize("briefing_id", CATALOG.briefings)
def test_no_figure_is_typed_into_a_caption(briefing_id: str) -> None:
    """What is left of digits without the mentions and the dates would be a typed figure."""
    for step in CATALOG.briefings[briefing_id].step:
        for text in texts(step.caption):
            words = "".join(piece for piece in parts(text) if isinstance(piece, str))
            assert not re.search(r"\d", DATE.sub("", words)), f"{step.id}: {words}"


def test_the_three_briefings_are_there() -> None:
    assert {key: len(item.step) for key, item in CATALOG.briefings.items()} == {
        "corridor-what-100-km-means": 5,
        "the-talks-in-eight-steps": 8,
        "what-demilitarization-could-mean": 5,
    }


TALKS = "the-talks-in-eight-steps"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('id = "positions"', 'id = "paris"', "step 'paris' is given twice: rename one"),
        ("zoom = 9.5", "zoom = 99", "step.lines-of-1974.view.zoom: input should be less than or equal to 13"),
        ("zoom = 9.5", "zoom = nan", "step.lines-of-1974.view.zoom: input should be a finite number"),
        ("as open data draws it", "{as open data draws it", "step.lines-of-1974.caption: has an unmatched brace: write {ADDRESS}"),
        ("separation.zone.area}", "separation.zone.area:feet}", "step.lines-of-1974.caption: 'feet' is not a form: write {ADDRESS}, :short or :mi"),
        ('on = ["disengagement-1974"]', 'on = ["atlantis"]', "step.limits-of-1974.scenario.on: 'atlantis' is not known; there are: "),
        ('on = ["disengagement-1974"]', 'on = ["atlantis.zone"]', "step.limits-of-1974.scenario.on: 'atlantis.zone' is not known; there are: "),
        ('["hermon-never"]', '["hermon-first"]', "step.phases-or-at-once.scenario.readings.phased-withdrawal.phases: 'hermon-first' is not known; there are: hermon-last, hermon-never"),
        ("centre = [33.05, 35.7]", "centre = [35.7, 133.05]", "step.lines-of-1974.view.centre.2: input should be less than or equal to 44"),
    ],
)  # fmt: skip
def test_a_broken_file_stops_the_load_in_one_line(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    folder = copied(tmp_path)
    path = folder / "briefings" / f"{TALKS}.toml"
    replace_once(path, old, new)
    with pytest.raises(FileError) as error:
        load.load_catalog(folder)
    assert told in str(error.value)
    assert f"{TALKS}.toml" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_value_off_its_grid_is_told_with_the_nearest(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    path = folder / "briefings" / "corridor-what-100-km-means.toml"
    replace_once(path, 'width_km" = 10.0', 'width_km" = 10.3')
    with pytest.raises(FileError, match=r"10\.3 is not an allowed value: write 10\.5"):
        load.load_catalog(folder)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfe", "is not UTF-8: save it as UTF-8"),
        (b"title = ", "is not TOML"),
        (b"a = " + b"[" * 100_000, "is not TOML"),
        (b"", "title: is missing"),
        (b"x" * 200_001, "is larger than 200 kB, the limit for a briefing"),
        (b'title = "T"\nas_of = "2026"\nstep = []', "step: has 0 items: at least 1 must be given"),
    ],
)
def test_a_persons_file_is_refused_in_one_line(content: bytes, told: str) -> None:
    with pytest.raises(FileError) as error:
        read_briefing(content, "../../etc/own.toml", CATALOG)
    assert told in str(error.value)
    assert str(error.value).startswith("own.toml")
    assert "\n" not in str(error.value)


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_text_in_a_link_is_a_briefing_or_one_line(text: str) -> None:
    with pytest.raises(FileError) as error:
        from_link(text, CATALOG)
    assert "\n" not in str(error.value)


def test_a_link_that_unpacks_without_end_is_refused() -> None:
    packer = zlib.compressobj(9, wbits=-15)
    bomb = packer.compress(b" " * 50_000_000) + packer.flush()
    with pytest.raises(FileError, match="too large"):
        from_link(base64.urlsafe_b64encode(bomb).decode(), CATALOG)


def test_which_briefings_fit_into_a_link() -> None:
    fits = {key: len(to_link(item)) <= MAX_LINK for key, item in CATALOG.briefings.items()}
    assert fits == {
        "corridor-what-100-km-means": True,
        "the-talks-in-eight-steps": False,
        "what-demilitarization-could-mean": True,
    }
