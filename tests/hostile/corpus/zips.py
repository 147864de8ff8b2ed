"""Zips that are bombs, lead out, are damaged or locked."""

import io
import stat
import zipfile
from collections.abc import Callable

from tests.hostile.corpus.shapes import POINT


def packed(change: Callable[[zipfile.ZipFile], object]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        change(archive)
    return stream.getvalue()


def symlink() -> bytes:
    entry = zipfile.ZipInfo("a.geojson")
    entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return packed(lambda archive: archive.writestr(entry, "/etc/passwd"))


def wrong_sum() -> bytes:
    whole = bytearray(packed(lambda archive: archive.writestr("a.json", POINT)))
    for head, at in ((b"PK\x03\x04", 14), (b"PK\x01\x02", 16)):
        whole[whole.index(head) + at] ^= 0xFF
    return bytes(whole)


def encrypted() -> bytes:
    whole = bytearray(packed(lambda archive: archive.writestr("a.json", POINT)))
    whole[whole.index(b"PK\x01\x02") + 8] |= 1
    return bytes(whole)


def zipped(name: str, content: bytes = POINT) -> bytes:
    return packed(lambda archive: archive.writestr(name, content))
