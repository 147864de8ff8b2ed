"""Templates of slides that hold programs, lead out, or have more than a deck needs."""

import io
import zipfile
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


def related(parts: Parts, name: str, kind: str, target: str, mode: str = "External") -> None:
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
    related(parts, LAYOUT_RELATIONS, "image", f"https://{EVIL}/i.png")
    _drawn(parts, _picture('r:link="rIdX"'))


def linked_object(parts: Parts) -> None:
    related(parts, LAYOUT_RELATIONS, "oleObject", f"file://{EVIL}/x.xls")
    _drawn(
        parts,
        _frame(
            '<p:oleObj r:id="rIdX" progId="Excel.Sheet.12"><p:link updateAutomatic="1"/></p:oleObj>'
        ),
    )


def embedded_object(parts: Parts) -> None:
    parts["ppt/embeddings/oleObject1.bin"] = b"evil.example"
    related(parts, LAYOUT_RELATIONS, "oleObject", "../embeddings/oleObject1.bin", "Internal")
    _drawn(parts, _frame('<p:oleObj r:id="rIdX" progId="Package"><p:embed/></p:oleObj>'))


def hyperlink(parts: Parts) -> None:
    related(parts, LAYOUT_RELATIONS, "hyperlink", f"https://{EVIL}/")
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
    related(parts, MAIN_RELATIONS, "slideMaster", f"https://{EVIL}/master.xml")


def remote_template(parts: Parts) -> None:
    related(parts, MAIN_RELATIONS, "attachedTemplate", f"https://{EVIL}/t.potx")


def macros(parts: Parts) -> None:
    parts["ppt/vbaProject.bin"] = b"evil.example"
    related(parts, MAIN_RELATIONS, MACROS, "vbaProject.bin", "Internal")
    types = "[Content_Types].xml"
    parts[types] = parts[types].replace(
        b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
        b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
    )


def svg_picture(parts: Parts) -> None:
    parts["ppt/media/image1.svg"] = f"<svg><script href='https://{EVIL}'/></svg>".encode()
    related(parts, LAYOUT_RELATIONS, "image", "../media/image1.svg", "Internal")
    _drawn(parts, _picture('r:embed="rIdX"'))


def bomb_beside(parts: Parts) -> None:
    """A bomb that no layout needs is never unpacked."""
    parts["ppt/media/image9.png"] = bytes(400_000_000)
    related(parts, MAIN_RELATIONS, "slide", "media/image9.png", "Internal")


def huge_beside(parts: Parts) -> None:
    """A layout of another name, larger than any picture of a map may be."""
    name = "ppt/slideLayouts/slideLayout10.xml"
    parts[name] = parts[LAYOUT].replace(b'cx="11176000"', b'cx="99999999999"')


def renamed_layout(parts: Parts, ending: str) -> str:
    """Give the layout that is used another name's ending; return its name."""
    name = LAYOUT.removesuffix("xml") + ending
    for other in ("[Content_Types].xml", MASTER_RELATIONS):
        old, new = (path.rpartition("/")[2].encode() for path in (LAYOUT, name))
        parts[other] = parts[other].replace(old, new)
    parts[name] = parts.pop(LAYOUT)
    folder, _, base = name.rpartition("/")
    parts[f"{folder}/_rels/{base}.rels"] = parts.pop(LAYOUT_RELATIONS)
    return name


def program_in_another_name(parts: Parts) -> None:
    program(parts)
    renamed_layout(parts, "dat")


def script_in_a_picture(parts: Parts) -> None:
    svg_picture(parts)
    parts["ppt/media/image1.png"] = parts.pop("ppt/media/image1.svg")
    parts[LAYOUT_RELATIONS] = parts[LAYOUT_RELATIONS].replace(b"image1.svg", b"image1.png")


def comments(parts: Parts) -> None:
    """A comment and an instruction in the types, the relations and the layout."""
    beside = f"<!-- {EVIL} --><?run {EVIL}?></".encode()
    for name in ("[Content_Types].xml", MAIN_RELATIONS, MASTER_RELATIONS, LAYOUT_RELATIONS, LAYOUT):
        head, _, rest = parts[name].rpartition(b"</")
        parts[name] = head + beside + rest


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
    "script-picture": (script_in_a_picture, ()),
    "script-another-name": (program_in_another_name, ()),
    "script-comments": (comments, ()),
    "archive-bomb-beside": (bomb_beside, ()),
    "number-beside": (huge_beside, ()),
}
"""Templates that are taken without their hostile part, and what is told of it."""
