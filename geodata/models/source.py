"""Sources: publications and data sets."""

from typing import Literal, Self

from pydantic import Field, model_validator

from geodata.models.field_types import (
    ID_PATTERN,
    PartialDate,
    Strict,
)
from geodata.text.safe_text import quote

READ_AS = ("in full", "an excerpt", "excerpts", "through")
"""How `read` must begin for a publication: how much of it was read, or through whom."""


class Retirement(Strict):
    """Marks a reading or source as superseded; it stays in the data for the sake of old links."""

    on: PartialDate
    why: str = Field(min_length=1)
    instead: str = Field(default="", pattern=rf"^$|{ID_PATTERN}")

    def notice(self) -> str:
        """Return since when and why it is retired, and its replacement if there is one."""
        follower = f"; '{self.instead}' takes its place" if self.instead else ""
        return f"retired since {self.on}: {self.why.rstrip('.')}{follower}"


class Source(Strict):
    """One publication or data set. Unknown details are left empty."""

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
                f"read {quote(self.read)} must say how much was read, or through whom: begin "
                f"with one of {', '.join(READ_AS)}"
            )
        return self

    @property
    def read_through_others(self) -> bool:
        """Whether all or part of it was read only as quoted by others."""
        return "through" in self.read

    @property
    def said_by(self) -> str:
        """The publisher, or the title if the publisher is not stated."""
        return self.title if self.publisher.startswith("not stated") else self.publisher
