"""A broken file is told in one line: file, field, what was wrong, and the mend."""

from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import Field

from geodata.models.field_types import Id, Strict
from geodata.text.file_errors import ROOT, FileError, read_text, read_toml, validate


class Part(Strict):
    id: Id
    kind: Literal["zone", "line"] = "zone"
    width: float = Field(default=1, gt=0)


class Whole(Strict):
    title: str
    part: list[Part] = []


FILE = ROOT / "geodata" / "proposals" / "any.toml"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ({}, "title: is missing"),
        ({"title": "", "tilte": ""}, "tilte: is an unknown field: remove it or correct its spelling"),
        ({"title": 3}, "title: input should be a valid string (found 3)"),
        # Items of a list are named by their ids, since nobody counts tables in a file.
        ({"title": "", "part": [{"id": "a"}, {"id": "b", "kind": "zoen"}]}, "part.b.kind: 'zoen' is not one of 'zone' or 'line'"),
        ({"title": "", "part": [{"kind": "line"}]}, "part.1.id: is missing"),
        ({"title": "", "part": [{"id": "A b"}]}, "part.A b.id: 'A b' does not have the form ^[a-z0-9]+(-[a-z0-9]+)*$"),
        ({"title": "", "part": [{"id": "a", "width": 0}]}, "part.a.width: input should be greater than 0 (found 0)"),
    ],
)  # fmt: skip
def test_a_line_names_file_field_and_mend(content: dict[str, Any], line: str) -> None:
    with pytest.raises(FileError) as raised:
        validate(Whole, content, FILE)
    assert str(raised.value) == f"geodata/proposals/any.toml: {line}"


def test_a_line_says_inside_what_the_field_is() -> None:
    with pytest.raises(FileError, match=r": reuters\.title: is missing$"):
        validate(Whole, {}, FILE, "reuters")


def test_a_file_elsewhere_is_named_in_full(tmp_path: Path) -> None:
    assert str(FileError(tmp_path / "a.toml", "", "is empty")) == f"{tmp_path}/a.toml: is empty"


def test_a_long_or_many_lined_problem_is_told_in_one_line() -> None:
    assert str(FileError(FILE, "field", "first\n  second\tthird ")).endswith(": first second third")


def test_a_long_value_is_cut_short() -> None:
    with pytest.raises(FileError) as raised:
        validate(Whole, {"title": ["x" * 5000]}, FILE)
    assert len(str(raised.value)) < 200


def test_text_that_is_not_utf8_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes("title = 'é'".encode("latin-1"))
    with pytest.raises(FileError, match=r"a\.toml: byte 9: is not UTF-8: save it as UTF-8"):
        read_text(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"a\.toml: cannot be read: No such file or directory"):
        read_text(tmp_path / "a.toml")


def test_toml_that_is_none_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("title = 'a'\nparty = \n", "utf-8")
    with pytest.raises(FileError, match=r"a\.toml: is not TOML: .*line 2, column 9"):
        read_toml(path)
