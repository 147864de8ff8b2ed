"""Templates of slides that are bombs, hold programs, lead out, or are damaged."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from functools import cache

from pptx import Presentation
from pptx.util import Pt

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MACROS = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
LAYOUT = "ppt/slideLayouts/slideLayout2.xml"
LAYOUT_RELATIONS = "ppt/slideLayouts/_rels/slideLayout2.xml.rels"
MASTER_RELATIONS = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
MAIN_RELATIONS = "ppt/_rels/presentation.xml.rels"
EVIL = "evil.example"
"""The host that every link of the corpus leads to."""

Parts = dict[str, bytes]


@cache
def _plain() -> bytes:
    made = Presentation()
    made.slide_width, made.slide_height = Pt(960), Pt(540)
    body = made.slide_layouts[1].placeholders[1]
    body.left, body.top, body.width, body.height = Pt(40), Pt(90), Pt(880), Pt(420)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def plain_parts() -> Parts:
    """Return the parts of a template that is as it should be."""
    with zipfile.ZipFile(io.BytesIO(_plain())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Parts) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def changed(change: Callable[[Parts], object]) -> bytes:
    parts = plain_parts()
    change(parts)
    return packed(parts)


def _related(parts: Parts, name: str, kind: str, target: str, mode: str = "External") -> None:
    type_ = kind if ":" in kind else f"{RELATIONS}/{kind}"
    item = f'<Relationship Id="rIdX" Type="{type_}" Target="{target}" TargetMode="{mode}"/>'
    parts[name] = parts[name].replace(b"</Relationships>", f"{item}</Relationships>".encode())


def _drawn(parts: Parts, shape: str) -> None:
    """Put a shape into the layout that is used."""
    written = shape.replace(" R ", f' xmlns:r="{RELATIONS}"')
    parts[LAYOUT] = parts[LAYOUT].replace(b"</p:spTree>", f"{written}</p:spTree>".encode())


def _picture(link: str) -> str:
    return (
        f'<p:pic R ><p:nvPicPr><p:cNvPr id="90" name="x"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip {link}/>'
        '</p:blipFill><p:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def _frame(inside: str) -> str:
    return (
        '<p:graphicFrame R ><p:nvGraphicFramePr><p:cNvPr id="91" name="x"/><p:cNvGraphicFramePr/><p:nvPr/>'
        '</p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></p:xfrm><a:graphic>'
        f'<a:graphicData uri="http://schemas.openxmlformats.org/presentationml/2006/ole">{inside}'
        "</a:graphicData></a:graphic></p:graphicFrame>"
    )


def linked_image(parts: Parts) -> None:
    _related(parts, LAYOUT_RELATIONS, "image", f"https://{EVIL}/i.png")
    _drawn(parts, _picture('r:link="rIdX"'))


def linked_object(parts: Parts) -> None:
    _related(parts, LAYOUT_RELATIONS, "oleObject", f"file://{EVIL}/x.xls")
    _drawn(
        parts,
        _frame(
            '<p:oleObj r:id="rIdX" progId="Excel.Sheet.12"><p:link updateAutomatic="1"/></p:oleObj>'
        ),
    )


def embedded_object(parts: Parts) -> None:
    parts["ppt/embeddings/oleObject1.bin"] = b"evil.example"
    _related(parts, LAYOUT_RELATIONS, "oleObject", "../embeddings/oleObject1.bin", "Internal")
    _drawn(parts, _frame('<p:oleObj r:id="rIdX" progId="Package"><p:embed/></p:oleObj>'))


def hyperlink(parts: Parts) -> None:
    _related(parts, LAYOUT_RELATIONS, "hyperlink", f"https://{EVIL}/")
    _drawn(
        parts, _picture("").replace('name="x"/>', 'name="x"><a:hlinkClick r:id="rIdX"/></p:cNvPr>')
    )


def program(parts: Parts) -> None:
    shape = _picture("").replace(
        'name="x"/>',
        f'name="x"><a:hlinkClick r:id="" action="ppaction://program?{EVIL}"/></p:cNvPr>',
    )
    _drawn(parts, shape)


def remote_master(parts: Parts) -> None:
    _related(parts, MAIN_RELATIONS, "slideMaster", f"https://{EVIL}/master.xml")


def remote_template(parts: Parts) -> None:
    _related(parts, MAIN_RELATIONS, "attachedTemplate", f"https://{EVIL}/t.potx")


def macros(parts: Parts) -> None:
    parts["ppt/vbaProject.bin"] = b"evil.example"
    _related(parts, MAIN_RELATIONS, MACROS, "vbaProject.bin", "Internal")
    types = "[Content_Types].xml"
    parts[types] = parts[types].replace(
        b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
        b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
    )


def svg_picture(parts: Parts) -> None:
    parts["ppt/media/image1.svg"] = f"<svg><script href='https://{EVIL}'/></svg>".encode()
    _related(parts, LAYOUT_RELATIONS, "image", "../media/image1.svg", "Internal")
    _drawn(parts, _picture('r:embed="rIdX"'))


def bomb_beside(parts: Parts) -> None:
    """A bomb that no layout needs is never unpacked."""
    parts["ppt/media/image9.png"] = bytes(400_000_000)
    _related(parts, MAIN_RELATIONS, "slide", "media/image9.png", "Internal")


def huge_beside(parts: Parts) -> None:
    """A layout of another name, larger than any picture of a map may be."""
    name = "ppt/slideLayouts/slideLayout10.xml"
    parts[name] = parts[LAYOUT].replace(b'cx="11176000"', b'cx="99999999999"')


LEFT_BEHIND = {
    "script-linked-image": (linked_image, ("links to other files",)),
    "script-linked-object": (linked_object, ("embedded objects",)),
    "script-embedded-object": (embedded_object, ("embedded objects",)),
    "script-hyperlink": (hyperlink, ("links to other files",)),
    "script-program": (program, ()),
    "script-remote-master": (remote_master, ("links to other files",)),
    "script-remote-template": (remote_template, ("links to other files",)),
    "script-macros": (macros, ("macros",)),
    "script-svg": (svg_picture, ()),
    "archive-bomb-beside": (bomb_beside, ()),
    "number-beside": (huge_beside, ()),
}
"""Templates that are taken without their hostile part, and what is told of it."""


def bomb(parts: Parts) -> None:
    """One of 400 MB that a layout shows."""
    parts["ppt/media/image9.png"] = bytes(400_000_000)
    _related(parts, LAYOUT_RELATIONS, "image", "../media/image9.png", "Internal")


def lying_bomb() -> bytes:
    """Return one of 400 MB that is stated to have 1,000 bytes."""
    content = bytearray(changed(bomb))
    at = content.index(b"PK\x01\x02", content.index(b"ppt/media/image9.png"))
    while content[at + 46 : at + 66] != b"ppt/media/image9.png":
        at = content.index(b"PK\x01\x02", at + 4)
    content[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    return bytes(content)


def xml_bomb(parts: Parts) -> None:
    parts[LAYOUT] = parts[LAYOUT].replace(b"</p:spTree>", b"<a/>" * 4_000_000 + b"</p:spTree>")


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
    "many-elements": (lambda: changed(xml_bomb), "more than 200,000 elements"),
    "many-layouts": (lambda: changed(many_layouts), "has more than"),
    "duplicate-layouts": (lambda: changed(few_parts_many_layouts), "has more than 200 layouts"),
    "nested-entities": (lambda: changed(entities), NO_FILE),
    "nested-groups": (lambda: changed(nested), NO_FILE),
    "script-document-type": (lambda: changed(outside), NO_FILE),
    "number-digits": (lambda: area(b"9" * 30), NO_ROOM),
    "number-1e999": (lambda: area(b"1e999"), NO_FILE),
    "number-negative": (lambda: area(b"-5"), NO_ROOM),
    "encoding-broken": (lambda: changed(wrong_bytes), NO_FILE),
    "empty-file": (lambda: b"", NO_FILE),
    "empty-master": (lambda: changed(no_master), NO_ROOM),
    "empty-layout": (lambda: changed(layouts_that_are_none), NO_FILE),
}
"""Templates that are refused, and a part of the line."""
