"""The package that is built, the versions that are locked, and what an installed one can do."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from geodata import __version__
from tests.load.servers import started

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCKS = {
    "requirements.txt": PROJECT["dependencies"],
    "requirements-dev.txt": [
        *PROJECT["dependencies"],
        *PROJECT["optional-dependencies"]["rehearse"],
        *PROJECT["optional-dependencies"]["dev"],
    ],
}
BUILT_FROM = ("geodata", "layers", "dashboard", "pyproject.toml", "README.md", "LICENSE")
COMMANDS = ("talks-map", "talks-map-export", "talks-map-layers", "talks-map-rehearse")


def pins(name: str) -> dict[str, list[str]]:
    """Return the versions that a lock names, by package: several where machines differ."""
    found: dict[str, list[str]] = {}
    for line in (ROOT / name).read_text("utf-8").splitlines():
        if pin := re.match(r"([a-z0-9.-]+)==([^ ]+)( ;.*)? \\$", line):
            found.setdefault(pin[1], []).append(pin[2])
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_keeps_to_the_ranges_of_the_project(name: str) -> None:
    locked = pins(name)
    for text in LOCKS[name]:
        wanted = Requirement(text)
        if wanted.name == PROJECT["name"]:
            continue
        versions = locked[wanted.name.lower().replace("_", "-")]
        assert all(wanted.specifier.contains(version) for version in versions), text


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_version_has_hashes(name: str) -> None:
    entries = re.split(r"\n(?=[a-z0-9])", (ROOT / name).read_text("utf-8"))[1:]
    assert len(entries) > 50
    assert [entry.split("==")[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_each_package_of_the_javascript_tools_is_known_by_its_hash_and_no_host_is_named() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    locked = {name: entry for name, entry in packages.items() if name}  # but for the project itself
    assert "node_modules/eslint" in locked
    assert [name for name, entry in locked.items() if "resolved" in entry] == []
    assert [name for name, entry in locked.items() if "integrity" not in entry] == []


def test_people_and_developers_have_the_same_versions() -> None:
    run, develop = (pins(name) for name in LOCKS)
    assert {name: develop.get(name) for name in run} == run


def test_the_changelog_begins_with_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.findall(r"^## (\S+)", changelog, re.MULTILINE)[0] == __version__


def run(*command: str | Path, cwd: Path, **variables: str) -> str:
    """Return what a command prints; it may find the package nowhere but where it is installed."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**environment, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Build a wheel, install it with its locked dependencies alone, and yield the programs."""
    work = tmp_path_factory.mktemp("package")
    source, wheels, environment = work / "source", work / "wheels", work / "environment"
    source.mkdir()
    for name in BUILT_FROM:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, source / name)
    run(
        sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", wheels, ".",
        cwd=source,
    )  # fmt: skip
    (wheel,) = wheels.glob("*.whl")
    uv, place = Path(sys.executable).with_name("uv"), {"VIRTUAL_ENV": str(environment)}
    run(uv, "venv", "--python", sys.executable, environment, cwd=work)
    lock = ROOT / "requirements.txt"
    run(uv, "pip", "install", "--require-hashes", "--requirement", lock, cwd=work, **place)
    run(uv, "pip", "install", "--no-deps", wheel, cwd=work, **place)
    run(uv, "pip", "check", cwd=work, **place)
    yield next(environment.glob("*/talks-map*")).parent
    shutil.rmtree(work)


def test_an_installed_package_writes_layers_and_files(installed: Path, tmp_path: Path) -> None:
    run(
        installed / "talks-map-layers", "--out", "layers", "--proposal", "no-fly-zone", cwd=tmp_path
    )
    assert {path.name for path in (tmp_path / "layers").iterdir()} == {
        "no-fly-zone.zone.geojson",
        "measures.csv",
    }
    export = ("-m", "dashboard.export", "--format", "png", "--out", "map.png")
    run(installed / "python", *export, cwd=tmp_path)
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("command", COMMANDS)
def test_an_installed_command_says_how_it_is_used(
    installed: Path, tmp_path: Path, command: str
) -> None:
    assert run(installed / command, "--help", cwd=tmp_path).startswith("usage: ")


def test_an_installed_package_serves_the_map(installed: Path, tmp_path: Path) -> None:
    log, command = tmp_path / "log", (str(installed / "talks-map"), "--port")
    with started(log, command, cwd=tmp_path) as server:
        assert b"Leaflet" in server.get("/map/assets/any/leaflet.js")
        assert b'"version"' in server.get("/map/assets/any/base.json")
    assert log.read_text("utf-8").splitlines() == [f"The map is at http://localhost:{server.port}/"]
