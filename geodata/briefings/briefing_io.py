"""A briefing as a file or a link from a user, checked like those of the project.

The file is TOML as in ``geodata/briefings``. In a link the same content is JSON, deflated
(RFC 1951) and encoded as base64url (RFC 4648, section 5, without padding).
"""

import base64
import binascii
import json
import zlib
from pathlib import Path
from typing import Any

import tomli_w

from geodata.catalog import Catalog
from geodata.cross_checks import check_names
from geodata.models.briefing import Briefing
from geodata.text.file_errors import FileError, parse_toml, validate
from geodata.text.safe_text import clean_file_name

MAX_BYTES = 200_000
MAX_LINK = 2_000
"""Length of a link, in characters, that every browser and mail program handles."""
RAW_DEFLATE = -15


def read_briefing(content: bytes, name: str, catalog: Catalog) -> Briefing:
    """Return the briefing in a user's file.

    Raises
    ------
    FileError
        One line with the file's name, the step and field, and what would be right.
    """
    path = Path(clean_file_name(name) or "briefing.toml")
    if len(content) > MAX_BYTES:
        raise FileError(
            path, "", f"is larger than {MAX_BYTES // 1000} kB, the limit for a briefing"
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(path, f"byte {error.start}", "is not UTF-8: save it as UTF-8") from None
    return check_briefing(parse_toml(text, path), path, catalog)


def check_briefing(raw: object, path: Path, catalog: Catalog) -> Briefing:
    """Return the content as a checked briefing, or raise a `FileError`."""
    briefing = validate(Briefing, raw, path)
    check_names(path, briefing, catalog)
    return briefing


def to_toml(briefing: Briefing) -> str:
    """Return a briefing as the text of a TOML file."""
    return tomli_w.dumps(_content(briefing), multiline_strings=True)


def to_link(briefing: Briefing) -> str:
    """Return a briefing encoded for a link."""
    text = json.dumps(_content(briefing), ensure_ascii=False, separators=(",", ":"))
    packer = zlib.compressobj(9, wbits=RAW_DEFLATE)
    packed = packer.compress(text.encode()) + packer.flush()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def from_link(text: str, catalog: Catalog) -> Briefing:
    """Return the briefing encoded in a link, or raise a `FileError`."""
    path = Path("the link's briefing")
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        unpacker = zlib.decompressobj(wbits=RAW_DEFLATE)
        content = unpacker.decompress(packed, MAX_BYTES)
        if unpacker.unconsumed_tail or not unpacker.eof:
            raise FileError(path, "", "is cut off, or too large: copy the whole link again")
        raw = json.loads(content)
    except (binascii.Error, zlib.error, ValueError, RecursionError):
        raise FileError(path, "", "cannot be read: copy the whole link again") from None
    return check_briefing(raw, path, catalog)


def _content(briefing: Briefing) -> dict[str, Any]:
    return briefing.model_dump(mode="json", exclude_defaults=True)
