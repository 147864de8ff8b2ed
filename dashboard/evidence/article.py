"""The project's first news report: summaries of its sentences, and where each is used."""

from markupsafe import Markup

from dashboard.text.html import block, heading, join, paragraph, table
from dashboard.text.ui_text import words
from geodata.article import TIMELINE
from geodata.catalog import Catalog
from geodata.models.field_types import Language, in_language


def sentence_table(catalog: Catalog, language: Language) -> Markup:
    """Return the table of sentences as HTML: number, summary, and the titles of their places."""
    if catalog.article is None:
        return Markup("")
    said = words()
    rows = [
        (
            sentence.number,
            in_language(sentence.summary, language),
            _titles(catalog, sentence.said_in, language),
        )
        for sentence in catalog.article.sentence
    ]
    head = ("#", said["article_sentence"], said["article_said_in"])
    return join(
        (
            heading(said["article_title"]),
            paragraph(said["article_lead"], "lead"),
            block(table(rows, head), "as-table"),
        )
    )


def _titles(catalog: Catalog, addresses: list[str], language: Language) -> str:
    return "; ".join(_title(catalog, address, language) for address in addresses)


def _title(catalog: Catalog, address: str, language: Language) -> str:
    head, *rest = address.split(".")
    if head == TIMELINE:
        (event,) = (item for item in catalog.timeline if item.id == rest[0])
        date = f"{words()['views']['timeline']}, {event.date}"
        return f"{date}: {in_language(event.title, language)}"
    proposal = in_language(catalog.proposals[head].title, language)
    title = f"{proposal}: {in_language(catalog.provisions[f'{head}.{rest[0]}'].title, language)}"
    return title if len(rest) == 1 else f"{title} ({words()['party'][rest[1]]})"
