"""A template of a stranger: refused in one plain line, or taken without its hostile part."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation

from dashboard.export.slides.deck_files import scenario_deck
from dashboard.export.slides.slide_master import template_master
from dashboard.export.slides.template import WrongTemplateError
from geodata.scenario import make_scenario
from geodata.text.safe_text import LONGEST, clean_text
from tests.hostile.corpus.refused_templates import REFUSED
from tests.hostile.corpus.templates import EVIL, LEFT_BEHIND, changed
from tests.hostile.plain import is_one_plain_line
from tests.layers.project import BUILDER, CATALOG

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
SHOWN = make_scenario(CATALOG, ["druze-corridor.passage"])
MOST_SECONDS, MOST_MB = 1.0, 100.0

MEASURED = """
import sys, time
from pathlib import Path
from dashboard.export.slides.slide_master import own_master, template_master
from dashboard.export.slides.template import WrongTemplateError
from tests.hostile.readers import peak
own_master("16:9")
before, start = peak(), time.process_time()
try:
    template_master(Path(sys.argv[1]))
except WrongTemplateError:
    pass
print(time.process_time() - start, peak() - before)
"""


@pytest.mark.parametrize("name", REFUSED)
def test_a_template_that_is_refused(name: str, tmp_path: Path) -> None:
    """In time of the processor, which other work on the machine does not lengthen."""
    make, told = REFUSED[name]
    path = tmp_path / "bad\x1b.pptx"
    path.write_bytes(make())
    with pytest.raises(WrongTemplateError) as found:
        template_master(path)
    assert told in str(found.value)
    assert is_one_plain_line(clean_text(str(found.value), LONGEST))
    assert_bounded(path)


def assert_bounded(path: Path) -> None:
    """Assert how many seconds and megabytes a template takes in a process of its own."""
    said = subprocess.run(
        [sys.executable, "-c", MEASURED, str(path)],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=120,
    ).stdout.split()  # fmt: skip
    seconds, megabytes = float(said[0]), float(said[1])
    assert seconds < MOST_SECONDS
    assert megabytes < MOST_MB


@pytest.mark.parametrize("name", LEFT_BEHIND)
def test_a_template_without_its_hostile_part(name: str, tmp_path: Path) -> None:
    change, told = LEFT_BEHIND[name]
    path = tmp_path / "house.pptx"
    path.write_bytes(changed(change))
    master = template_master(path)
    assert master.left_behind == told
    content = scenario_deck(SHOWN, BUILDER, "16:9", "", master)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        names = parts.namelist()
        assert not [part for part in names if "vba" in part or "embeddings" in part]
        for part in names:
            assert EVIL.encode() not in parts.read(part), part
            assert b"macroEnabled" not in parts.read(part)
            if part.endswith((".xml", ".rels")):
                assert_leads_nowhere(parts, part)
    assert len(Presentation(io.BytesIO(content)).slides) == 2


def assert_leads_nowhere(parts: zipfile.ZipFile, name: str) -> None:
    """No relation leads out of the file, and every id that a part names is one of its relations."""
    root = etree.fromstring(parts.read(name))
    assert not root.findall(".//{*}Relationship[@TargetMode='External']")
    folder, _, base = name.rpartition("/")
    relations = f"{folder}/_rels/{base}.rels"
    known = set()
    if relations in parts.namelist():
        known = {item.get("Id") for item in etree.fromstring(parts.read(relations))}
    space = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
    named = {
        v
        for item in root.iter(etree.Element)
        for k, v in item.attrib.items()
        if k.startswith(space)
    }
    assert named <= known, name


def test_what_is_left_behind_is_told_in_one_line(tmp_path: Path, capsys, monkeypatch) -> None:
    from dashboard.export import __main__ as command  # noqa: PLC0415

    path = tmp_path / "house.pptx"
    path.write_bytes(
        changed(
            lambda parts: (
                LEFT_BEHIND["script-macros"][0](parts),
                LEFT_BEHIND["script-hyperlink"][0](parts),
            )
        )
    )
    asked = ["--format", "pptx", "--out", str(tmp_path / "a.pptx"), "--template", str(path)]
    monkeypatch.setattr(sys, "argv", ["export", *asked])
    assert command.main() == 0
    said = capsys.readouterr().err.removesuffix("\n")
    assert (
        said == "python -m dashboard.export: house.pptx: left behind: macros, links to other files"
    )
    assert is_one_plain_line(said)


def test_a_usual_template_takes_bounded_time_and_memory(tmp_path: Path) -> None:
    path = tmp_path / "house.pptx"
    path.write_bytes(changed(lambda _: None))
    assert_bounded(path)
