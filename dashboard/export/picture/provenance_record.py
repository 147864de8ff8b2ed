"""The record in a picture of how it was made, so that it can be traced and reproduced."""

import base64
import io
import json
import re
from html import escape, unescape
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pydantic import ValidationError

from dashboard.presentation.symbology import Theme
from geodata.models.field_types import Strict
from layers.output.atomic_files import read_bytes

NAME = "israel-syria-talks-map"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
PNG_HEAD = b"\x89PNG\r\n\x1a\n"
MEGABYTE = 1024 * 1024
MAX_BYTES = 50 * MEGABYTE
"""More than the size of the largest picture, even uncompressed."""


class NoRecordError(Exception):
    """A file has no valid record. The message is one line."""


class ProvenanceRecord(Strict):
    """The input and sources of a picture.

    Attributes
    ----------
    scenario
        The scenario's query string.
    data
        The version of the data.
    sources
        Ids of the publications.
    own
        Number of user layers on the picture, which the record does not contain.
    """

    format: str
    scenario: str
    size: str
    paper: str
    theme: Theme
    transparent: bool
    marking: str
    data: str
    as_of: str
    sources: list[str]
    licences: list[str]
    attributions: list[str]
    own: int = 0

    def text(self) -> str:
        """Return the record as JSON."""
        return json.dumps(self.model_dump(), ensure_ascii=False, sort_keys=True)

    def description(self) -> str:
        """Return a one-line description for the file's properties."""
        return (
            f"As of {self.as_of or 'no date'}. Scenario: {self.scenario}. Version of the data: "
            f"{self.data}. Sources: {', '.join(self.sources) or 'none'}. "
            f"Map data: {' · '.join(self.attributions)}. Licences: {'; '.join(self.licences)}."
        )

    def keyword(self) -> str:
        """Return the record encoded as a single keyword."""
        return f"{NAME}:{base64.urlsafe_b64encode(self.text().encode()).decode()}"


def in_png(content: bytes, title: str, record: ProvenanceRecord) -> bytes:
    """Return a PNG with its title, description, sources and record in text chunks."""
    texts = {
        "Title": title,
        "Description": record.description(),
        "Copyright": " · ".join(record.attributions),
        NAME: record.text(),
    }
    chunks = PngInfo()
    for name, text in texts.items():
        chunks.add_itxt(name, text)
    with Image.open(io.BytesIO(content)) as picture, io.BytesIO() as file:
        picture.save(file, "PNG", pnginfo=chunks, dpi=picture.info.get("dpi"))
        return file.getvalue()


def as_xml(title: str, record: ProvenanceRecord) -> str:
    """Return the content of an SVG's ``metadata`` element."""
    terms = {
        "title": title,
        "description": record.description(),
        "source": "; ".join(record.sources),
        "rights": " · ".join(record.attributions),
        "date": record.as_of,
    }
    named = "".join(
        f'<{name} xmlns="{DUBLIN_CORE}">{escape(text)}</{name}>' for name, text in terms.items()
    )
    return f'{named}<record xmlns="urn:{NAME}">{escape(record.text())}</record>'


def record_of(path: Path) -> ProvenanceRecord:
    """Return the record of a picture.

    Raises
    ------
    NoRecordError
        If the file has no readable record.
    OSError
        If the file cannot be read.
    """
    content = read_bytes(path, MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise NoRecordError(
            f"{path.name}: is larger than {MAX_BYTES // MEGABYTE} MB: no picture is"
        )
    text = _in_png(content) if content.startswith(PNG_HEAD) else _in_words(content)
    if text is None:
        raise NoRecordError(f"{path.name}: holds no record of how it was made")
    try:
        return ProvenanceRecord.model_validate_json(text)
    except ValidationError:
        raise NoRecordError(f"{path.name}: its record of how it was made is broken") from None


def _in_png(content: bytes) -> str | None:
    """Return the record of a PNG, or None if it has none or is incomplete."""
    try:
        with Image.open(io.BytesIO(content), formats=["PNG"]) as picture:
            text = picture.info.get(NAME)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    return text if isinstance(text, str) else None


def _in_words(content: bytes) -> str | None:
    """Return the record of an SVG, or of a PDF, which has it as a keyword."""
    drawn = re.search(rf'<record xmlns="urn:{NAME}">([^<]*)</record>'.encode(), content)
    if drawn:
        return unescape(drawn[1].decode(errors="replace"))
    printed = re.search(rf"{NAME}:([\w=-]+)".encode(), content)
    if printed is None:
        return None
    try:
        return base64.urlsafe_b64decode(printed[1]).decode()
    except ValueError:
        return None
