"""Bad input that is text, the classes of all bad input, and what a case of it is."""

import json
from typing import NamedTuple

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
    "attribute": '"\' onmouseover="top.ran=1" x=\'',
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


HIDDEN = "has the hidden character U+"
"""Begins the line that refuses a character which is not seen."""


class Case(NamedTuple):
    """A piece of bad input of a class; nothing is told where it is taken."""

    of: str
    name: str
    content: bytes
    told: str
    """A part of the line that refuses it, or nothing if it is taken."""

    @property
    def id(self) -> str:
        return f"{self.of}-{self.name}"


def toml(text: str) -> str:
    """Return a basic string of TOML."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
