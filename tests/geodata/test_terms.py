"""What people read calls things as geodata/terms.toml says."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from geodata import catalog
from geodata.models.field_types import ID_PATTERN
from geodata.models.terms import Term
from layers.accuracy.metrics import METRICS
from layers.recipes import RECIPES
from tests.layers.project import CATALOG

ROOT = catalog.FOLDER.parent
PROPOSALS = sorted((catalog.FOLDER / "proposals").glob("*.toml"))
BRIEFINGS = sorted((catalog.FOLDER / "briefings").glob("*.toml"))
FILES = [
    *PROPOSALS,
    *BRIEFINGS,
    catalog.FOLDER / "timeline.toml",
    catalog.FOLDER / "precedents.toml",
    *sorted((ROOT / "dashboard/text").glob("*.toml")),
    ROOT / "README.md",
    ROOT / "layers/README.md",
    ROOT / "dashboard/README.md",
    ROOT / "dashboard/export/README.md",
]


def avoided(text: str, terms: Sequence[Term], proposal_id: str = "") -> list[str]:
    """Return the words of a text that are to be avoided: whole words, in any case."""
    plain = " ".join(text.replace("’", "'").split())
    for term in terms:
        for phrase in term.allowed:
            plain = _whole(phrase).sub(" ", plain)
    return [
        word
        for term in terms
        if not term.only_in or proposal_id in term.only_in
        for word in term.avoid
        if _whole(word).search(plain)
    ]


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)


def texts(path: Path) -> Iterator[str]:
    """Yield what people read of a file; ids, and what describes a source, are left out."""
    text = path.read_text("utf-8")
    if path.suffix == ".md":
        code = r"```[\s\S]*?```|`[^`]*`|^    .*$"
        yield re.sub(code, " ", text, flags=re.MULTILINE)
    else:
        yield from _strings(tomllib.loads(text))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, item in value.items():
            if name not in {"source", "sources"}:
                yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, str) and not ("-" in value and re.fullmatch(ID_PATTERN, value)):
        yield value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_avoids_what_is_to_be_avoided(path: Path) -> None:
    proposal_id = path.stem if path in PROPOSALS else ""
    read = list(texts(path))
    assert read, f"nothing was read of {path.name}"
    found = {text: words for text in read if (words := avoided(text, CATALOG.terms, proposal_id))}
    assert found == {}


def test_the_reference_data_and_the_program_avoid_it_too() -> None:
    """Names and notes of what is on the ground, titles of measures, recipes in words."""
    features = CATALOG.features.values()
    read = [text for item in features for text in (item.note, *item.name.values())]
    read += [metric.title for metric in METRICS.values()]
    read += [recipe.words for recipe in RECIPES.values()]
    assert len(read) > 300
    assert {text: found for text in read if (found := avoided(text, CATALOG.terms))} == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Withdrawal to the border.", ["border"]),
        ("Withdrawal to THE\nBORDER LINE.", ["border", "border line"]),
        ("The buffer zone of 1974", ["buffer zone"]),
        ("An outpost on Mount Hermon", ["outpost"]),
        ("Two bases near Hader", ["bases"]),
        ("Along David’s Corridor", ["David's Corridor"]),
        ("The regime's reply", ["regime"]),
        # What only looks like it, and what is a name or another thing.
        ("The 1974 agreement is the basis; a borderline case; regimental", []),
        ("It ends at the border with Lebanon, beside an air base.", []),
        ("The air base and a base beside it", ["base"]),
        ("Cyprus: the United Nations Buffer Zone", []),
        ("The demilitarized zone that Israel asks for", []),
    ],
)
def test_a_made_up_text_is_judged(text: str, words: list[str]) -> None:
    assert avoided(text, CATALOG.terms) == words


def test_what_is_avoided_in_one_proposal_may_stand_in_another() -> None:
    text = "Area of separation, a demilitarized zone"
    assert avoided(text, CATALOG.terms, "disengagement-1974") == ["demilitarized zone"]
    assert avoided(text, CATALOG.terms, "economic-zone") == []


def test_texts_are_read_at_every_depth_and_ids_are_not(tmp_path: Path) -> None:
    path = tmp_path / "made-up.toml"
    path.write_text(
        'title = "one"\nsource = "the border, a book"\n[[provision]]\nnorth = "border-lebanon-syria"\n'
        'reading = [{ arguments = { limits = "two", zones = [{ title = { en = "three" } }] } }]\n',
        "utf-8",
    )
    assert list(texts(path)) == ["one", "two", "three"]


def test_a_page_is_read_to_its_end_without_its_code(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("one `border`\n\n    border\n\n```\nborder\n```\ntwo\n", "utf-8")
    assert " ".join(texts(path)).split() == ["one", "two"]


def test_every_allowed_phrase_is_allowed_for_a_reason() -> None:
    for term in CATALOG.terms:
        for phrase in term.allowed:
            without = [item.model_copy(update={"allowed": ()}) for item in CATALOG.terms]
            assert avoided(phrase, without), phrase


def test_every_proposal_that_a_term_names_is_there() -> None:
    named = {proposal_id for term in CATALOG.terms for proposal_id in term.only_in}
    assert named
    assert named <= set(CATALOG.proposals)
