"""The report that the project began with: where each of its sentences stands among the files.

Its sentences are summed up in our own words and never copied. What is said in an address has to
exist, and has to cite the report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Self

from pydantic import Field, model_validator

from geodata.models.field_types import Id, Strict, Text
from geodata.text.file_errors import FileError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from geodata.catalog import Catalog

TIMELINE = "timeline"
"""The first word of an event's address; what else stands there is a proposal."""

Address = Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+){1,2}$")]
"""``PROPOSAL.PROVISION``, ``PROPOSAL.PROVISION.PARTY`` for a stance, or ``timeline.EVENT``."""


class Sentence(Strict):
    """One sentence of the report: its number, what it says in short, and where that stands."""

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
                raise ValueError(f"sentence {sentence.number} stands where {expected} is due")
        return self


def check_places(path: Path, article: Article, catalog: Catalog) -> None:
    """Check that every address of the article exists and cites the report.

    Raises
    ------
    FileError
        For the first that does not: the sentence, the address, and the mend.
    """
    if article.source not in catalog.sources:
        raise FileError(path, "source", f"'{article.source}' is not in geodata/sources.toml")
    for sentence in article.sentence:
        for address in sentence.said_in:
            cited = sources_of(address, catalog)
            field = f"sentence.{sentence.number}.said_in"
            if cited is None:
                problem = f"'{address}' is no provision, stance or event: mend its spelling"
                raise FileError(path, field, problem)
            if article.source not in cited:
                problem = f"'{address}' does not cite '{article.source}': cite it there"
                raise FileError(path, field, problem)


def sources_of(address: str, catalog: Catalog) -> Sequence[Id] | None:
    """Return what a provision, a stance or an event cites, or None if there is no such thing."""
    head, *rest = address.split(".")
    if head == TIMELINE:
        events = {event.id: event for event in catalog.timeline}
        event = events.get(".".join(rest))
        return event.sources if event else None
    provision = catalog.provisions.get(f"{head}.{rest[0]}")
    if provision is None or len(rest) == 1:
        return provision.sources if provision else None
    stance = next((item for item in provision.stance if item.party == rest[1]), None)
    return stance.sources if stance else None
