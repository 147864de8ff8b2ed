"""A briefing: an ordered list of steps, each a scenario with a title, a caption and a view.

Captions contain no typed figures. ``{ADDRESS}`` is replaced by the computed value, the reported
value or the parameter's value; ``{ADDRESS:short}`` omits the plus-minus, and
``{ADDRESS:mi}`` gives miles.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from geodata.models.field_types import Id, Language, PartialDate, Strict, Text, first_duplicate
from geodata.text.safe_text import quote

MOST_STEPS = 40
MOST_FIGURES = 3
FORMS = ("", "short", "mi")
MENTION = re.compile(r"\{([^{}]*)\}")

Latitude = Annotated[float, Field(ge=29, le=38)]
Longitude = Annotated[float, Field(ge=32, le=44)]


@dataclass(frozen=True)
class Mention:
    """A figure that a text refers to, and the form to write it in."""

    address: str
    form: str = ""


def parts(text: str) -> Iterator[str | Mention]:
    """Yield the pieces of a text in order: plain text and mentions of figures.

    Raises
    ------
    ValueError
        For an unmatched brace, or an unknown form.

    Examples
    --------
    >>> list(parts("Of {zone.area:short} little."))
    ['Of ', Mention(address='zone.area', form='short'), ' little.']
    """
    for number, piece in enumerate(MENTION.split(text)):
        if number % 2:
            yield mention(piece)
        elif "{" in piece or "}" in piece:
            raise ValueError("has an unmatched brace: write {ADDRESS}")
        elif piece:
            yield piece


def mention(text: str) -> Mention:
    """Return the mention written between two braces, or raise a `ValueError`."""
    address, _, form = text.partition(":")
    if form not in FORMS:
        raise ValueError(f"{quote(form)} is not a form: write {{ADDRESS}}, :short or :mi")
    return Mention(address.strip(), form)


def texts(text: str | dict[Language, str]) -> list[str]:
    """Return the text in every language it is given in."""
    return [text] if isinstance(text, str) else list(text.values())


def _refers_well(text: str | dict[Language, str]) -> str | dict[Language, str]:
    for written in texts(text):
        list(parts(written))
    return text


def _is_mention(text: str) -> str:
    mention(text)
    return text


Caption = Annotated[Text, AfterValidator(_refers_well)]
FigureAddress = Annotated[str, AfterValidator(_is_mention)]


class StepView(Strict):
    """The part of the map that a step shows: latitude and longitude of its centre, and zoom."""

    centre: tuple[Latitude, Longitude]
    zoom: float = Field(ge=6, le=13)


class StepScenario(Strict):
    """The scenario of a step: layers or proposals that are on, and values other than defaults."""

    on: list[str]
    readings: dict[str, list[Id]] = Field(default={})
    parameters: dict[str, float] = Field(default={})
    language: Literal["en", "ar", "he"] | None = None


class Step(Strict):
    """One step. Only the presenter sees the notes."""

    id: Id
    title: Text
    caption: Caption = ""
    figures: list[FigureAddress] = Field(default=[], max_length=MOST_FIGURES)
    notes: Caption = ""
    scenario: StepScenario
    view: StepView

    def mentions(self) -> Iterator[tuple[str, Mention]]:
        """Yield the field and the mention of every figure that the step refers to."""
        for field, written in (("caption", self.caption), ("notes", self.notes)):
            for text in texts(written):
                for part in parts(text):
                    if isinstance(part, Mention):
                        yield field, part
        for written in self.figures:
            yield "figures", mention(written)


class Briefing(Strict):
    """A briefing as its file gives it. The file's name is its id."""

    title: Text
    summary: Text = ""
    as_of: PartialDate
    step: list[Step] = Field(min_length=1, max_length=MOST_STEPS)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        if twice := first_duplicate([step.id for step in self.step]):
            raise ValueError(f"step {quote(twice)} is given twice: rename one")
        return self
