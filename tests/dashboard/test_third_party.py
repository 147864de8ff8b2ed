"""What a browser is served of other people's packages is what was looked at and pinned.

All of it comes from this server, out of packages that the requirements pin. The tags are written by
Streamlit and streamlit-folium and so carry no integrity of their own: what stands in
`dashboard/third_party.toml` is compared with what is installed instead.
"""

import hashlib
import re
from importlib.metadata import version
from pathlib import Path

import pytest
import streamlit
import streamlit_folium

from dashboard.presentation.assets import LEAFLET, SCRIPTS, STYLES, assets
from geodata.text.file_errors import read_toml

ROOT = Path(__file__).resolve().parents[2]
PINNED = read_toml(ROOT / "dashboard" / "third_party.toml")
FOLDERS = {
    "streamlit": Path(streamlit.__file__).parent / "static",
    "streamlit-folium": Path(streamlit_folium.__file__).parent / "frontend" / "build",
    "XStatic-Leaflet": LEAFLET,
}


def digest_of(folder: Path) -> str:
    """Return the sha256 of a folder's lines `sha256  name`, sorted by name."""
    files = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }
    lines = "".join(f"{files[name]}  {name}\n" for name in sorted(files))
    return hashlib.sha256(lines.encode()).hexdigest()


def test_each_package_has_its_entry() -> None:
    assert PINNED.keys() == FOLDERS.keys()


@pytest.mark.parametrize("name", FOLDERS)
def test_version_and_files_are_those_that_were_pinned(name: str) -> None:
    found = {"version": version(name), "sha256": digest_of(FOLDERS[name])}
    assert found == PINNED[name], "a deliberate change is written into third_party.toml"
    required = (ROOT / "requirements.txt").read_text("utf-8").lower()
    assert re.search(
        rf"^{re.escape(name.lower())}=={re.escape(version(name))} ", required, re.MULTILINE
    )


def test_one_changed_byte_or_name_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("a")
    before = digest_of(tmp_path)
    (tmp_path / "a.js").write_text("b")
    changed = digest_of(tmp_path)
    (tmp_path / "a.js").rename(tmp_path / "b.js")
    assert len({before, changed, digest_of(tmp_path)}) == 3


def test_each_script_and_style_of_the_map_is_ours_or_of_a_pinned_folder() -> None:
    ours = ROOT / "dashboard" / "stage" / "browser"
    theirs = [name for name in (*SCRIPTS, *STYLES) if not (ours / name).exists()]
    assert theirs == ["leaflet.js", "leaflet.css"]
    for name in theirs:
        assert assets()[name].content == (LEAFLET / name).read_bytes()
