"""Briefings that travel in a link, and the other values of a link."""

import base64
import json
import zlib
from urllib.parse import urlencode

from tests.hostile.corpus.texts import DIRECTIONS, FORMULAS, GDAL, HIDDEN, SCRIPTS, Case


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
    Case("number", "1e308", f"{PASSAGE}.width_km=1e308".encode(), "showing 20"),
    Case("number", "digits", f"{PASSAGE}.width_km={'1' * 5000}".encode(), "is not a number"),
    Case("number", "view", b"view=nan,36,9", "is not latitude,longitude,zoom"),
    Case("many", "names", b"on=" + b"x," * 100_000, "and 99,988 more like these"),
    Case("many", "keys", b"&".join(b"k%d=" % n for n in range(100_000)), "and 99,988 more like these"),
    Case("many", "letters", b"on=" + b"x" * 1_000_000, "is not a layer here"),
    Case("nested", "query", query(on=query(on=query(on="a").decode()).decode()), "is not a layer here"),
    Case("nested", "signs", query(on="[" * 100_000), ""),
    Case("encoding", "broken", b"on=%ff%fe%c3", "is not a layer here"),
    Case("encoding", "surrogate", b"on=%ED%A0%80", "is not a layer here"),
    Case("encoding", "mark", b"%EF%BB%BFon=none", ""),
    Case("encoding", "per-cent", b"on=%%%zz%", "is not a layer here"),
    Case("duplicate", "language", b"lang=he&lang=fr", "language 'fr'"),
    Case("duplicate", "on", b"on=druze-corridor&on=druze-corridor", ""),
    Case("duplicate", "reading", f"{PASSAGE}=southern,southern,southern".encode(), ""),
    Case("globe", "pole", b"view=90,36,9", "outside the map"),
    Case("globe", "antimeridian", b"view=33,-180,9", "outside the map"),
    Case("empty", "query", b"", ""),
    Case("empty", "on", b"on=", ""),
    Case("empty", "pairs", b"&&=&", ""),
    Case("empty", "view", b"view=,,", "is not latitude,longitude,zoom"),
    Case("empty", "language", b"lang=", "is not one of"),
]  # fmt: skip
