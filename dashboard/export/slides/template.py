"""Reduces a template to its masters, layouts, themes and their pictures.

A presentation (ECMA-376, Open Packaging Conventions) is a zip of parts that name each other by
relations. Only the relations in `KEPT` are followed, and only inside the file: macros, embedded
objects, links and the template's own slides are never read, and no part of them reaches a deck.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from layers.output.atomic_files import read_bytes

MEGABYTE = 1024 * 1024
MAX_BYTES = 20 * MEGABYTE
MAX_EXPANDED = 20 * MEGABYTE
"""Total size of the parts that are read, as really expanded."""
MAX_PARTS = 10_000
"""Entries of the zip."""
MAX_LAYOUTS = 200
MAX_ELEMENTS = 200_000
"""XML elements in all parts; each takes several hundred bytes of memory."""
CHUNK = 64 * 1024

KEPT = ("officeDocument", "slideMaster", "slideLayout", "theme", "themeOverride", "image")
"""Last words of the relation types that are followed."""
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf")
"""Suffixes of pictures that are kept; SVG is not, as it may contain links and scripts."""
SIGNATURES = (
    b"\x89PNG",
    b"\xff\xd8\xff",  # JPEG
    b"GIF8",
    b"BM",
    b"II*\0",  # TIFF, in either order of bytes
    b"MM\0*",
    b"\1\0\0\0",  # EMF
    b"\xd7\xcd\xc6\x9a",  # WMF, with and without its placing
    b"\1\0\x09\0",
    b"\2\0\x09\0",
)
"""First bytes of these pictures; XML cannot begin with any of them."""
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
FORGOTTEN = ("extLst", "timing", "transition", "hlinkClick", "hlinkHover", "hlinkMouseOver")
"""Elements that refer to slides, sounds, links and programs, which our decks do not need."""
HOLDERS = ("graphicFrame", "contentPart", "control")
"""Elements that are removed together with their object."""
LEFT_BEHIND = {
    "vbaProject": "macros",
    "oleObject": "embedded objects",
    "package": "embedded objects",
    "control": "embedded objects",
}
LINKS = "links to other files"

MAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
MAINS = re.compile(
    r"application/vnd\.(?:ms-powerpoint\.(?:presentation|template|slideshow)\.macroEnabled"
    r"|openxmlformats-officedocument\.presentationml\.(?:template|slideshow))\.main\+xml"
)
"""Content types of templates, slide shows and files with macros, which have the same parts."""
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TYPES = "[Content_Types].xml"
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    EOFError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
"""Errors that the libraries raise for a file that is not a zip, or is inconsistent."""


class WrongTemplateError(Exception):
    """A file cannot be used as a template. The message is one line with the reason."""


@dataclass
class Template:
    """A reduced template.

    Attributes
    ----------
    content
        A presentation without slides.
    left_behind
        Contents that were removed, to report to the user.
    """

    content: io.BytesIO = field(repr=False)
    left_behind: tuple[str, ...]


def reduced_template(path: Path) -> Template:
    """Reduce a template to its masters and layouts.

    Raises
    ------
    WrongTemplateError
        If it is too large, or not a presentation.
    OSError
        If it cannot be read.
    """
    name, content = path.name, read_bytes(path, MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise WrongTemplateError(
            f"{name}: is too large: at most {MAX_BYTES // MEGABYTE} MB are read"
        )
    if content.count(b"PK\x01\x02") > MAX_PARTS:
        raise WrongTemplateError(f"{name}: has more than {MAX_PARTS:,} parts: remove its slides")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            reduction = _Reduction(name, archive)
            return Template(reduction.pack(), tuple(reduction.left_behind))
    except BROKEN:
        raise WrongTemplateError(f"{name}: is no PowerPoint file (.pptx)") from None


class _Reduction:
    """Follows the relations of a presentation and copies their target parts."""

    def __init__(self, name: str, archive: zipfile.ZipFile) -> None:
        self._name, self._archive = name, archive
        self._names = set(archive.namelist())
        self._parts: dict[str, bytes] = {}
        self._pictures: dict[str, bool] = {}
        self._expanded = self._elements = self._layouts = 0
        self.left_behind: dict[str, None] = {}

    def pack(self) -> io.BytesIO:
        """Return the parts as a file."""
        types = etree.tostring(self._xml(self._read_part(TYPES)), encoding="unicode")
        self._parts[TYPES] = MAINS.sub(MAIN, types).encode()
        self._follow("")
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as out:
            for name, content in self._parts.items():
                out.writestr(name, content)
        stream.seek(0)
        return stream

    def _follow(self, first: str) -> None:
        waiting = {first: ""}
        while waiting:
            source, kind = waiting.popitem()
            targets, kept = self._relations(source)
            if source:
                content = self._read_part(source)
                self._parts[source] = (
                    content if kind == "image" else self._remove_relations(content, kept)
                )
            waiting.update((name, of) for name, of in targets if name not in self._parts)

    def _relations(self, source: str) -> tuple[list[tuple[str, str]], set[str]]:
        """Copy the kept relations of a part; return their kinds and targets, and their ids."""
        folder, base = posixpath.split(source)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if name not in self._names:
            return [], set()
        root = self._xml(self._read_part(name))
        targets: list[tuple[str, str]] = []
        kept: set[str] = set()
        for relation in list(root):
            target = self._target(relation, folder)
            if target is None:
                root.remove(relation)
            else:
                targets.append((target, _kind(relation)))
                kept.add(relation.get("Id", ""))
        self._parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
        return targets, kept

    def _target(self, relation: etree._Element, folder: str) -> str | None:
        kind = _kind(relation)
        if kind in LEFT_BEHIND:
            self.left_behind[LEFT_BEHIND[kind]] = None
        elif relation.get("TargetMode", "Internal") != "Internal":
            self.left_behind[LINKS] = None
        elif kind in KEPT:
            path = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            target = path.removeprefix("/")
            if kind != "image" or self._is_picture(target):
                self._count_layout(kind)
                return target
        return None

    def _is_picture(self, name: str) -> bool:
        """Return whether a part is a picture, by its name and first bytes."""
        if name not in self._pictures and name.lower().endswith(PICTURES):
            with self._archive.open(name) as stream:
                head = stream.read(max(map(len, SIGNATURES)))
            self._pictures[name] = head.startswith(SIGNATURES)
        return self._pictures.get(name, False)

    def _count_layout(self, kind: str) -> None:
        self._layouts += kind == "slideLayout"
        if self._layouts > MAX_LAYOUTS:
            raise WrongTemplateError(f"{self._name}: has more than {MAX_LAYOUTS} layouts")

    def _remove_relations(self, content: bytes, kept_relations: set[str]) -> bytes:
        """Return a part without elements that use a relation that is not kept."""
        root = self._xml(content)
        for element in list(root.iter(etree.Element)):
            if etree.QName(element).localname in FORGOTTEN:
                _remove(element)
                continue
            leads = [
                name
                for name, value in element.attrib.items()
                if _leads(name, value, kept_relations)
            ]
            if leads and etree.QName(element).localname == "blip":
                for name in leads:
                    del element.attrib[name]
            elif leads:
                _remove(next(_holders(element), element))
        return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))

    def _xml(self, content: bytes) -> etree._Element:
        self._elements += content.count(b"<")
        if self._elements > MAX_ELEMENTS:
            raise WrongTemplateError(
                f"{self._name}: its layouts have more than {MAX_ELEMENTS:,} elements: simplify them"
            )
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
            # A package may use only these two encodings; in others `<` could be another byte.
            encoding="utf-16" if content.startswith(UTF_16) else "utf-8",
        )
        root = etree.fromstring(content, parser)
        if root.getroottree().docinfo.doctype:
            raise ValueError("a part of a presentation has no document type")
        return root

    def _read_part(self, name: str) -> bytes:
        """Return the content of a part, limited by its real size and not by its header."""
        found = bytearray()
        with self._archive.open(name) as stream:
            while chunk := stream.read(CHUNK):
                found += chunk
                self._expanded += len(chunk)
                if self._expanded > MAX_EXPANDED:
                    raise WrongTemplateError(
                        f"{self._name}: its layouts expand to more than "
                        f"{MAX_EXPANDED // MEGABYTE} MB: make their pictures smaller"
                    )
        return bytes(found)


def _kind(relation: etree._Element) -> str:
    """Return the last word of a relation's type."""
    return str(relation.get("Type", "")).rpartition("/")[2]


def _leads(name: str | bytes, value: str | bytes, kept_relations: set[str]) -> bool:
    return str(name).startswith(RELATION_ID) and value not in kept_relations


def _holders(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the objects that contain an element, or that it is."""
    for outer in (element, *element.iterancestors()):
        if etree.QName(outer).localname in HOLDERS:
            yield outer


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
