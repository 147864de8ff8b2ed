"""Templates of slides that are refused: bombs, too much of something, or damaged."""

import re
import zlib
from collections.abc import Callable

from tests.hostile.corpus.templates import (
    EVIL,
    LAYOUT,
    LAYOUT_RELATIONS,
    MAIN_RELATIONS,
    MASTER_RELATIONS,
    RELATIONS,
    Parts,
    changed,
    packed,
    plain_parts,
    related,
    renamed_layout,
)

TYPES = "[Content_Types].xml"
PNG_HEAD = b"\x89PNG\r\n\x1a\n"


def bomb(parts: Parts) -> None:
    """One of 400 MB that a layout shows."""
    parts["ppt/media/image9.png"] = PNG_HEAD + bytes(400_000_000)
    related(parts, LAYOUT_RELATIONS, "image", "../media/image9.png", "Internal")


def lying_bomb() -> bytes:
    """Return one of 400 MB that is stated to have 1,000 bytes."""
    content = bytearray(changed(bomb))
    at = content.index(b"PK\x01\x02", content.index(b"ppt/media/image9.png"))
    while content[at + 46 : at + 66] != b"ppt/media/image9.png":
        at = content.index(b"PK\x01\x02", at + 4)
    content[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    return bytes(content)


def xml_bomb(parts: Parts, elements: int = 4_000_000) -> None:
    parts[LAYOUT] = parts[LAYOUT].replace(b"</p:spTree>", b"<a/>" * elements + b"</p:spTree>")


def xml_bomb_in_another_name(parts: Parts) -> None:
    xml_bomb(parts)
    renamed_layout(parts, "dat")


def xml_bomb_in_a_pictures_name(parts: Parts) -> None:
    """One that the presentation shows as its picture, besides."""
    xml_bomb(parts)
    name = renamed_layout(parts, "png")
    related(parts, MAIN_RELATIONS, "image", f"/{name}", "Internal")


def many_types(parts: Parts) -> None:
    parts[TYPES] = parts[TYPES].replace(b"</Types>", b"<a/>" * 4_000_000 + b"</Types>")


def other_encoding(parts: Parts) -> None:
    """One in which no byte is a `<`."""
    xml_bomb(parts, 1_500_000)
    _, _, text = parts[LAYOUT].partition(b"?>")
    plain = text.decode().encode("ascii", "xmlcharrefreplace").replace(b"+", b"+-")
    hidden = plain.replace(b"<", b"+ADw-").replace(b">", b"+AD4-")
    parts[LAYOUT] = b'<?xml version="1.0" encoding="UTF-7"?>' + hidden


def entities(parts: Parts) -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<!DOCTYPE x [<!ENTITY e0 "lol">{levels}]>'.encode()
    parts[LAYOUT] = (
        parts[LAYOUT]
        .replace(b"<p:sldLayout", head + b"<p:sldLayout", 1)
        .replace(b"</p:spTree>", b"<x>&e11;</x></p:spTree>")
    )


def outside(parts: Parts) -> None:
    head = f'<!DOCTYPE x SYSTEM "https://{EVIL}/x.dtd">'.encode()
    parts[LAYOUT] = parts[LAYOUT].replace(b"<p:sldLayout", head + b"<p:sldLayout", 1)


def nested(parts: Parts) -> None:
    parts[LAYOUT] = parts[LAYOUT].replace(
        b"</p:spTree>", b"<p:grpSp>" * 50_000 + b"</p:grpSp>" * 50_000 + b"</p:spTree>"
    )


def many_layouts(parts: Parts) -> None:
    items = []
    for number in range(100, 10_100):
        parts[f"ppt/slideLayouts/slideLayout{number}.xml"] = b""
        items.append(
            f'<Relationship Id="rIdX{number}" Type="{RELATIONS}/slideLayout" Target="../slideLayouts/slideLayout{number}.xml"/>'
        )
    parts[MASTER_RELATIONS] = parts[MASTER_RELATIONS].replace(
        b"</Relationships>", "".join(items).encode() + b"</Relationships>"
    )


def few_parts_many_layouts(parts: Parts) -> None:
    items = "".join(
        f'<Relationship Id="rIdX{n}" Type="{RELATIONS}/slideLayout" Target="../slideLayouts/slideLayout2.xml"/>'
        for n in range(10_000)
    )
    parts[MASTER_RELATIONS] = parts[MASTER_RELATIONS].replace(
        b"</Relationships>", items.encode() + b"</Relationships>"
    )


def area(width: bytes) -> bytes:
    """Return a template in which no other layout has room, and the one is so wide."""

    def change(parts: Parts) -> None:
        parts[LAYOUT] = parts[LAYOUT].replace(b'cx="11176000"', b'cx="' + width + b'"')
        kept = re.search(rb"<Relationship [^>]*slideLayout2.xml[^>]*>", parts[MASTER_RELATIONS])
        assert kept
        others = rb"<Relationship (?![^>]*(?:slideLayout2|theme)\b)[^>]*>"
        parts[MASTER_RELATIONS] = re.sub(others, b"", parts[MASTER_RELATIONS])

    return changed(change)


def wrong_bytes(parts: Parts) -> None:
    parts[LAYOUT] = parts[LAYOUT].replace(b'name="', b'name="\xff\xfe', 1)


def no_master(parts: Parts) -> None:
    parts[MAIN_RELATIONS] = parts[MAIN_RELATIONS].replace(b'/slideMaster"', b'/slideMasterX"')


def layouts_that_are_none(parts: Parts) -> None:
    parts[LAYOUT] = b"<x/>"


def missing_part(parts: Parts) -> None:
    del parts[LAYOUT]


def encrypted() -> bytes:
    content = bytearray(packed(plain_parts()))
    at = -1
    while (at := content.find(b"PK\x01\x02", at + 1)) >= 0:
        content[at + 8] |= 1
    return bytes(content)


def wrong_sum() -> bytes:
    content = packed(plain_parts())
    return content.replace(zlib.crc32(plain_parts()[LAYOUT]).to_bytes(4, "little"), b"\0\0\0\0")


def many_parts() -> bytes:
    parts = {**plain_parts(), **{f"x{number}": b"" for number in range(70_000)}}
    return packed(parts)


MANY_ELEMENTS = "more than 200,000 elements"
NO_FILE = "is no PowerPoint file (.pptx)"
NO_ROOM = "has no layout with a title and a text"
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "archive-bomb": (lambda: changed(bomb), "expand to more than 20 MB"),
    "archive-lying-bomb": (lying_bomb, NO_FILE),
    "archive-encrypted": (encrypted, NO_FILE),
    "archive-wrong-sum": (wrong_sum, NO_FILE),
    "archive-cut": (lambda: packed(plain_parts())[:-500], NO_FILE),
    "archive-missing-part": (lambda: changed(missing_part), NO_FILE),
    "many-bytes": (lambda: bytes(21 * 2**20), "at most 20 MB are read"),
    "many-parts": (many_parts, "has more than 10,000 parts"),
    "many-elements": (lambda: changed(xml_bomb), MANY_ELEMENTS),
    "many-elements-in-another-name": (lambda: changed(xml_bomb_in_another_name), MANY_ELEMENTS),
    "many-elements-in-a-picture": (lambda: changed(xml_bomb_in_a_pictures_name), MANY_ELEMENTS),
    "many-types": (lambda: changed(many_types), MANY_ELEMENTS),
    "many-layouts": (lambda: changed(many_layouts), "has more than"),
    "duplicate-layouts": (lambda: changed(few_parts_many_layouts), "has more than 200 layouts"),
    "nested-entities": (lambda: changed(entities), NO_FILE),
    "nested-groups": (lambda: changed(nested), NO_FILE),
    "script-document-type": (lambda: changed(outside), NO_FILE),
    "number-digits": (lambda: area(b"9" * 30), NO_ROOM),
    "number-1e999": (lambda: area(b"1e999"), NO_FILE),
    "number-negative": (lambda: area(b"-5"), NO_ROOM),
    "encoding-broken": (lambda: changed(wrong_bytes), NO_FILE),
    "encoding-other": (lambda: changed(other_encoding), NO_FILE),
    "empty-file": (lambda: b"", NO_FILE),
    "empty-master": (lambda: changed(no_master), NO_ROOM),
    "empty-layout": (lambda: changed(layouts_that_are_none), NO_FILE),
}
"""Templates that are refused, and a part of the line."""
