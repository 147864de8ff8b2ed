"""The news report that the project started from, sentence by sentence."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from geodata.models.field_types import Id, Strict, Text

Address = Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+){1,2}$")]
"""``PROPOSAL.PROVISION``, ``PROPOSAL.PROVISION.PARTY`` for a stance, or ``timeline.EVENT``."""


class Sentence(Strict):
    """One sentence of the report: its number, a summary, and where the data use it."""

    number: int
    summary: Text
    said_in: list[Address] = Field(min_length=1)


class Article(Strict):
    """The file ``article.toml``.

    Attributes
    ----------
    source
        The report's id in ``sources.toml``.
    """

    source: Id
    sentence: list[Sentence] = Field(min_length=1)

    @model_validator(mode="after")
    def _numbers_run_from_one(self) -> Self:
        for expected, sentence in enumerate(self.sentence, 1):
            if sentence.number != expected:
                raise ValueError(f"sentence {sentence.number} is out of order: expected {expected}")
        return self
