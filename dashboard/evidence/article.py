"""The project's first news report: summaries of its sentences, and where each is used."""

from html import escape

from dashboard.text.ui_text import words
from geodata.article import TIMELINE
from geodata.catalog import Catalog
from geodata.models.field_types import Language, in_language


def sentence_table(catalog: Catalog, language: Language) -> str:
    """Return the table of sentences as HTML: number, summary, and titles of where it is used."""
    if catalog.article is None:
        return ""
    said = words()
    rows = "".join(
        f"<tr><th scope='row'>{sentence.number}</th>"
        f"<td dir='auto'>{escape(in_language(sentence.summary, language))}</td>"
        f"<td dir='auto'>{escape(_titles(catalog, sentence.said_in, language))}</td></tr>"
        for sentence in catalog.article.sentence
    )
    heads = ("#", said["article_sentence"], said["article_said_in"])
    head = "".join(f"<th scope='col'>{escape(name)}</th>" for name in heads)
    return (
        f"<h2>{escape(said['article_title'])}</h2>"
        f"<p class='lead'>{escape(said['article_lead'])}</p>"
        f"<div class='as-table'><table><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
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
