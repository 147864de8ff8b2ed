"""Files of briefings."""

from tests.hostile.corpus.texts import DIRECTIONS, FORMULAS, GDAL, HIDDEN, SCRIPTS, Case, toml
from tests.hostile.corpus.zips import zipped


def briefing(
    title: str = "T", caption: str = "c", more: str = "", on: str = '"druze-corridor"'
) -> bytes:
    """Return a briefing of one step; texts are written as JSON does, which TOML reads as well."""
    return (
        f'title = {toml(title)}\nas_of = "2026"\n{more}\n[[step]]\nid = "one"\n'
        f"title = {toml(title)}\ncaption = {toml(caption)}\n[step.scenario]\non = [{on}]\n"
        "[step.view]\ncentre = [33.0, 36.0]\nzoom = 9\n"
    ).encode()


def setting(value: bytes) -> bytes:
    """Return a briefing that sets the width of the corridor."""
    given = b'\nparameters = {"druze-corridor.passage.width_km" = ' + value + b"}"
    return briefing().replace(b'on = ["druze-corridor"]', b'on = ["druze-corridor"]' + given)


BRIEFINGS = [
    *(Case("script", name, briefing(text, "" if "{" in text else text), "") for name, text in SCRIPTS.items()),
    Case("script", "in-braces", briefing(caption=SCRIPTS["template"]), "an unmatched brace"),
    Case("script", "as-address", briefing(caption="{<img src=x>:<b>}"), "'<b>' is not a form"),
    Case("script", "as-name", briefing(on=toml(SCRIPTS["image"])), "is not known"),
    *(Case("formula", name, briefing(text, text), "") for name, text in FORMULAS.items()),
    *(Case("direction", name, briefing(text), HIDDEN) for name, text in DIRECTIONS.items()),
    Case("direction", "in-notes", briefing().replace(b"caption =", b'notes = "a\\u0007"\ncaption =', 1), HIDDEN),
    Case("direction", "raw", briefing().replace(b'"T"', b'"T\x07"', 1), "is not TOML: Illegal character"),
    Case("formula", "as-id", briefing().replace(b'id = "one"', b'id = "=1+1"'), "does not have the form"),
    Case("direction", "in-a-key", briefing(more='"a\\u202e\\nb" = 1'), "is an unknown field"),
    *(Case("gdal", name, text.encode(), "is not TOML") for name, text in GDAL.items()),
    Case("archive", "bomb", zipped("briefing.toml", b"#" * 20_000_000), "is not UTF-8"),
    Case("archive", "zip", zipped("briefing.toml", briefing()), "is not"),
    Case("number", "nan", briefing().replace(b"zoom = 9", b"zoom = nan"), "finite number"),
    Case("number", "infinity", briefing().replace(b"zoom = 9", b"zoom = inf"), "finite number"),
    Case("number", "1e999", briefing().replace(b"zoom = 9", b"zoom = 1e999"), "finite number"),
    Case("number", "digits", briefing().replace(b"zoom = 9", b"zoom = " + b"9" * 5000), "too many digits"),
    Case("number", "hexadecimal", briefing().replace(b"zoom = 9", b"zoom = 0x" + b"f" * 9000), "zoom: "),
    Case("number", "of-a-parameter", setting(b"1e308"), "1e+308 is not an allowed value: write 20"),
    Case("number", "below-a-parameter", setting(b"-1e308"), "-1e+308 is not an allowed value: write 1"),
    Case("number", "digits-of-a-parameter", setting(b"9" * 4_000), "input should be a valid number"),
    Case("number", "no-number", setting(b"nan"), "finite number"),
    Case("number", "truth", briefing().replace(b"zoom = 9", b"zoom = true"), "zoom: "),
    Case("number", "as-title", briefing().replace(b'title = "T"', b"title = 1", 1), "should be a valid string"),
    Case("number", "as-steps", b'title = "T"\nas_of = "2026"\nstep = [1, "x", [], true]', "step.1: "),
    Case("number", "date", briefing().replace(b'as_of = "2026"', b"as_of = 2026-01-01"), "as_of: input should be a valid string"),
    Case("many", "braces", briefing(caption="{" * 90_000), "an unmatched brace"),
    Case("many", "parts-of-an-address", briefing(caption="{" + "a." * 90_000 + "}"), "a key of more than 32 parts"),
    Case("many", "readings", briefing().replace(b'on = ["druze-corridor"]', b'on = ["druze-corridor"]\nreadings = {"druze-corridor.passage" = [' + b'"x",' * 40_000 + b"]}"), "is not known"),
    Case("many", "bytes", b"#" * 200_001, "is larger than 200 kB"),
    Case("many", "steps", briefing() + b'[[step]]\nid = "a"\n' * 9_000, "at most 40 are allowed"),
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
    Case("empty", "steps", b'title = "T"\nas_of = "2026"\nstep = []', "at least 1 must be given"),
    Case("empty", "on", briefing(on=""), ""),
]  # fmt: skip
