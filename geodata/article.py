"""Checks that every sentence of the project's first news report is used in the data.

The sentences are summarized, never copied. Every address that uses one must exist and must cite
the report.
"""

from collections.abc import Sequence
from pathlib import Path

from geodata.catalog import Catalog
from geodata.models.article import Article
from geodata.models.field_types import Id
from geodata.text.file_errors import FileError

TIMELINE = "timeline"
"""The first word of an event's address; any other first word is a proposal's id."""


def check_places(path: Path, article: Article, catalog: Catalog) -> None:
    """Check that every address of the article exists and cites the report.

    Raises
    ------
    FileError
        For the first that does not, with the sentence, the address and the correction.
    """
    if article.source not in catalog.sources:
        raise FileError(path, "source", f"'{article.source}' is not in geodata/sources.toml")
    for sentence in article.sentence:
        for address in sentence.said_in:
            cited = sources_of(address, catalog)
            field = f"sentence.{sentence.number}.said_in"
            if cited is None:
                problem = f"'{address}' is not a provision, stance or event: correct its spelling"
                raise FileError(path, field, problem)
            if article.source not in cited:
                problem = f"'{address}' does not cite '{article.source}': cite it there"
                raise FileError(path, field, problem)


def sources_of(address: str, catalog: Catalog) -> Sequence[Id] | None:
    """Return the sources of a provision, stance or event, or None if it does not exist."""
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
