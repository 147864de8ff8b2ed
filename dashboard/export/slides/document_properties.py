"""What a deck was made of, in the properties of its file; the file has no date of its own."""

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
"""Characters that a property of the file may have."""


@dataclass(frozen=True)
class Origin:
    """What a deck was made of.

    Attributes
    ----------
    title
        Of the whole deck.
    id
        The briefing's id, or the text form of the scenario or comparison.
    marking
        A line that stands on every slide; may be empty.
    """

    title: str
    id: str
    marking: str = ""


def set_properties(deck: Presentation, pages: list[SlideContent], origin: Origin) -> None:
    """Say in the file's properties what it was made of; no date of making, no name of anyone."""
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
    """Return the deck as a file whose parts have no date of their own."""
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
