"""Provisions and their parts: reported figures, parameters, readings and stances.

Every model is strict (an unknown field is an error) and frozen.
"""

import math
from collections.abc import Collection, Iterator
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from geodata.models.field_types import (
    Confidence,
    Fit,
    Id,
    Identifier,
    Issue,
    PartialDate,
    Party,
    Response,
    Strict,
    Text,
    first_duplicate,
)
from geodata.models.source import Retirement

UNCERTAIN_FROM = 0.1
"""Largest plus-minus, as a fraction of the value, with which a value can confirm a report."""

GRID = 1e-6
"""Tolerance within which a parameter's value counts as on its grid of steps."""


class Reported(Strict):
    """A figure as a source gives it, with the range that still counts as agreement.

    `where` names the place that is measured, if it is not the whole feature.
    """

    id: Id
    feature: Id
    measure: Id
    where: Text = ""
    value: float
    low: float
    high: float
    unit: Literal["km", "km2", "percent", "count"]
    why: str
    sources: list[Id] = Field(min_length=1)

    @model_validator(mode="after")
    def _value_lies_in_its_span(self) -> Self:
        if not self.low <= self.value <= self.high:
            raise ValueError(f"value {self.value:g} is outside {self.low:g} to {self.high:g}")
        return self

    def fit(self, value: float, plus_minus: float = 0.0) -> Fit:
        """Return how a computed value compares with the reported range.

        A value with a plus-minus of more than a tenth is *uncertain*: it would agree with almost
        any report.
        """
        if plus_minus > UNCERTAIN_FROM * abs(value):
            return "uncertain"
        if self.low <= value <= self.high:
            return "fits"
        touches = value + plus_minus >= self.low and value - plus_minus <= self.high
        return "within-plus-minus" if touches else "fits-not"


class Parameter(Strict):
    """A number of a provision that an analyst may change.

    A default without sources is an assumption and is labelled as one wherever it appears.

    Attributes
    ----------
    said_by
        The party that the default value comes from, if a source says so.
    """

    id: Identifier
    title: Text
    unit: Literal["km", "m", "count", ""]
    default: float
    min: float
    max: float
    step: float = Field(gt=0)
    why: str
    sources: list[Id] = []
    said_by: Party | None = None

    @model_validator(mode="after")
    def _party_has_a_source(self) -> Self:
        if self.said_by and not self.sources:
            raise ValueError("said_by has no sources: cite who reports it")
        return self

    @model_validator(mode="after")
    def _default_is_allowed(self) -> Self:
        if not self.min <= self.default <= self.max:
            raise ValueError(f"default {self.default:g} is outside {self.min:g} to {self.max:g}")
        return self

    def allows(self, value: float) -> bool:
        """Return whether a value is in bounds and on the step's grid."""
        return self.min <= value <= self.max and math.isclose(
            value, self.nearest(value), rel_tol=0, abs_tol=GRID
        )

    def text(self, value: float) -> str:
        """Return a value with its unit, for display: ``5 km``."""
        return f"{value:g}" if self.unit == "count" else f"{value:g} {self.unit}".rstrip()

    def nearest(self, value: float) -> float:
        """Return the allowed value nearest to a number: in bounds and on the step's grid."""
        inside = min(max(value, self.min), self.max)
        steps = round((inside - self.min) / self.step)
        return min(max(round(self.min + steps * self.step, 6), self.min), self.max)


class Reading(Strict):
    """One interpretation of a provision: a recipe with its arguments.

    The `label` is a shorter title for the map.
    """

    id: Id
    title: Text
    label: Text = ""
    why: str
    said_on: PartialDate | None = None
    confidence: Confidence
    sources: list[Id] = []
    recipe: Identifier
    arguments: dict[Identifier, Any] = {}
    retired: Retirement | None = None

    def parameter_names(self) -> list[str]:
        """Return the ids of the parameters in the arguments, without repeats, in order."""
        return list(dict.fromkeys(_references(self.arguments)))

    def resolved_arguments(self, values: dict[str, float]) -> dict[str, Any]:
        """Return the arguments with every ``{ parameter = "..." }`` replaced by its value."""
        return {name: _resolve(value, values) for name, value in self.arguments.items()}


def _references(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if set(value) == {"parameter"}:
            yield str(value["parameter"])
        else:
            for item in value.values():
                yield from _references(item)
    elif isinstance(value, list):
        for item in value:
            yield from _references(item)


def _resolve(value: Any, values: dict[str, float]) -> Any:
    if isinstance(value, dict):
        if set(value) == {"parameter"}:
            return values[str(value["parameter"])]
        return {name: _resolve(item, values) for name, item in value.items()}
    if isinstance(value, list):
        return [_resolve(item, values) for item in value]
    return value


class Stance(Strict):
    """A party's position on the issue of a provision; the proposing party has one too."""

    party: Party
    position: Response
    text: Text = ""
    as_of: PartialDate
    sources: list[Id] = []

    @model_validator(mode="after")
    def _has_a_source(self) -> Self:
        if self.position != "silent" and not self.sources:
            raise ValueError(f"sources is empty: '{self.position}' needs at least one")
        return self


class Provision(Strict):
    """One clause, in our words. With readings it is a map layer; without, text only."""

    id: Id
    title: Text
    issue: Issue
    text: Text
    sources: list[Id] = Field(min_length=1)
    confidence: Confidence
    default_reading: Id | None = None
    reported: list[Reported] = []
    parameter: list[Parameter] = []
    reading: list[Reading] = []
    stance: list[Stance] = []

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        readings = [reading.id for reading in self.reading]
        named: dict[str, list[str]] = {
            "reading": readings,
            "parameter": [parameter.id for parameter in self.parameter],
            "reported": [figure.id for figure in self.reported],
            "stance": [stance.party for stance in self.stance],
        }
        for name, ids in named.items():
            if twice := first_duplicate(ids):
                raise ValueError(f"{name} '{twice}' is given twice")
        if readings and self.default_reading not in readings:
            raise ValueError(
                f"default_reading '{self.default_reading}' is not one of {', '.join(readings)}"
            )
        declared = {parameter.id for parameter in self.parameter}
        used = {name for reading in self.reading for name in reading.parameter_names()}
        if missing := sorted(used - declared):
            raise ValueError(f"parameter '{missing[0]}' is used by a reading but not declared")
        if idle := sorted(declared - used):
            raise ValueError(f"parameter '{idle[0]}' is not used by any reading")
        return self

    @model_validator(mode="after")
    def _what_is_retired_has_a_follower(self) -> Self:
        current = [reading.id for reading in self.available_readings()]
        if self.reading and not current:
            raise ValueError("every reading is retired: a provision needs one that is not")
        if self.reading and self.default_reading not in current:
            raise ValueError(
                f"default_reading '{self.default_reading}' is retired: name one of "
                f"{', '.join(current)}"
            )
        for reading in self.reading:
            if reading.retired and reading.retired.instead not in ("", *current):
                raise ValueError(
                    f"reading '{reading.id}' is retired, and instead = "
                    f"'{reading.retired.instead}' is not one of {', '.join(current)}"
                )
        return self

    def available_readings(self, chosen_ids: Collection[str] = ()) -> list[Reading]:
        """Return the readings on offer: retired ones only if they are chosen already."""
        return [item for item in self.reading if not item.retired or item.id in chosen_ids]

    def cited_sources(self, *, by_retired: bool = True) -> Iterator[str]:
        """Yield the id of every source that the provision or its parts cite."""
        readings = self.reading if by_retired else self.available_readings()
        parts: tuple[Provision | Reported | Parameter | Reading | Stance, ...]
        parts = (self, *self.reported, *self.parameter, *readings, *self.stance)
        for part in parts:
            yield from part.sources
