"""Sources: one publication or data set, described as far as it is known."""

from typing import Literal, Self

from pydantic import Field, model_validator

from geodata.models.field_types import (
    ID_PATTERN,
    PartialDate,
    Strict,
)
from geodata.text.safe_text import quote

READ_AS = ("in full", "an excerpt", "excerpts", "through")
"""How the `read` of a publication begins: what of it was read, or that others gave it."""


class Retirement(Strict):
    """That a reading or a source is superseded: it stays, so that old links open and say so."""

    on: PartialDate
    why: str = Field(min_length=1)
    instead: str = Field(default="", pattern=rf"^$|{ID_PATTERN}")

    def told(self) -> str:
        """Return since when, why, and what takes its place, if anything does."""
        follower = f"; '{self.instead}' takes its place" if self.instead else ""
        return f"retired since {self.on}: {self.why.rstrip('.')}{follower}"


class Source(Strict):
    """One publication or data set, described as far as it is known and no further."""

    kind: Literal["press", "statement", "agreement", "document", "data"]
    title: str
    publisher: str
    date: PartialDate
    date_note: str = ""
    address: str
    read: str
    licence: str = ""
    attribution: str = ""
    retired: Retirement | None = None

    @model_validator(mode="after")
    def _data_states_its_terms(self) -> Self:
        if self.kind == "data" and not (self.licence and self.attribution):
            raise ValueError("licence or attribution is missing: a data source needs both")
        return self

    @model_validator(mode="after")
    def _publication_says_how_it_was_read(self) -> Self:
        if self.kind != "data" and not self.read.startswith(READ_AS):
            raise ValueError(
                f"read {quote(self.read)} says neither that it was read nor through whom: begin "
                f"with one of {', '.join(READ_AS)}"
            )
        return self

    @property
    def read_through_others(self) -> bool:
        """Whether all of it, or a part, was read as somebody else gives it."""
        return "through" in self.read

    @property
    def said_by(self) -> str:
        """Who published it; where that is not stated, what it is."""
        return self.title if self.publisher.startswith("not stated") else self.publisher
