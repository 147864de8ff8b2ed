"""Every sentence of the report has its place, and the place says it and cites the report."""

from pathlib import Path

import pytest

from geodata import load
from geodata.article import TIMELINE, sources_of
from geodata.models.article import Sentence
from geodata.models.field_types import in_language
from geodata.text.file_errors import FileError
from tests.layers.project import CATALOG, copied, replace_once

REPORT = "talks-resume-2026-01"
assert CATALOG.article
SENTENCES = CATALOG.article.sentence

# Each sentence, in short: words that its places have to say, in our own wording of it.
SAID: dict[int, list[str]] = {
    1: ["Paris", "about two months"],
    2: ["security", "normal relations", "later"],
    3: ["strategic points", "Mount Hermon"],
    4: ["All Israeli forces go back", "Line A"],
    5: ["step by step", "south of Damascus", "only in phases"],
    6: ["No Turkish forces"],
    7: ["formal", "informal"],
    8: ["passage", "Druze", "guarantees"],
    9: ["about 100 km"],
    10: ["no alliance", "security coordination"],
    11: ["analysts", "political will"],
    12: ["agreement of 1974", "apply again"],
    13: ["No heavy weapons", "No Turkish forces"],
    14: ["forward position of Ankara", "aircraft", "radars"],
    15: ["go on with the talks", "peace along the line"],
    16: ["no terrorists", "Druze and Christians"],
    17: ["Trump is confident", "praises al-Sharaa"],
    18: ["Gofman", "Leiter", "Reich", "no head"],
    19: ["al-Shaibani", "Barrack"],
    20: ["doubts", "clear Israeli policy"],
    21: ["contradictory voices", "autonomy of minorities", "presence and strikes"],
    22: ["withdrawal", "the Druze", "demilitarization", "deep gaps"],
    23: ["What would demilitarization mean", "limited already", "1974"],
    24: ["opposition to Iran", "Türkiye is another matter"],
    25: ["no Syrian", "sign a ban", "informal"],
    26: ["Normal relations are unlikely", "Saudi Arabia first"],
    27: ["may bridge", "Washington wants it"],
    28: ["ends its air strikes", "ground that it entered"],
    29: ["exporting its crises", "extreme violence"],
    30: ["more than 1,000 air strikes and 400 incursions", "claim", "influential states"],
    31: ["agreement of 1974", "safeguard the interests of Syria"],
}


def text_at(address: str) -> str:
    """Return what a provision, a stance or an event says, on one line."""
    head, *rest = address.split(".")
    if head == TIMELINE:
        (event,) = (item for item in CATALOG.timeline if item.id == rest[0])
        parts = [event.title, event.text]
    else:
        provision = CATALOG.provisions[f"{head}.{rest[0]}"]
        stances = [item.text for item in provision.stance if item.party == rest[-1]]
        parts = stances or [provision.title, provision.text]
    return " ".join(" ".join(in_language(part, "en") for part in parts).split())


def test_the_report_has_thirty_one_sentences() -> None:
    assert CATALOG.article
    assert CATALOG.article.source == REPORT
    assert [sentence.number for sentence in SENTENCES] == list(SAID)
    assert len(SAID) == 31


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda item: str(item.number))
def test_a_sentence_is_said_where_it_stands_and_the_report_is_cited(sentence: Sentence) -> None:
    for address in sentence.said_in:
        assert REPORT in (sources_of(address, CATALOG) or ()), address
    said = " ".join(text_at(address) for address in sentence.said_in)
    missing = [words for words in SAID[sentence.number] if words.lower() not in said.lower()]
    assert missing == [], f"{sentence.said_in} no longer say it: {said}"
    assert 20 < len(str(sentence.summary)) <= 140


@pytest.mark.parametrize(
    ("address", "cites"),
    [
        ("full-withdrawal.line", True),
        ("full-withdrawal.line.israel", True),
        ("full-withdrawal.line.syria", False),
        ("timeline.mar-a-lago-2025", True),
        ("full-withdrawal.lien", None),
        ("full-withdrawal.line.france", None),
        ("full-withdrawal.vacated.syria", None),
        ("timeline.mar-a-lago-1925", None),
        ("no-such-proposal.line", None),
    ],
)
def test_an_address_is_a_provision_a_stance_or_an_event(address: str, cites: bool | None) -> None:
    found = sources_of(address, CATALOG)
    assert (None if found is None else REPORT in found) == cites


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"timeline.delegation-2026"', '"timeline.delegation-1926"', "sentence.18.said_in: 'timeline.delegation-1926' is not a provision, stance or event: correct its spelling"),
        ('"timeline.delegation-2026"', '"timeline.kommersant-2025"', "sentence.18.said_in: 'timeline.kommersant-2025' does not cite 'talks-resume-2026-01': cite it there"),
        ("number = 18", "number = 17", "file: sentence 17 is out of order: expected 18"),
        ('["timeline.delegation-2026"]', "[]", "sentence.18.said_in"),
        ('"timeline.delegation-2026"', '"delegation"', "sentence.18.said_in"),
        ('source = "talks-resume-2026-01"', 'source = "talks-resume"', "source: 'talks-resume' is not in geodata/sources.toml"),
    ],
)  # fmt: skip
def test_a_broken_place_is_told_in_one_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    folder = copied(tmp_path)
    replace_once(folder / "article.toml", old, new)
    with pytest.raises(FileError) as raised:
        load.load_catalog(folder)
    assert str(raised.value).startswith(f"{folder / 'article.toml'}: {told}")
    assert "\n" not in str(raised.value)


def test_data_from_before_the_list_load_without_it(tmp_path: Path) -> None:
    """So that two versions of the data can still be compared."""
    folder = copied(tmp_path)
    (folder / "article.toml").unlink()
    assert load.load_catalog(folder).article is None


def test_every_party_has_demands_of_its_own() -> None:
    """Syria's stand in files of their own, as Israel's do."""
    asked = {
        party: {name for name, item in CATALOG.proposals.items() if item.party == party}
        for party in ("israel", "syria")
    }
    assert {
        "end-of-strikes", "full-withdrawal", "no-recognition", "return-to-1974",
        "un-monitoring", "withdrawal-timetable",
    } <= asked["syria"]  # fmt: skip
    assert {"no-strategic-weapons", "safety-of-the-druze"} <= asked["israel"]
    claimed = in_language(CATALOG.provisions["end-of-strikes.strikes"].text, "en")
    assert "claimed" in claimed
    assert "more than 1,000 air strikes and 400 incursions" in " ".join(claimed.split())


def test_hermon_may_not_be_used_to_observe_by_the_text_of_1974() -> None:
    said = in_language(CATALOG.provisions["disengagement-1974.hermon"].text, "en")
    assert "No military observation of any kind" in said
    assert CATALOG.proposal_of("disengagement-1974.hermon").status == "in-force"


def test_only_the_contact_cell_is_called_agreed() -> None:
    agreed = [name for name, item in CATALOG.proposals.items() if item.status == "agreed"]
    assert agreed == ["fusion-mechanism"]
