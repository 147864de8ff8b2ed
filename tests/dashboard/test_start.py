"""A broken file stops the start with one line, before anything is served."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]

BROKEN = {
    "proposals/druze-corridor.toml": (
        "default = 5.0",
        "default = 50.0",
        "provision.passage.parameter.width_km: default 50 is outside 1 to 20",
    ),
    "sources.toml": (
        '[osm-timezones]\nkind = "data"',
        '[osm-timezones]\nkind = "rumour"',
        "osm-timezones.kind: 'rumour' is not one of",
    ),
    "reference/line-a.geojson": ('"accuracy_m":150', '"accuracy":150', "accuracy_m: is missing"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_stops_the_start_with_one_line(name: str, tmp_path: Path) -> None:
    data = tmp_path / "geodata"
    for part in ("reference", "proposals"):
        shutil.copytree(ROOT / "geodata" / part, data / part)
    for path in (ROOT / "geodata").glob("*.toml"):
        shutil.copy(path, data)
    right, wrong, told = BROKEN[name]
    path = data / name
    text = path.read_text("utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), "utf-8")
    ended = subprocess.run(
        [sys.executable, "-m", "dashboard", "--port", "1", "--data", str(data)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode != 0
    assert ended.stdout == ""
    lines = ended.stderr.strip().splitlines()
    assert len(lines) == 1
    assert told in lines[0]
    assert Path(name).name in lines[0]
