"""Errors in data files, each as one line: file, field, what is wrong, and how to correct it."""

import re
import reprlib
import tomllib
from collections.abc import Sized
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from geodata.text.safe_text import LONGEST, LONGEST_QUOTE, clean_text, quote

ROOT = Path(__file__).resolve().parents[2]

Model = TypeVar("Model", bound=BaseModel)

MOST_KEYS = 32
KEY = r"""(?:[\w-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')[ \t]*+"""
DEEP = re.compile(rf"(?<![\w\\-]){KEY}(?:\.[ \t]*+{KEY}){{{MOST_KEYS}}}")
"""A dotted key with more parts than any file needs. `tomllib` needs time and memory that grow with
the square of their number. Possessive quantifiers keep this search linear."""


class FileError(Exception):
    """A data file is missing, unreadable or wrong. The message is one line for the user."""

    def __init__(self, path: Path, field: str, problem: str) -> None:
        where = f"{_path_in_message(path)}: {field}" if field else _path_in_message(path)
        super().__init__(clean_text(f"{where}: {problem}", LONGEST))


def _path_in_message(path: Path) -> str:
    resolved = path.resolve()
    return str(resolved.relative_to(ROOT)) if resolved.is_relative_to(ROOT) else str(path)


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file, or raise a `FileError` with the reason."""
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(path, f"byte {error.start}", "is not UTF-8: save it as UTF-8") from None
    except OSError as error:
        raise FileError(path, "", f"cannot be read: {error.strerror}") from None


def read_toml(path: Path) -> dict[str, object]:
    """Return the content of a TOML file, or raise a `FileError` that names the line."""
    return parse_toml(read_text(path), path)


def parse_toml(text: str, path: Path) -> dict[str, Any]:
    """Return the content of a TOML text, or raise a `FileError` that names the line."""
    if DEEP.search(text):
        raise FileError(path, "", f"has a key of more than {MOST_KEYS} parts: write a shorter one")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise FileError(path, "", "is not TOML: it is nested too deeply") from None
    except tomllib.TOMLDecodeError as error:
        problem, at, place = str(error).rpartition(" (at ")
        told = f"{clean_text(problem, 2 * LONGEST_QUOTE)}{at}{place}"
        raise FileError(path, "", f"is not TOML: {told}") from None
    except ValueError:
        raise FileError(path, "", "is not TOML: a number has too many digits") from None


def validate(model: type[Model], content: object, path: Path, inside: str = "") -> Model:
    """Return the content as a model, or raise a `FileError` for its first error."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        field, problem = first_problem(error, content)
        raise FileError(path, ".".join(filter(None, (inside, field))) or "file", problem) from None


def first_problem(error: ValidationError, content: object) -> tuple[str, str]:
    """Return the field of the first error (empty for the whole content) and what is wrong."""
    first = error.errors()[0]
    return ".".join(filter(None, _steps(first["loc"], content))), _plain_message(first)


def _steps(location: tuple[int | str, ...], content: object) -> list[str]:
    """Return a field's path with list items by id or party: ``provision.zone.stance.syria``."""
    steps: list[str] = []
    for step in location:
        if isinstance(content, list) and isinstance(step, int) and step < len(content):
            content = content[step]
            named = content.get("id", content.get("party")) if isinstance(content, dict) else None
            steps.append(named if isinstance(named, str) else str(step + 1))
        elif isinstance(content, dict) and step in content:
            content = content[step]
            steps.append(str(step))
        else:
            content = None
            steps.append(str(step))
    return [clean_text(step, LONGEST_QUOTE) for step in steps]


def _value_in_message(value: object) -> str:
    """Return a value, shortened and cleaned for a message, whatever its size or depth."""
    try:
        return clean_text(reprlib.repr(value), LONGEST_QUOTE)
    except ValueError:
        return "a number with too many digits"


def _plain_message(error: ErrorDetails) -> str:  # noqa: PLR0911 (one for each kind)
    """Return pydantic's message, reworded where it is too technical."""
    kind, message, given = error["type"], error["msg"], error.get("input")
    if kind == "missing":
        return "is missing"
    if kind == "extra_forbidden":
        return "is an unknown field: remove it or correct its spelling"
    if kind == "value_error":
        return message.removeprefix("Value error, ")
    if kind == "string_pattern_mismatch":
        pattern = error["ctx"]["pattern"]
        return f"{quote(given)} does not have the form {pattern}"
    if kind in ("literal_error", "enum"):
        return f"{quote(given)} is not one of {error['ctx']['expected']}"
    if kind.removeprefix("string_") in ("too_long", "too_short"):
        return _length_told(error)
    return f"{message[:1].lower()}{message[1:]} (found {_value_in_message(given)})"


def _length_told(error: ErrorDetails) -> str:
    given, bounds = error.get("input"), error["ctx"]
    count = len(given) if isinstance(given, Sized) else bounds.get("actual_length", "too many")
    what = "character" if error["type"].startswith("string") else "item"
    allowed = (
        f"at most {bounds['max_length']} are allowed"
        if "max_length" in bounds
        else f"at least {bounds['min_length']} must be given"
    )
    return f"has {count} {what}{'' if count == 1 else 's'}: {allowed}"
