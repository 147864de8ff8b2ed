"""geodata -> layers -> dashboard: facts, geometry, people. Imports go one way only."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Return the full names of the modules, and of what is taken from them."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            source = ("." * node.level) + (node.module or "")
            names |= {source} | {f"{source}.{alias.name}" for alias in node.names}
    return names


def below(names: set[str], forbidden: str) -> list[str]:
    return sorted(name for name in names if f"{name}.".startswith(f"{forbidden}."))


@pytest.mark.parametrize(
    ("package", "forbidden"),
    [
        ("geodata", "layers"),
        ("geodata", "dashboard"),
        ("layers", "dashboard"),
        ("layers", "streamlit"),
        ("layers", "streamlit_folium"),
        ("layers", "folium"),
        ("layers", "branca"),
        ("layers", "matplotlib"),
        # The dashboard computes no geometry: it has neither the tools nor ours.
        ("dashboard", "shapely"),
        ("dashboard", "pyproj"),
        ("dashboard", "layers.geometry.projection"),
        ("dashboard", "layers.geometry.measure"),
    ],
)
def test_a_package_does_not_import(package: str, forbidden: str) -> None:
    wrong = {
        path.name: found for path in modules(package) if (found := below(imported(path), forbidden))
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("package", "expected"),
    [("layers", "geodata"), ("dashboard", "layers"), ("dashboard", "folium")],
)
def test_what_a_package_does_import_is_seen(package: str, expected: str) -> None:
    """The test above would also pass if it saw no imports at all."""
    assert any(below(imported(path), expected) for path in modules(package))


@pytest.mark.parametrize("package", ["geodata", "layers", "dashboard"])
def test_imports_are_written_in_full(package: str) -> None:
    """A relative import would hide from the tests above where it leads."""
    relative = {
        path.name for path in modules(package) if any(n.startswith(".") for n in imported(path))
    }
    assert relative == set()


def test_the_dashboard_calls_nothing_that_makes_geometry() -> None:
    makers = {"buffer", "union_all", "unary_union", "make_valid", "convex_hull", "segmentize"}
    calls = {
        (path.name, node.func.attr)
        for path in modules("dashboard")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert {(name, call) for name, call in calls if call in makers} == set()
