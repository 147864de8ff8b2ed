"""A new analyst reads geodata/proposals/README.md and writes one file: the page, to the letter."""

import csv
import re
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from geographiclib.geodesic import Geodesic
from pydantic import BaseModel

from geodata import catalog, load
from geodata.models.proposal import Proposal, Standing
from geodata.models.provision import Parameter, Provision, Reading, Reported, Stance
from geodata.models.source import Retirement, Source
from geodata.scenario import from_query, retirement_notices
from geodata.text.file_errors import FileError
from layers import __main__ as command
from layers.accuracy.metrics import METRICS
from layers.build.builder import Builder
from layers.build.check_recipes import check
from tests.layers.project import CATALOG, copied, replace_once

PAGE = (catalog.FOLDER / "proposals/README.md").read_text("utf-8")
SOURCE, EXAMPLE, IN_FORCE, RETIRED, STANCE = re.findall(
    r"^```toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL
)
(NAME,) = re.findall(r"save it as `([^`]+)`", PAGE)
BREAKS = re.findall(r"^\| `([^`]+)` \| `([^`]+)` \| `([^`]+)` \|$", PAGE, re.MULTILINE)

SECTIONS: dict[str, type[BaseModel]] = {
    "The proposal": Proposal,
    "`[in_force]`": Standing,
    "`[[provision]]`": Provision,
    "`[[provision.reported]]`": Reported,
    "`[[provision.parameter]]`": Parameter,
    "`[[provision.reading]]`": Reading,
    "`retired`": Retirement,
    "`[[provision.stance]]`": Stance,
    "A source": Source,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the data in which the page was followed."""
    made = copied(tmp_path)
    sources = made / "sources.toml"
    sources.write_text(f"{sources.read_text('utf-8')}\n{SOURCE}", "utf-8")
    (made / "proposals" / NAME).write_text(EXAMPLE, "utf-8")
    return made


def told(folder: Path) -> str:
    """Return the one line that the data are refused with, as it reads in the project itself."""
    with pytest.raises(FileError) as raised:
        check(Builder(load.load_catalog(folder)))
    return str(raised.value).removeprefix(f"{folder.parent}/")


def test_the_example_is_there_after_one_file_is_written(folder: Path) -> None:
    builder = Builder(load.load_catalog(folder))
    check(builder)
    proposal_id = NAME.removesuffix(".toml")
    assert set(builder.catalog.proposals) - set(CATALOG.proposals) == {proposal_id}
    assert builder.catalog.layers_of(proposal_id) == [f"{proposal_id}.road"]


def test_the_command_of_the_page_measures_it(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (typed,) = re.findall(r"`python -m layers (--out out [^`]+)`", PAGE)
    data = load.load_catalog(folder)
    monkeypatch.setattr(command.load, "load_catalog", lambda: data)
    monkeypatch.setattr(sys, "argv", ["layers", *typed.split()])
    monkeypatch.chdir(tmp_path)
    assert command.main() == 0
    with (tmp_path / "out/measures.csv").open(encoding="utf-8-sig", newline="") as file:
        lengths = [
            float(row["value"]) for row in csv.DictReader(file) if row["measure"] == "length"
        ]
    # GeographicLib from stop to stop.
    stops = [
        data.features[f"place/{stop}"].geometry
        for stop in ("camp-faouar", "sasa", "kiswah", "damascus")
    ]
    legs = [Geodesic.WGS84.Inverse(a.y, a.x, b.y, b.x)["s12"] / 1000 for a, b in pairwise(stops)]
    assert lengths == [pytest.approx(sum(legs), abs=0.01)]


def test_the_figure_of_the_page_is_the_computed_one(folder: Path) -> None:
    ((layer, reading, feature, measure, text),) = re.findall(
        r"`([a-z.-]+)@([a-z-]+)\.([a-z]+)\.([a-z-]+)` is\s+(.+?)\.\s", PAGE
    )
    builder = Builder(load.load_catalog(folder))
    quantity = builder.figures(builder.layer(layer, reading))[feature, measure]
    assert quantity.text() == text
    (reported,) = builder.catalog.layers[layer].reported
    assert reported.fit(quantity.value) == "fits"


@pytest.mark.parametrize(("old", "new", "line"), BREAKS)
def test_what_the_page_breaks_is_told_as_the_page_says(
    folder: Path, old: str, new: str, line: str
) -> None:
    replace_once(folder / "proposals" / NAME, old, new)
    assert told(folder) == line


def test_the_page_breaks_several_things_and_none_is_told_by_a_number() -> None:
    assert len(BREAKS) >= 3
    for _, _, line in BREAKS:
        file, field, _ = line.split(": ", 2)
        assert file == f"geodata/proposals/{NAME}"
        assert not re.search(r"(^|\.)\d+(\.|$)", field)


def test_a_stance_too_many_is_told_as_the_page_says(folder: Path) -> None:
    path = folder / "proposals" / NAME
    path.write_text(f"{EXAMPLE}\n{STANCE}", "utf-8")
    (line,) = re.findall(r"^    (geodata/proposals/.+)$", PAGE, re.MULTILINE)
    assert told(folder) == line


def test_a_stance_is_named_by_its_party(folder: Path) -> None:
    wrong = STANCE.replace('"silent"', '"mute"')
    path = folder / "proposals" / NAME
    path.write_text(f"{EXAMPLE}\n{wrong}", "utf-8")
    assert told(folder).startswith(
        f"geodata/proposals/{NAME}: provision.road.stance.syria.position: 'mute' is not one of 'asks', "
    )


def test_what_is_in_force_says_so_as_the_page_does(folder: Path) -> None:
    path = folder / "proposals" / NAME
    replace_once(path, 'status = "informal"', 'status = "in-force"')
    replace_once(path, "[[provision]]", f"{IN_FORCE}\n[[provision]]")
    proposal = load.load_catalog(folder).proposals[path.stem]
    assert proposal.in_force is not None
    assert proposal.in_force.sources == ["example-2026"]


def test_a_reading_is_retired_as_the_page_does_it(folder: Path) -> None:
    replace_once(folder / "proposals" / NAME, 'id = "straight"\n', f'id = "straight"\n{RETIRED}')
    data = load.load_catalog(folder)
    found, _ = from_query("on=observers-road&observers-road.road=straight", data)
    (line,) = retirement_notices(found, data)
    assert line.startswith("observers-road.road: reading 'straight' is retired since 2026-02: ")
    assert line.endswith(": the report was corrected; 'through-kiswah' takes its place")


def rows(section: str) -> dict[str, tuple[str, str]]:
    """Return what the page says of each field of a section: whether it is needed, and the rest."""
    _, _, after = PAGE.partition(f"\n### {section}\n")
    text = after.partition("\n### ")[0]
    found: dict[str, tuple[str, str]] = {}
    for line in text.partition("| field | needed |")[2].splitlines()[2:]:
        if not line.startswith("|"):
            break
        names, needed, rest = (cell.strip() for cell in line.strip("|").split("|"))
        found |= dict.fromkeys(re.findall(r"`([^`]+)`", names), (needed, rest))
    return found


@pytest.mark.parametrize(("section", "model"), SECTIONS.items())
def test_every_field_is_on_the_page_and_whether_it_is_needed(
    section: str, model: type[BaseModel]
) -> None:
    told_of = rows(section)
    assert list(told_of) == list(model.model_fields)
    for name, field in model.model_fields.items():
        assert (told_of[name][0] == "yes") == field.is_required(), name


def choices(annotation: Any) -> list[str]:
    if get_origin(annotation) is Literal:
        return [choice for choice in get_args(annotation) if choice]
    return []


@pytest.mark.parametrize(("section", "model"), SECTIONS.items())
def test_every_choice_is_on_the_page(section: str, model: type[BaseModel]) -> None:
    told_of = rows(section)
    for name, field in model.model_fields.items():
        missing = [
            item for item in choices(field.annotation) if f"`{item}`" not in told_of[name][1]
        ]
        assert missing == [], name


def test_the_choices_are_seen() -> None:
    assert choices(Provision.model_fields["issue"].annotation)[0] == "withdrawal"
    assert "data" in choices(Source.model_fields["kind"].annotation)


def test_every_measure_is_on_the_page() -> None:
    _, said = rows("`[[provision.reported]]`")["measure"]
    assert re.findall(r"`([^`]+)`", said) == list(METRICS)
