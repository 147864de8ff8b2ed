"""The project's data with a text in place of everything that is written."""

from pathlib import Path

from geodata import load
from layers.build.builder import Builder
from tests.hostile.corpus.texts import toml
from tests.layers.project import copied

CORRIDOR = "druze-corridor"
FIELDS = ("title = ", "summary = ", "why = ", "publisher = ", "attribution = ", "label = ")


def builder_of(folder: Path, text: str) -> Builder:
    """Return a builder over a copy of the data, in which the corridor and all sources say one text."""
    copy = copied(folder)
    for path in (copy / "proposals" / f"{CORRIDOR}.toml", copy / "sources.toml"):
        lines = path.read_text("utf-8").splitlines()
        changed = [
            f"{line.partition(' = ')[0]} = {toml(text or ' ')}" if line.startswith(FIELDS) else line
            for line in lines
        ]
        path.write_text("\n".join(changed) + "\n", "utf-8")
    return Builder(load.load_catalog(copy))
