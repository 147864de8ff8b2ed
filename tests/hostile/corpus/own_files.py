"""Files that are brought as own layers."""

import json
import zipfile

from tests.hostile.corpus.shapes import BOW, POINT, SQUARE, collection, feature, geometry, zones
from tests.hostile.corpus.texts import DIRECTIONS, EMPTY, FORMULAS, GDAL, SCRIPTS, Case
from tests.hostile.corpus.zips import encrypted, packed, symlink, wrong_sum, zipped

NOT_JSON = "is not JSON: Expecting value (line 1, column 1)"


OWN_FILES = [
    *(Case("script", name, zones(text), "") for name, text in SCRIPTS.items()),
    *(Case("formula", name, zones(text), "") for name, text in FORMULAS.items()),
    *(Case("direction", name, zones(text), "") for name, text in DIRECTIONS.items()),
    *(Case("empty", f"title-{name}", zones(text), "") for name, text in EMPTY.items()),
    *(Case("gdal", name, text.encode(), NOT_JSON) for name, text in GDAL.items()),
    Case("gdal", "zipped", zipped("a.geojson", GDAL["vrt"].encode()), NOT_JSON),
    Case("archive", "symlink", symlink(), NOT_JSON),
    Case("archive", "wrong-sum", wrong_sum(), "is not a zip that can be read"),
    Case("archive", "encrypted", encrypted(), "the zip is encrypted"),
    Case("archive", "traversal", zipped("../../a.json"), "that leads out of it"),
    Case("archive", "absolute", zipped("/etc/a.json"), "that leads out of it"),
    Case("archive", "drive", zipped("C:\\a.json"), "that leads out of it"),
    Case("archive", "zip-in-zip", zipped("b.zip", zipped("a.json")), "the zip has a zip in it"),
    Case("archive", "zip-as-geojson", zipped("a.geojson", zipped("a.json")), "is not UTF-8"),
    Case("archive", "bomb", zipped("a.json", b"[" * 53_000_000), "expands to more than it may"),
    Case("archive", "entries", packed(lambda z: [z.writestr(f"{n}", "") for n in range(101)]), "more than 100 entries"),
    Case("archive", "cut", zipped("a.json")[:40], "is not a zip that can be read"),
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
