"""Field types of the data files: enumerated names, ids, dates, and text by language."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

from geodata.text.safe_text import check_characters

Language = Literal["en", "ar", "he"]
Party = Literal["israel", "syria", "united-states"]
Status = Literal["in-force", "agreed", "reported", "asked", "informal"]
Confidence = Literal["high", "medium", "low"]
Issue = Literal[
    "withdrawal",
    "hermon",
    "strikes",
    "demilitarization",
    "heavy-weapons",
    "strategic-weapons",
    "corridor",
    "druze",
    "turkish-presence",
    "russian-patrols",
    "air-space",
    "1974-framework",
    "monitoring",
    "normalization",
    "golan",
    "economic-zone",
    "deconfliction",
]
Fit = Literal["fits", "within-plus-minus", "fits-not", "uncertain"]
Response = Literal["asks", "accepts", "rejects", "mixed", "informal-only", "silent"]

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Id = Annotated[str, Field(pattern=ID_PATTERN)]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


def _in_the_calendar(text: str) -> str:
    try:
        date.fromisoformat(f"{text}-01-01"[: len("2025-09-26")])
    except ValueError as error:
        raise ValueError(f"'{text}' is not in the calendar: {error}") from None
    return text


PartialDate = Annotated[
    str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$"), AfterValidator(_in_the_calendar)
]
"""``2025-09-26``, ``2025-09`` or ``2025``: a date that exists, as exact as it is known."""

FullDate = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_in_the_calendar)]
"""``2025-09-26``: a day that exists."""


def _has_english(text: str | dict[Language, str]) -> str | dict[Language, str]:
    if isinstance(text, dict) and "en" not in text:
        raise ValueError("a text by language needs at least 'en'")
    return text


Text = Annotated[str | dict[Language, str], AfterValidator(_has_english)]


def first_duplicate(ids: Collection[str]) -> str | None:
    """Return the alphabetically first id that occurs more than once, or None."""
    return min((item for item, times in Counter(ids).items() if times > 1), default=None)


def in_language(text: str | dict[Language, str], language: Language) -> str:
    """Return a text in a language, or in English if that language is missing."""
    if isinstance(text, str):
        return text
    return text.get(language, text["en"])


class Strict(BaseModel):
    """An immutable model that refuses unknown fields and hidden characters."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    @field_validator("*")
    @classmethod
    def _hides_no_character(cls, value: Any) -> Any:
        check_characters(value)
        return value
