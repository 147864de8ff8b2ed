"""The properties of a deck's file: the origin of its content, and no date of creation."""

import io
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime

from pptx.presentation import Presentation

from dashboard.export.content.slide_content import SlideContent
from dashboard.export.picture.provenance_record import NAME
from dashboard.export.slides.native_shapes import clean
from dashboard.text.ui_text import words

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every part of the file: the earliest that a zip archive can hold."""
MOST = 255
"""Most characters of a property."""


@dataclass(frozen=True)
class Origin:
    """The origin of a deck.

    Attributes
    ----------
    title
        The title of the deck.
    id
        The briefing's id, or the query string of the scenario or comparison.
    marking
        A line on every slide; may be empty.
    """

    title: str
    id: str
    marking: str = ""


def set_properties(deck: Presentation, pages: list[SlideContent], origin: Origin) -> None:
    """Write the origin to the file's properties, without a date or a person's name."""
    as_of = max((page.credit.as_of for page in pages), default="")
    version = pages[0].credit.version
    names = dict.fromkeys(name for page in pages for name in page.credit.sources)
    told = deck.core_properties
    told.title, told.subject = (_shorten(text) for text in (origin.title, words()["title"]))
    told.author = told.last_modified_by = NAME
    told.identifier, told.version = _shorten(origin.id), version
    dated = f"{words()['asOfFirst']} {as_of}. " if as_of else ""
    told.comments = _shorten(f"{dated}{words()['export']['version']} {version}.")
    told.keywords = _shorten("; ".join(names))
    told.created = told.modified = told.last_printed = datetime(*EPOCH[:3], tzinfo=UTC)
    told.revision = 1


def save_deck(deck: Presentation) -> bytes:
    """Return the deck as a file whose parts all have a constant date."""
    dated, fixed = io.BytesIO(), io.BytesIO()
    deck.save(dated)
    with zipfile.ZipFile(dated) as parts, zipfile.ZipFile(fixed, "w") as out:
        for name in parts.namelist():
            part = zipfile.ZipInfo(name, EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(part, parts.read(name))
    return fixed.getvalue()


def _shorten(text: str) -> str:
    text = clean(text)
    return text if len(text) <= MOST else f"{text[: MOST - 1]}…"
