"""Reads a JSON object from bytes: unzips, decodes and checks its size before parsing."""

import json
import zipfile
import zlib
from collections import Counter
from io import BytesIO
from typing import Any, NoReturn

import numpy as np

from geodata.text.safe_text import quote
from geodata.user_layers.errors import OwnLayerError
from geodata.user_layers.limits import (
    MAX_BYTES,
    MAX_DEPTH,
    MAX_KEYS,
    MAX_MEMBERS,
    MAX_VALUES,
    MEGABYTE,
)

CHUNK = 64 * 1024
MOST = f"{MAX_BYTES // MEGABYTE} MB"
SUFFIXES = (".geojson", ".json")
BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
)
"""Errors that the standard library raises for damaged or inconsistent archives."""


def json_object(content: bytes, name: str) -> dict[str, Any]:
    """Return the JSON object that a file holds.

    Parameters
    ----------
    content
        GeoJSON text in UTF-8, or a zip with one such file.
    name
        The file's name; a name that ends in ``.zip`` requires a zip.

    Raises
    ------
    OwnLayerError
        If it is too large, or not plain JSON. NaN, Infinity and duplicate keys in an object are
        refused, since RFC 8259 does not define their meaning.
    """
    if len(content) > MAX_BYTES:
        raise OwnLayerError(f"has {len(content) / MEGABYTE:.1f} MB: the limit is {MOST}")
    if content.startswith(b"PK") or name.lower().endswith(".zip"):
        content = _unzip(content)
    if not content.strip():
        raise OwnLayerError("is empty: GeoJSON is needed")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise OwnLayerError(f"byte {error.start} is not UTF-8: save it as UTF-8") from None
    _check_size(content)
    parsed = _parse(text)
    if not isinstance(parsed, dict):
        raise OwnLayerError("is JSON, but not an object: GeoJSON begins with {")
    return parsed


def _unzip(content: bytes) -> bytes:
    if content.count(b"PK\x01\x02") > MAX_MEMBERS:
        raise OwnLayerError(
            f"the zip has more than {MAX_MEMBERS} entries: zip one GeoJSON file only"
        )
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _member(archive, _only_member(archive))
    except BROKEN_ZIP:
        raise OwnLayerError("is not a readable zip: zip it again") from None


def _only_member(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """Return the only GeoJSON of an archive, not counting files that macOS adds."""
    for info in archive.infolist():
        path = info.orig_filename.replace("\\", "/")
        if path.startswith("/") or ".." in path.split("/") or ":" in path or "\0" in path:
            raise OwnLayerError(
                f"the zip has an entry {quote(path)} outside its folder: zip it without paths"
            )
        if path.lower().endswith(".zip"):
            raise OwnLayerError("the zip contains another zip: put the GeoJSON in directly")
    members = [
        info
        for info in archive.infolist()
        if info.filename.lower().endswith(SUFFIXES) and not info.filename.startswith("__MACOSX/")
    ]
    if len(members) != 1:
        raise OwnLayerError(
            f"the zip has {len(members)} files ending in .geojson or .json: it needs exactly one"
        )
    return members[0]


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Return the content of a member, limited by its real size and not by its header."""
    if info.flag_bits & 1:
        raise OwnLayerError("the zip is encrypted: zip it without a password")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise OwnLayerError("the zip has an unsupported compression method: use 'deflate'")
    found = bytearray()
    with archive.open(info) as stream:
        while chunk := stream.read(CHUNK):
            found += chunk
            if len(found) > MAX_BYTES:
                raise OwnLayerError(f"the zip expands to more than the limit of {MOST}")
    return bytes(found)


def _check_size(content: bytes) -> None:
    """Refuse text that is nested too deeply or would fill the memory, before parsing it."""
    plain = content.replace(b"\\\\", b"__").replace(b'\\"', b"__")
    signs = np.frombuffer(plain, dtype=np.uint8)
    # Parity of the quotation marks so far; overflow of the sum at 256 does not change it.
    signs = signs[np.cumsum(signs == ord('"'), dtype=np.uint8) & 1 == 0]
    folded = signs | (ord("{") ^ ord("["))
    opening, closing = folded == ord("{"), folded == ord("}")
    parting = (signs == ord(",")) | (signs == ord(":"))
    values = int(np.count_nonzero(opening) + np.count_nonzero(parting))
    if values > MAX_VALUES:
        raise OwnLayerError(
            f"holds {values:,} values, above the limit of {MAX_VALUES:,}: simplify or crop it"
        )
    if np.count_nonzero(closing) > np.count_nonzero(opening):
        raise OwnLayerError("is not JSON: it closes more lists and objects than it opens")
    steps = np.where(opening[opening | closing], np.int8(1), np.int8(-1))
    depth = int(np.cumsum(steps, dtype=np.int32).max(initial=0))
    if depth > MAX_DEPTH:
        raise OwnLayerError(f"is nested {depth:,} deep: GeoJSON needs less than {MAX_DEPTH}")


def _parse(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_no_number, object_pairs_hook=_object)
    except RecursionError:
        raise OwnLayerError("is not JSON: it is nested too deeply") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno:,}, column {error.colno:,}"
        raise OwnLayerError(f"is not JSON: {error.msg} ({where})") from None
    except ValueError:
        raise OwnLayerError("is not JSON: a number has too many digits") from None


def _no_number(text: str) -> NoReturn:
    raise OwnLayerError(f"is not JSON: {text} is not a JSON number")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(pairs) > MAX_KEYS:
        raise OwnLayerError(
            f"has an object with {len(pairs):,} keys, above the limit of {MAX_KEYS:,}: shorten it"
        )
    found = dict(pairs)
    if len(found) < len(pairs):
        repeated, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise OwnLayerError(f"has the key {quote(repeated)} twice in one object: remove one")
    return found
