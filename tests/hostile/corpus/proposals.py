"""Files of proposals."""

from pathlib import Path

from tests.hostile.corpus.texts import DIRECTIONS, FORMULAS, GDAL, HIDDEN, SCRIPTS, Case, toml
from tests.hostile.corpus.zips import zipped

CORRIDOR = (Path(__file__).parents[3] / "geodata/proposals/druze-corridor.toml").read_text("utf-8")
TITLE = 'title = "Secure passage to Jabal al-Druze / Jabal al-Arab"'


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
    Case("archive", "zip", zipped("a.toml", CORRIDOR.encode()), "is not"),
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
    Case("duplicate", "provision", CORRIDOR.encode() + b"[[provision]]" + CORRIDOR.partition("[[provision]]")[2].encode(), "'humanitarian-corridor' is given twice"),
    Case("empty", "file", b"", "title: is missing"),
    Case("empty", "title", entitled(""), ""),
    Case("empty", "provisions", CORRIDOR.partition("[[provision]]")[0].encode(), "provision: is missing"),
]  # fmt: skip
