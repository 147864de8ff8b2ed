"""geodata -> layers -> dashboard: facts, geometry, people. Imports go one way only, room by room."""

import ast
from collections import defaultdict
from graphlib import CycleError, TopologicalSorter
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
        ("dashboard", "layers.geometry.buffering"),
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


MOST_MODULES = 15
"""In a room: more than one can keep in mind."""


def room_of(path: Path) -> str:
    """Return the folder of a module, as a dotted name; `layers.measure` is a name for others."""
    return ".".join(path.relative_to(ROOT).parts[:-1])


def rooms() -> dict[str, list[Path]]:
    found = defaultdict(list)
    for package in ("geodata", "layers", "dashboard"):
        for path in modules(package):
            found[room_of(path)].append(path)
    return dict(found)


def room_imports() -> dict[str, set[str]]:
    """Return which rooms each room imports from."""
    paths = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for package in ("geodata", "layers", "dashboard")
        for path in modules(package)
    }
    return {
        room: {
            room_of(paths[name])
            for path in members
            for name in imported(path)
            if name in paths and paths[name].name != "__init__.py"
        }
        - {room}
        for room, members in rooms().items()
    }


def test_no_room_has_more_modules_than_one_can_keep_in_mind() -> None:
    sizes = {
        room: sum(path.stem != "__init__" for path in paths) for room, paths in rooms().items()
    }
    assert {room: size for room, size in sizes.items() if size > MOST_MODULES} == {}


def test_every_room_says_in_one_line_what_it_is() -> None:
    for room, paths in rooms().items():
        (start,) = [path for path in paths if path.stem == "__init__"]
        assert ast.get_docstring(ast.parse(start.read_text("utf-8"))), room


def test_rooms_import_each_other_in_one_direction() -> None:
    try:
        order = list(TopologicalSorter(room_imports()).static_order())
    except CycleError as error:
        pytest.fail(f"a circle of rooms: {' -> '.join(error.args[1])}")
    assert order.index("geodata.models") < order.index("layers.recipes")
    assert order.index("layers.recipes") < order.index("layers.build")
    assert order.index("dashboard.presentation") < order.index("dashboard.stage")


@pytest.mark.parametrize(
    ("room", "forbidden"),
    [
        ("dashboard.export", "dashboard.session"),
        ("dashboard.export", "dashboard.stage"),
        ("dashboard.export", "dashboard.panels"),
        ("dashboard.export", "dashboard.server"),
        ("dashboard.session", "dashboard.export"),
        ("dashboard.session", "dashboard.stage"),
        ("dashboard.stage", "dashboard.panels"),
        ("dashboard.presentation", "dashboard.session"),
        ("layers.recipes", "layers.build"),
        ("layers.geometry", "layers.features"),
    ],
)
def test_a_room_does_not_import(room: str, forbidden: str) -> None:
    wrong = {
        path.name: found
        for path in modules(room.replace(".", "/"))
        if (found := below(imported(path), forbidden))
    }
    assert wrong == {}
