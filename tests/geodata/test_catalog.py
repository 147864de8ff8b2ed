"""The catalogue: the real files load, and a broken one is told in one line that helps."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from geodata import catalog, load
from geodata.text.file_errors import FileError
from tests.layers.project import CATALOG, copied, replace_once

CORRIDOR = "proposals/druze-corridor.toml"
SOUTH = "proposals/demilitarized-south.toml"
LINE_A = "reference/line-a.geojson"

Break = Callable[[Path], object]


def swap(old: str, new: str) -> Break:
    return lambda path: replace_once(path, old, new)


def in_json(*steps: str | int, value: object = ...) -> Break:
    """Set a member of a JSON file, or remove it."""

    def change(path: Path) -> None:
        content = json.loads(path.read_text("utf-8"))
        inner = content
        for step in steps[:-1]:
            inner = inner[step]
        if value is ...:
            del inner[steps[-1]]
        else:
            inner[steps[-1]] = value
        path.write_text(json.dumps(content), "utf-8")

    return change


def in_feature(*steps: str | int, value: object = ...) -> Break:
    return in_json("features", 0, *steps, value=value)


BOW_TIE = [[[35, 33], [36, 34], [36, 33], [35, 34], [35, 33]]]

BROKEN: list[tuple[str, Break, str, str]] = [
    # file, what is broken, the field that is named, words of the mend
    (CORRIDOR, swap('party = "israel"', ""), "party", "is missing"),
    (CORRIDOR, swap("default_reading", "default_raeding"), "provision.passage.default_raeding", "is an unknown field: remove it or correct its spelling"),
    (CORRIDOR, swap('party = "israel"', 'party = "israel'), "", "is not TOML: Illegal character"),
    (CORRIDOR, lambda path: path.write_bytes(path.read_bytes() + b"# \xe9\n"), "byte ", "is not UTF-8: save it as UTF-8"),
    (CORRIDOR, swap('"talks-resume-2026-01"', '"axios-1925"'), "provision.passage", "source 'axios-1925' is not in geodata/sources.toml: add it, or correct the id"),
    (CORRIDOR, swap("default = 5.0", "default = 120.0"), "provision.passage.parameter.width_km", "default 120 is outside 1 to 20"),
    (CORRIDOR, swap("step = 0.5", "step = 0"), "provision.passage.parameter.width_km.step", "greater than 0"),
    (CORRIDOR, swap("default = 5.0", "default = nan"), "provision.passage.parameter.width_km", "nan"),
    (CORRIDOR, swap('default_reading = "via-izra"', 'default_reading = "via-ezra"'), "provision.passage", "default_reading 'via-ezra' is not one of via-izra, "),
    (CORRIDOR, swap("value = 100", "value = 120"), "provision.passage.reported.length", "value 120 is outside 90 to 110"),
    (CORRIDOR, swap('status = "asked"', 'status = "wanted"'), "status", "'wanted' is not one of 'in-force', 'agreed'"),
    (CORRIDOR, swap('as_of = "2026-01"', 'as_of = "January 2026"'), "as_of", "'January 2026' does not have the form"),
    (CORRIDOR, swap('parameter = "width_km" }', 'parameter = "breadth_km" }'), "provision.passage", "parameter 'breadth_km' is used by a reading but not declared"),
    (SOUTH, swap('{ parameter = "standoff_km" }', "15.0"), "provision.zone", "parameter 'standoff_km' is not used by any reading"),
    (SOUTH, swap('id = "protection-of-the-druze"', 'id = "zone"'), "", "provision 'zone' is given twice"),
    (CORRIDOR, swap('sources = ["sana-2025-08-20", "reuters-2025-09-26"]', ""), "provision.passage.stance", "'rejects' needs at least one"),
    ("sources.toml", swap('publisher = "Reuters"', ""), "reuters-2025-09-26.publisher", "is missing"),
    ("sources.toml", swap('read = "through LBCI"', 'read = "LBCI"'), "reuters-2025-09-26", "read 'LBCI' must say how much was read, or through whom: begin with one of in full, an excerpt"),
    ("sources.toml", swap('kind = "press"', 'kind = "data"'), "talks-resume-2026-01", "a data source needs both"),
    ("sources.toml", lambda path: path.unlink(), "", "cannot be read: No such file or directory"),
    (LINE_A, in_feature("properties", "accuracy_m"), "line-a.accuracy_m", "is missing"),
    (LINE_A, in_feature("properties", "accuracy_m", value=-1), "line-a.accuracy_m", "greater than or equal to 0"),
    (LINE_A, in_feature("properties", "accuracy_m", value=float("nan")), "line-a.accuracy_m", "nan"),
    (LINE_A, in_feature("properties", "as_of"), "line-a.as_of", "is missing"),
    (LINE_A, in_feature("properties", "source", value="atlas"), "line-a.source", "'atlas' is not in geodata/sources.toml"),
    (LINE_A, in_json("licence", value="CC0-1.0"), "licence", "is 'CC0-1.0', but its features say 'ODbL-1.0'"),
    (LINE_A, in_json("made"), "made", "is missing"),
    (LINE_A, in_json("role", value="decoration"), "role", "'decoration' is not one of 'reference' or 'background'"),
    (LINE_A, in_feature("geometry"), "line-a.geometry", "is not a GeoJSON geometry"),
    (LINE_A, in_feature("geometry", value={"type": "Line", "coordinates": []}), "line-a.geometry", "is not a GeoJSON geometry"),
    (LINE_A, in_feature("geometry", "coordinates", value=[]), "line-a.geometry", "is empty: every feature needs one"),
    (LINE_A, in_feature("geometry", value={"type": "Polygon", "coordinates": BOW_TIE}), "line-a.geometry", "is not valid: Self-intersection"),
    (LINE_A, in_feature("geometry", "coordinates", 0, value=[float("nan"), 33]), "line-a.geometry", "is not valid: Invalid Coordinate"),
    (LINE_A, lambda path: path.write_text('{"type":', "utf-8"), "", "is not JSON"),
    (LINE_A, lambda path: path.write_text("[" * 100_000, "utf-8"), "", "is not JSON"),
    ("reference/line-b.geojson", in_feature("id", value="line-a"), "line/line-a", "is given twice: rename or remove one"),
]  # fmt: skip


@pytest.mark.filterwarnings("ignore:invalid value encountered:RuntimeWarning")
@pytest.mark.parametrize(("file", "break_it", "field", "mend"), BROKEN)
def test_a_broken_file_is_told_in_one_line(
    tmp_path: Path, file: str, break_it: Break, field: str, mend: str
) -> None:
    folder = copied(tmp_path)
    break_it(folder / file)
    with pytest.raises(FileError) as raised:
        load.load_catalog(folder)
    line = str(raised.value)
    assert line.startswith(f"{folder / file}: {field}")
    assert mend in line
    assert "\n" not in line


@pytest.mark.parametrize("room", ["proposals", "reference"])
def test_an_empty_room_is_told(tmp_path: Path, room: str) -> None:
    folder = copied(tmp_path)
    for path in (folder / room).iterdir():
        path.unlink()
    with pytest.raises(FileError, match=f"{room}: holds no "):
        load.load_catalog(folder)


def test_a_copy_that_is_not_broken_loads_alike(tmp_path: Path) -> None:
    """Otherwise every test above might pass for a reason of its own."""
    again = load.load_catalog(copied(tmp_path))
    assert again.proposals == CATALOG.proposals
    assert list(again.features) == list(CATALOG.features)
    assert again.sources == CATALOG.sources


def test_every_proposal_file_is_loaded_under_its_name() -> None:
    files = {path.stem for path in (catalog.FOLDER / "proposals").glob("*.toml")}
    assert set(CATALOG.proposals) == files
    assert {"disengagement-1974", "druze-corridor", "demilitarized-south"} <= files


def test_proposals_stand_in_the_order_of_their_groups() -> None:
    groups = [catalog.group_of(item) for item in CATALOG.proposals.values()]
    assert groups == sorted(groups, key=catalog.GROUPS.index)


@pytest.mark.parametrize(
    ("proposal_id", "group"),
    [
        ("disengagement-1974", "in-force"),
        ("israeli-positions", "on-the-ground"),
        ("druze-corridor", "israel"),
    ],
)
def test_a_proposal_is_grouped_by_status_then_by_party(proposal_id: str, group: str) -> None:
    assert catalog.group_of(CATALOG.proposals[proposal_id]) == group


def test_addresses_lead_to_provisions_and_parameters() -> None:
    assert CATALOG.parameters["druze-corridor.passage.width_km"].default == 5
    text_only = "demilitarized-south.protection-of-the-druze"
    assert text_only in CATALOG.provisions
    assert text_only not in CATALOG.layers
    assert CATALOG.layers_of("demilitarized-south") == ["demilitarized-south.zone"]
    assert CATALOG.proposal_of("druze-corridor.passage").party == "israel"


@pytest.mark.parametrize("file", ["sources.toml", CORRIDOR, LINE_A])
def test_the_version_changes_with_any_file(tmp_path: Path, file: str) -> None:
    folder = copied(tmp_path)
    before = load.load_catalog(folder).version
    assert load.load_catalog(folder).version == before
    path = folder / file
    path.write_bytes(path.read_bytes() + b"\n")
    assert load.load_catalog(folder).version != before
