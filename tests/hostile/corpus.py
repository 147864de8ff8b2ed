"""Bad input as data: texts, files, briefings, links, proposals and drawings, by class.

A case is its class, what it is, and what is said of it; nothing is said of what is taken.
"""

import base64
import io
import json
import stat
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

CLASSES = {
    "script": "markup, links and templates in texts",
    "formula": "texts that a spreadsheet would compute",
    "gdal": "documents that make GDAL read something else",
    "archive": "zips that are bombs, lead out, are damaged or locked",
    "number": "NaN, infinities, 1e999, numbers of thousands of digits",
    "many": "a million vertices, keys, steps or names",
    "nested": "lists, tables and keys inside each other by the thousand",
    "encoding": "bytes that are no UTF-8, and byte order marks",
    "direction": "control characters and those that turn the direction of a text",
    "duplicate": "ids, keys and pairs that are given twice",
    "ring": "rings that cross themselves or are degenerate",
    "globe": "poles, the antimeridian, and what is not on the globe",
    "empty": "empty files, collections, geometries, names",
}

SCRIPTS = {
    "tag": "<script>top.ran=1;window.ran=1</script>",
    "ends-script": "</script><script>top.ran=1</script><!--",
    "image": "<img src=x onerror='top.ran=1;window.ran=1'>",
    "attribute": "\"' onmouseover=\"top.ran=1\" x='",
    "svg": "<svg onload=top.ran=1><use href='//evil.example/x'/></svg>",
    "entity": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    "cdata": "]]><a:t>&amp;</a:t><![CDATA[",
    "link": "[a](javascript:top.ran=1) ![i](https://evil.example/i.png) www.evil.example",
    "icon": ":material/home: :red[x] &copy; https://evil.example a@evil.example",
    "template": "{{7*7}} ${7*7} #{7*7} <%= 7*7 %> $x^2$",
}
"""Texts that would run, load or lead somewhere, were they anything but text."""

FORMULAS = {
    "equals": "=HYPERLINK(1)",
    "plus": "+1+1",
    "minus": "-2+3",
    "at": "@SUM(1)",
    "tab": "\t=1+1",
    "return": "\r=1+1",
}
DIRECTIONS = {
    "override": "zone\u202egnp.exe",
    "isolate": "zone\u2066one\u2069",
    "escape": "zone\x1b[2J",
    "nul": "zone\x00one",
    "no-character": "zone\uffffone",
    "line": "zone\u2028one",
    "tags": "zone\U000e0041\U000e0042",
}
EMPTY = {"nothing": "", "spaces": "  ", "joiner": "\u200b\ufeff"}
TEXTS = {"script": SCRIPTS, "formula": FORMULAS, "direction": DIRECTIONS, "empty": EMPTY}
"""What is a text wherever texts go."""

VRT = (
    '<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>{path}</SrcDataSource>'
    "</OGRVRTLayer></OGRVRTDataSource>"
)
GDAL = {
    "vrt": VRT.format(path="/etc/passwd"),
    "vrt-raster": "<VRTDataset><SourceFilename>/etc/passwd</SourceFilename></VRTDataset>",
    "wms": "<OGRWMSDataSource><Service>http://evil.example/</Service></OGRWMSDataSource>",
    "wfs": "<OGRWFSDataSource><URL>http://evil.example/wfs</URL></OGRWFSDataSource>",
    "csv": "CSV:/etc/passwd",
    "vsicurl": "/vsicurl/http://evil.example/zones.geojson",
    "vsizip": "/vsizip//etc/passwd",
    "gml": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><FeatureCollection>&e;</FeatureCollection>',
}

POINT = b'{"type": "Point", "coordinates": [36, 33]}'
SQUARE = [[36.0, 33.0], [36.1, 33.0], [36.1, 33.1], [36.0, 33.1], [36.0, 33.0]]


class Case(NamedTuple):
    of: str
    name: str
    content: bytes
    told: str
    """A part of the line that refuses it, or nothing if it is taken."""

    @property
    def id(self) -> str:
        return f"{self.of}-{self.name}"


def feature(title: str, geometry: object, feature_id: object = None) -> dict[str, object]:
    return {"type": "Feature", "id": feature_id, "properties": {"name": title}, "geometry": geometry}


def collection(*features: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def zones(*titles: str) -> bytes:
    """Return a file with a square for each title."""
    area = {"type": "Polygon", "coordinates": [SQUARE]}
    return collection(*(feature(title, area) for title in titles))


def geometry(kind: str, coordinates: object) -> bytes:
    return json.dumps({"type": kind, "coordinates": coordinates}).encode()


def packed(change: Callable[[zipfile.ZipFile], object]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        change(archive)
    return stream.getvalue()


def _symlink() -> bytes:
    entry = zipfile.ZipInfo("a.geojson")
    entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return packed(lambda archive: archive.writestr(entry, "/etc/passwd"))


def _wrong_sum() -> bytes:
    whole = bytearray(packed(lambda archive: archive.writestr("a.json", POINT)))
    for head, at in ((b"PK\x03\x04", 14), (b"PK\x01\x02", 16)):
        whole[whole.index(head) + at] ^= 0xFF
    return bytes(whole)


def _encrypted() -> bytes:
    whole = bytearray(packed(lambda archive: archive.writestr("a.json", POINT)))
    whole[whole.index(b"PK\x01\x02") + 8] |= 1
    return bytes(whole)


def _zip(name: str, content: bytes = POINT) -> bytes:
    return packed(lambda archive: archive.writestr(name, content))


BOW = [[[36, 33], [37, 34], [37, 33], [36, 34], [36, 33]]]
NOT_JSON = "is not JSON: Expecting value (line 1, column 1)"

OWN_FILES = [
    *(Case("script", name, zones(text), "") for name, text in SCRIPTS.items()),
    *(Case("formula", name, zones(text), "") for name, text in FORMULAS.items()),
    *(Case("direction", name, zones(text), "") for name, text in DIRECTIONS.items()),
    *(Case("empty", f"title-{name}", zones(text), "") for name, text in EMPTY.items()),
    *(Case("gdal", name, text.encode(), NOT_JSON) for name, text in GDAL.items()),
    Case("gdal", "zipped", _zip("a.geojson", GDAL["vrt"].encode()), NOT_JSON),
    Case("archive", "symlink", _symlink(), NOT_JSON),
    Case("archive", "wrong-sum", _wrong_sum(), "is not a zip that can be read"),
    Case("archive", "encrypted", _encrypted(), "the zip is encrypted"),
    Case("archive", "traversal", _zip("../../a.json"), "that leads out of it"),
    Case("archive", "absolute", _zip("/etc/a.json"), "that leads out of it"),
    Case("archive", "drive", _zip("C:\\a.json"), "that leads out of it"),
    Case("archive", "zip-in-zip", _zip("b.zip", _zip("a.json")), "the zip has a zip in it"),
    Case("archive", "zip-as-geojson", _zip("a.geojson", _zip("a.json")), "is not UTF-8"),
    Case("archive", "bomb", _zip("a.json", b"[" * 53_000_000), "expands to more than it may"),
    Case("archive", "entries", packed(lambda z: [z.writestr(f"{n}", "") for n in range(101)]), "more than 100 entries"),
    Case("archive", "cut", _zip("a.json")[:40], "is not a zip that can be read"),
    Case("number", "nan", b'{"type": "Point", "coordinates": [NaN, 33]}', "NaN is no number"),
    Case("number", "infinity", b'{"type": "Point", "coordinates": [36, -Infinity]}', "-Infinity is no number"),
    Case("number", "1e999", b'{"type": "Point", "coordinates": [1e999, 33]}', "is not a finite number"),
    Case("number", "1e999-elsewhere", zones("a").replace(b'"id": null', b'"id": 1e999'), ""),
    Case("number", "digits", b'{"type": "Point", "coordinates": [' + b"1" * 5000 + b", 33]}", "too many digits"),
    Case("number", "digits-400", b'{"type": "Point", "coordinates": [1' + b"0" * 400 + b", 33]}", "too many digits"),
    Case("many", "vertices", geometry("MultiPoint", [[36.1, 33.5]] * 1_000_000), "holds 3,000,004 values"),
    Case("many", "keys", b"{" + b",".join(b'"%d":0' % n for n in range(740_000)) + b"}", "an object with 740,000 keys"),
    Case("many", "features", collection(*[0] * 5_001), "has 5,001 features"),
    Case("many", "features-taken", collection(*[feature(f"n{n}", {"type": "Point", "coordinates": [36 + n / 1e4, 33]}) for n in range(5_000)]), ""),
    Case("nested", "lists", b"[" * 100_000 + b"]" * 100_000, "is nested 100,000 deep"),
    Case("nested", "objects", b'{"a":' * 100_000, "is nested 100,000 deep"),
    Case("encoding", "utf-16", zones("a").decode().encode("utf-16"), "byte 0 is not UTF-8"),
    Case("encoding", "utf-16-without-mark", zones("a").decode().encode("utf-16-le"), "is not JSON"),
    Case("encoding", "broken", zones("a").replace(b'"a"', b'"\xc3"'), "is not UTF-8"),
    Case("encoding", "overlong", zones("a").replace(b'"a"', b'"\xc0\xaf"'), "is not UTF-8"),
    Case("encoding", "surrogate", zones("\ud800"), ""),
    Case("encoding", "mark", b"\xef\xbb\xbf" + zones("a"), ""),
    Case("encoding", "two-marks", b"\xef\xbb\xbf" * 2 + zones("a"), "is not JSON"),
    Case("duplicate", "key", b'{"type": "Point", "type": "Point"}', "gives 'type' twice"),
    Case("duplicate", "many-keys", b"{" + b",".join(b'"%d":0' % n for n in range(9_999)) + b',"0":0}', "gives '0' twice"),
    Case("duplicate", "ids", collection(*[feature("a", json.loads(POINT), "same")] * 3), ""),
    Case("ring", "bow", geometry("Polygon", BOW), "the area crosses itself"),
    Case("ring", "flat", geometry("Polygon", [[[36, 33], [37, 34], [36.5, 33.5], [36, 33]]]), "a ring without area"),
    Case("ring", "short", geometry("Polygon", [SQUARE[:3]]), "has 3 positions"),
    Case("ring", "open", geometry("Polygon", [SQUARE[:4]]), "is not closed"),
    Case("ring", "point", geometry("LineString", [[36, 33], [36, 33]]), "a line without length"),
    Case("globe", "antimeridian", geometry("LineString", [[170, 33], [-170, 33]]), "as if it went round a pole"),
    Case("globe", "pole", geometry("Polygon", [[[-180, 85], [180, 85], [180, 90], [-180, 90], [-180, 85]]]), "as if it went round a pole"),
    Case("globe", "at-the-pole", geometry("Point", [0, 90]), ""),
    Case("globe", "up-to-the-pole", geometry("Polygon", [[[0, 89], [90, 89], [90, 90], [0, 90], [0, 89]]]), ""),
    Case("globe", "up-to-the-antimeridian", geometry("Polygon", [[[179, 0], [180, 0], [180, 1], [179, 0]]]), ""),
    Case("globe", "outside", geometry("Point", [36, 90.1]), "is not on the globe"),
    Case("globe", "metres", geometry("Point", [220_000, 740_000]), "is not on the globe"),
    Case("empty", "file", b"", "is empty"),
    Case("empty", "spaces", b" \n", "is empty"),
    Case("empty", "zip", packed(zipfile.ZipFile.infolist), "has 0 files"),
    Case("empty", "collection", collection(), "has no feature with a geometry"),
    Case("empty", "geometry", collection(feature("a", None)), "has no feature with a geometry"),
    Case("empty", "coordinates", geometry("Polygon", []), "it has empty coordinates"),
]  # fmt: skip


def briefing(title: str = "T", caption: str = "c", more: str = "", on: str = '"druze-corridor"') -> bytes:
    """Return a briefing of one step; texts are written as JSON does, which TOML reads as well."""
    return (
        f'title = {toml(title)}\nas_of = "2026"\n{more}\n[[step]]\nid = "one"\n'
        f"title = {toml(title)}\ncaption = {toml(caption)}\n[step.scenario]\non = [{on}]\n"
        "[step.view]\ncentre = [33.0, 36.0]\nzoom = 9\n"
    ).encode()


def toml(text: str) -> str:
    """Return a basic string of TOML."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


HIDDEN = "has the hidden character U+"

BRIEFINGS = [
    *(Case("script", name, briefing(text, "" if "{" in text else text), "") for name, text in SCRIPTS.items()),
    Case("script", "in-braces", briefing(caption=SCRIPTS["template"]), "a brace that stands alone"),
    Case("script", "as-address", briefing(caption="{<img src=x>:<b>}"), "'<b>' is not a form"),
    Case("script", "as-name", briefing(on=toml(SCRIPTS["image"])), "is not known"),
    *(Case("formula", name, briefing(text, text), "") for name, text in FORMULAS.items()),
    *(Case("direction", name, briefing(text), HIDDEN) for name, text in DIRECTIONS.items()),
    Case("direction", "in-a-key", briefing(more='"a\\u202e\\nb" = 1'), "is not a field"),
    *(Case("gdal", name, text.encode(), "is not TOML") for name, text in GDAL.items()),
    Case("archive", "zip", _zip("briefing.toml", briefing()), "is not"),
    Case("number", "nan", briefing().replace(b"zoom = 9", b"zoom = nan"), "finite number"),
    Case("number", "infinity", briefing().replace(b"zoom = 9", b"zoom = inf"), "finite number"),
    Case("number", "1e999", briefing().replace(b"zoom = 9", b"zoom = 1e999"), "finite number"),
    Case("number", "digits", briefing().replace(b"zoom = 9", b"zoom = " + b"9" * 5000), "too many digits"),
    Case("number", "hexadecimal", briefing().replace(b"zoom = 9", b"zoom = 0x" + b"f" * 9000), "zoom: "),
    Case("many", "bytes", b"#" * 200_001, "is larger than 200 kB"),
    Case("many", "steps", briefing() + b'[[step]]\nid = "a"\n' * 9_000, "at most 40 items"),
    Case("many", "names", briefing(on='"druze-corridor",' * 10_000), ""),
    Case("many", "wrong-names", briefing(on="1," * 90_000), "input should be a valid string"),
    Case("many", "letters", briefing(on=toml("x" * 190_000)), "is not known"),
    Case("many", "letters-of-a-key", f"{'x' * 90_000} = 1\n".encode() * 2, "is not TOML: Cannot overwrite a value"),
    Case("nested", "lists", b"a = " + b"[" * 100_000, "is nested too deeply"),
    Case("nested", "tables", b"a = " + b"{a=" * 50_000, "is nested too deeply"),
    Case("nested", "dotted-key", b"title" + b".a" * 20_000 + b" = 1", "a key of more than 32 parts"),
    Case("nested", "dotted-quotes", b"title" + b' . "\\""' * 20_000 + b" = 1", "a key of more than 32 parts"),
    Case("nested", "value", briefing().replace(b"zoom = 9", b"zoom = " + b"[" * 80 + b"]" * 80), "zoom: "),
    Case("encoding", "utf-16", briefing().decode().encode("utf-16"), "byte 0: is not UTF-8"),
    Case("encoding", "broken", b'title = "\xc3"', "is not UTF-8"),
    Case("encoding", "mark", b"\xef\xbb\xbf" + briefing(), ""),
    Case("encoding", "surrogate", b'title = "\\ud800"', "is not TOML"),
    Case("duplicate", "key", b"a = 1\na = 2", "is not TOML: Cannot overwrite a value"),
    Case("duplicate", "id", briefing() + briefing().partition(b"\n\n")[2], "step 'one' is given twice"),
    Case("globe", "pole", briefing().replace(b"[33.0, 36.0]", b"[90.0, 36.0]"), "less than or equal to 38"),
    Case("globe", "antimeridian", briefing().replace(b"[33.0, 36.0]", b"[33.0, -180.0]"), "greater than or equal to 32"),
    Case("empty", "file", b"", "title: is missing"),
    Case("empty", "titles", briefing("", ""), ""),
    Case("empty", "steps", b'title = "T"\nas_of = "2026"\nstep = []', "at least 1 item"),
    Case("empty", "on", briefing(on=""), ""),
]  # fmt: skip


def link(content: object) -> bytes:
    """Return what stands in a link for a briefing, or for bytes in its place."""
    text = content if isinstance(content, bytes) else json.dumps(content).encode()
    packer = zlib.compressobj(9, wbits=-15)
    return base64.urlsafe_b64encode(packer.compress(text) + packer.flush()).rstrip(b"=")


def sent(title: str = "T", **changes: object) -> dict[str, object]:
    scenario = {"on": ["druze-corridor"]} | changes
    view = {"centre": [33.0, 36.0], "zoom": 9}
    step = {"id": "one", "title": title, "scenario": scenario, "view": view}
    return {"title": title, "as_of": "2026", "step": [step]}


LINKS = [
    *(Case("script", name, link(sent(text)), "") for name, text in SCRIPTS.items()),
    Case("script", "as-name", link(sent(on=[SCRIPTS["image"]])), "is not known"),
    *(Case("formula", name, link(sent(text)), "") for name, text in FORMULAS.items()),
    *(Case("direction", name, link(sent(text)), HIDDEN) for name, text in DIRECTIONS.items()),
    *(Case("gdal", name, link(text.encode()), "cannot be read") for name, text in GDAL.items()),
    Case("gdal", "as-it-is", GDAL["vsicurl"].encode(), "cannot be read"),
    Case("archive", "bomb", link(b" " * 50_000_000), "is cut off, or too large"),
    Case("archive", "cut", link(sent())[:40], "is cut off"),
    Case("number", "nan", link(json.dumps(sent(parameters={"druze-corridor.passage.width_km": float("nan")})).encode()), "finite number"),
    Case("number", "1e999", link(json.dumps(sent()).replace('"zoom": 9', '"zoom": 1e999').encode()), "finite number"),
    Case("number", "digits", link(b'{"as_of": ' + b"1" * 5000 + b"}"), "cannot be read"),
    Case("many", "names", link(sent(on=["x"] * 30_000)), "is not known"),
    Case("many", "letters", link(sent(on=["x" * 190_000])), "is not known"),
    Case("nested", "lists", link(b"[" * 100_000), "cannot be read"),
    Case("nested", "value", link(b'{"title":' + b"[" * 900 + b"]" * 900 + b"}"), "title.str"),
    Case("encoding", "not-base64", "\u00e9\u202e\n".encode(), "cannot be read"),
    Case("encoding", "broken", link(b'{"title": "\xc3"}'), "cannot be read"),
    Case("encoding", "utf-16", link(json.dumps(sent()).encode("utf-16")), ""),
    Case("encoding", "surrogate", link(sent("\ud800")), HIDDEN),
    Case("encoding", "surrogate-key", link({"\ud800": 1}), "unicode"),
    Case("duplicate", "id", link({**sent(), "step": sent()["step"] * 2}), "step 'one' is given twice"),
    Case("duplicate", "key", link(json.dumps(sent()).replace('{"title"', '{"title": "S", "title"').encode()), ""),
    Case("globe", "pole", link(json.dumps(sent()).replace("33.0", "90.0").encode()), "less than or equal to 38"),
    Case("empty", "text", b"", "is cut off"),
    Case("empty", "object", link({}), "title: is missing"),
    Case("empty", "list", link([]), "valid dictionary"),
    Case("empty", "titles", link(sent("")), ""),
]  # fmt: skip

PASSAGE = "druze-corridor.passage"


def query(**pairs: str) -> bytes:
    return urlencode(pairs).encode()


QUERIES = [
    *(Case("script", name, query(on=text), "is not a layer here") for name, text in SCRIPTS.items()),
    Case("script", "language", query(lang=SCRIPTS["tag"]), "is not one of en, ar, he"),
    Case("script", "view", query(view=SCRIPTS["tag"]), "is not latitude,longitude,zoom"),
    Case("script", "key", urlencode({SCRIPTS["tag"]: ""}).encode(), "is not known here"),
    Case("script", "value", urlencode({f"{PASSAGE}.width_km": SCRIPTS["tag"]}).encode(), "is not a number"),
    Case("script", "reading", urlencode({PASSAGE: SCRIPTS["tag"]}).encode(), "is not one of"),
    *(Case("formula", name, query(on=text), "is not a layer here") for name, text in FORMULAS.items()),
    *(Case("direction", name, query(on=text), "is not a layer here") for name, text in DIRECTIONS.items()),
    *(Case("gdal", name, query(on=text), "is not a layer here") for name, text in GDAL.items()),
    Case("number", "nan", f"{PASSAGE}.width_km=nan".encode(), "'nan' is not a number"),
    Case("number", "infinity", f"{PASSAGE}.width_km=-inf".encode(), "'-inf' is not a number"),
    Case("number", "1e999", f"{PASSAGE}.width_km=1e999".encode(), "'1e999' is not a number"),
    Case("number", "1e308", f"{PASSAGE}.width_km=1e308".encode(), "20 is shown"),
    Case("number", "digits", f"{PASSAGE}.width_km={'1' * 5000}".encode(), "is not a number"),
    Case("number", "view", b"view=nan,36,9", "is not latitude,longitude,zoom"),
    Case("many", "names", b"on=" + b"x," * 100_000, "and 99,988 more like these"),
    Case("many", "keys", b"&".join(b"k%d=" % n for n in range(100_000)), "and 99,988 more like these"),
    Case("many", "letters", b"on=" + b"x" * 1_000_000, "is not a layer here"),
    Case("nested", "query", query(on=query(on=query(on="a").decode()).decode()), "is not a layer here"),
    Case("nested", "signs", query(on="[" * 100_000), "is not a layer here"),
    Case("encoding", "broken", b"on=%ff%fe%c3", "is not a layer here"),
    Case("encoding", "surrogate", b"on=%ED%A0%80", "is not a layer here"),
    Case("encoding", "mark", b"%EF%BB%BFon=none", "is not known here"),
    Case("encoding", "per-cent", b"on=%%%zz%", "is not a layer here"),
    Case("duplicate", "language", b"lang=he&lang=fr", "language 'fr'"),
    Case("duplicate", "on", b"on=druze-corridor&on=druze-corridor", ""),
    Case("duplicate", "reading", f"{PASSAGE}=southern,southern,southern".encode(), ""),
    Case("globe", "pole", b"view=90,36,9", "off this map"),
    Case("globe", "antimeridian", b"view=33,-180,9", "off this map"),
    Case("empty", "query", b"", ""),
    Case("empty", "on", b"on=", ""),
    Case("empty", "pairs", b"&&=&", "'' is not known here"),
    Case("empty", "view", b"view=,,", "is not latitude,longitude,zoom"),
    Case("empty", "language", b"lang=", "is not one of"),
]  # fmt: skip


def drawing(shape: str, positions: object, name: str = "") -> bytes:
    return json.dumps({"shape": shape, "positions": positions, "name": name}).encode()


LINE = [[36, 33], [36.1, 33.1]]
NO_PAIRS = "no pairs of longitude and latitude"

DRAWINGS = [
    *(Case("script", name, drawing("line", LINE, text), "") for name, text in SCRIPTS.items()),
    Case("script", "shape", drawing(SCRIPTS["tag"], LINE), "it is none of line, area"),
    *(Case("formula", name, drawing("line", LINE, text), "") for name, text in FORMULAS.items()),
    *(Case("direction", name, drawing("line", LINE, text), "") for name, text in DIRECTIONS.items()),
    *(Case("empty", f"name-{name}", drawing("line", LINE, text), "") for name, text in EMPTY.items()),
    *(Case("gdal", name, drawing(text, LINE), "it is none of line, area") for name, text in GDAL.items()),
    Case("gdal", "positions", drawing("line", GDAL["vrt"]), NO_PAIRS),
    Case("number", "nan", drawing("line", [[float("nan"), 33], [36, 33]]), NO_PAIRS),
    Case("number", "infinity", drawing("line", [[36, float("-inf")], [36, 33]]), NO_PAIRS),
    Case("number", "1e999", b'{"shape": "line", "positions": [[1e999, 33], [36, 33]], "name": ""}', NO_PAIRS),
    Case("number", "digits", drawing("line", [[10**400, 33], [36, 33]]), NO_PAIRS),
    Case("many", "positions", drawing("line", LINE * 10_000), "more than 500 positions"),
    Case("many", "letters", drawing("line", LINE, "x" * 1_000_000), ""),
    Case("nested", "positions", b'{"shape": "line", "name": "", "positions": ' + b"[" * 500 + b"]" * 500 + b"}", NO_PAIRS),
    Case("encoding", "surrogate", drawing("line", LINE, "\ud800"), ""),
    Case("encoding", "texts", drawing("line", [["\ud800", "33"]] * 2), NO_PAIRS),
    Case("duplicate", "positions", drawing("line", [[36, 33], [36, 33]]), "a line without length"),
    Case("duplicate", "corner", drawing("area", [[36, 33], [36, 33], [36.1, 33], [36.1, 33.1]]), ""),
    Case("ring", "bow", drawing("area", BOW[0][:4]), "the area crosses itself"),
    Case("ring", "flat", drawing("area", [[36, 33], [36, 33.1], [36, 33.2]]), "a ring without area"),
    Case("ring", "circle", drawing("circle", [[36, 33], [36, 33]]), "the circle has no radius"),
    Case("globe", "pole", drawing("circle", [[36, 89.9], [36, 89.5]]), "as if it went round a pole"),
    Case("globe", "antimeridian", drawing("line", [[179, 33], [-179, 33]]), "as if it went round a pole"),
    Case("globe", "half-round", drawing("line", [[0, 0], [180, 0]]), ""),
    Case("globe", "outside", drawing("line", [[36, 90.1], [36, 33]]), NO_PAIRS),
    Case("globe", "circle", drawing("circle", [[36, 33], [36, -33]]), "at most 1,000 km are drawn"),
    Case("empty", "positions", drawing("line", []), "it has 0 positions"),
    Case("empty", "pairs", drawing("line", [[], []]), NO_PAIRS),
    Case("empty", "shape", drawing("", LINE), "it is none of line, area"),
    Case("empty", "none", drawing("line", None), NO_PAIRS),
]  # fmt: skip

CORRIDOR = (Path(__file__).parents[2] / "geodata/proposals/druze-corridor.toml").read_text("utf-8")
TITLE = 'title = "Secure passage to the Druze Mountain"'


def proposal(old: str, new: str) -> bytes:
    """Return the corridor's file with something else in it."""
    assert old in CORRIDOR, old
    return CORRIDOR.replace(old, new, 1).encode()


def entitled(text: str) -> bytes:
    return proposal(TITLE, f"title = {toml(text)}")


PROPOSALS = [
    *(Case("script", name, entitled(text), "") for name, text in SCRIPTS.items()),
    Case("script", "as-id", proposal('id = "passage"', f"id = {toml(SCRIPTS['image'])}"), "does not have the form"),
    Case("script", "as-status", proposal('status = "asked"', f"status = {toml(SCRIPTS['image'])}"), "is not one of"),
    *(Case("formula", name, entitled(text), "") for name, text in FORMULAS.items()),
    *(Case("direction", name, entitled(text), HIDDEN) for name, text in DIRECTIONS.items()),
    Case("direction", "in-arguments", proposal('recipe = "', 'recipe = "\\u202e'), "does not have the form"),
    *(Case("gdal", name, text.encode(), "is not TOML") for name, text in GDAL.items()),
    Case("archive", "zip", _zip("a.toml", CORRIDOR.encode()), "is not"),
    Case("number", "nan", proposal("default = 5.0", "default = nan"), "nan"),
    Case("number", "1e999", proposal("default = 5.0", "default = 1e999"), "finite number"),
    Case("number", "digits", proposal("default = 5.0", "default = " + "1" * 5000), "too many digits"),
    Case("number", "hexadecimal", proposal("default = 5.0", "default = 0x" + "f" * 9000), "default: "),
    Case("many", "provisions", CORRIDOR.encode() + b'[[provision]]\nid = "a"\n' * 9_000, "is missing"),
    Case("many", "letters", proposal('status = "asked"', f'status = "{"x" * 190_000}"'), "is not one of"),
    Case("nested", "lists", b"a = " + b"[" * 100_000, "is nested too deeply"),
    Case("nested", "dotted-key", b"title" + b".a" * 20_000 + b" = 1", "a key of more than 32 parts"),
    Case("nested", "value", proposal(TITLE, "title = " + "[" * 80 + "]" * 80), "title"),
    Case("encoding", "utf-16", CORRIDOR.encode("utf-16"), "is not UTF-8"),
    Case("encoding", "broken", CORRIDOR.encode() + b"# \xe9\n", "is not UTF-8"),
    Case("encoding", "mark", b"\xef\xbb\xbf" + CORRIDOR.encode(), ""),
    Case("duplicate", "key", proposal(TITLE, f"{TITLE}\n{TITLE}"), "is not TOML: Cannot overwrite a value"),
    Case("duplicate", "provision", CORRIDOR.encode() + b"[[provision]]" + CORRIDOR.partition("[[provision]]")[2].encode(), "'passage' is given twice"),
    Case("empty", "file", b"", "title: is missing"),
    Case("empty", "title", entitled(""), ""),
    Case("empty", "provisions", CORRIDOR.partition("[[provision]]")[0].encode(), "provision: is missing"),
]  # fmt: skip
