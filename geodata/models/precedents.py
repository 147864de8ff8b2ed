"""Precedents: past arrangements to compare the proposals with."""

from typing import Literal, Self

from pydantic import Field, model_validator

from geodata.models.field_types import Confidence, Id, Strict, Text


class ValueRange(Strict):
    """The lowest and highest value that sources give for a figure; equal if there is only one."""

    low: float = Field(gt=0)
    high: float

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        if self.high < self.low:
            raise ValueError(f"high {self.high:g} is less than low {self.low:g}")
        return self


class Precedent(Strict):
    """A past arrangement to compare with. Unknown figures are omitted.

    Attributes
    ----------
    symmetric
        Whom it limits: both sides equally, both unequally, or only one.
    """

    id: Id
    title: Text
    kind: Literal["separation", "graded-zones", "zone", "observed-area", "land-use"]
    length_km: ValueRange | None = None
    width_km: ValueRange | None = None
    area_km2: ValueRange | None = None
    symmetric: Literal["both-alike", "both-unequally", "one-side"]
    note: Text
    source: str = Field(min_length=1)
    confidence: Confidence


class Precedents(Strict):
    """The file ``precedents.toml``."""

    precedent: list[Precedent] = Field(min_length=1)
