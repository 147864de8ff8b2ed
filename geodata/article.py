"""Checks where each sentence of the report that the project began with is used.

The sentences are summed up in our own words and never copied. An address where one is used has to
exist, and has to cite the report.
"""

from collections.abc import Sequence
from pathlib import Path

from geodata.catalog import Catalog
from geodata.models.article import Article
from geodata.models.field_types import Id
from geodata.text.file_errors import FileError

TIMELINE = "timeline"
"""The first word of an event's address; what else stands there is a proposal."""


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
