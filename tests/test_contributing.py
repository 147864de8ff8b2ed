"""What CONTRIBUTING.md, the README and the workflows ask to run or to read is there."""

import ast
import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
CI = ROOT / ".ci" / "run"
PACKAGES = ("geodata", "layers", "dashboard")
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize(
    "path", [ROOT / "README.md", CONTRIBUTING, CI, *WORKFLOWS], ids=lambda path: path.name
)
def test_each_make_target_that_is_named_exists(path: Path) -> None:
    named = set(re.findall(r"(?:^ *|`|run: )make ([a-z-]+)", path.read_text("utf-8"), re.MULTILINE))
    assert named <= TARGETS
    assert named or path.name == "ci.yml"


def test_each_path_that_the_page_names_exists() -> None:
    text = CONTRIBUTING.read_text("utf-8")
    named = re.findall(r"\b(?:dashboard|geodata|layers|tests)/[\w./-]*\w", text)
    assert len(named) > 10
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_each_room_is_in_the_table_with_its_own_first_line() -> None:
    rooms = {path.parent for name in PACKAGES for path in (ROOT / name).rglob("*.py")}
    rows = [
        f"| `{room.relative_to(ROOT)}` | {first_line(room / '__init__.py')} |"
        for room in sorted(rooms)
    ]
    table = (
        CONTRIBUTING.read_text("utf-8").partition("| room | what it is |")[2].partition("\n\n")[0]
    )
    assert sorted(table.split("\n")[2:]) == sorted(rows)


def first_line(path: Path) -> str:
    return str(ast.get_docstring(ast.parse(path.read_text("utf-8")))).partition("\n")[0]


def test_the_workflow_runs_what_everybody_can_run() -> None:
    assert os.access(CI, os.X_OK)
    (ci,) = [path for path in WORKFLOWS if path.name == "ci.yml"]
    assert "run: .ci/run" in ci.read_text("utf-8")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_only_read_and_its_actions_are_pinned(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "\npermissions:\n  contents: read\n" in text
    assert text.count("permissions:") == 1
    actions = re.findall(r"uses: (\S+)", text)
    assert actions
    assert [action for action in actions if not re.search(r"@v\d+$", action)] == []
