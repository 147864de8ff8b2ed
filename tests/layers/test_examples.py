"""The examples in the docstrings of `layers` run, and none of the basic functions lacks one."""

import doctest
import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import pytest

import layers

MODULES = sorted(
    found.name
    for found in pkgutil.walk_packages(layers.__path__, "layers.")
    if not found.name.endswith(".__main__")
)
SHOWN = ("layers.geometry.", "layers.accuracy.", "layers.output.")
"""Packages in which every public function has an example."""
WITHOUT = {
    "layers.accuracy.perturbation.displaced_references": "yields worlds; plus_minus shows their use",
    "layers.accuracy.perturbation.measure_figures": "measures a whole layer, which takes seconds",
    "layers.accuracy.perturbation.measure_with_plus_minus": "plus_minus shows the same",
    "layers.output.figure_table.rows": "measures a whole layer, which takes seconds",
    "layers.output.geojson.labelled_geojson": "feature_collection with label_points, both shown",
}
"""Functions of those packages that have none, each with its reason."""


def public_functions() -> Iterator[tuple[str, str]]:
    """Yield the full name and the docstring of every public function in `SHOWN`."""
    for name in MODULES:
        if name.startswith(SHOWN):
            for attribute, value in vars(importlib.import_module(name)).items():
                function = inspect.unwrap(value) if callable(value) else value
                if (
                    inspect.isfunction(function)
                    and function.__module__ == name
                    and not attribute.startswith("_")
                ):
                    yield f"{name}.{attribute}", function.__doc__ or ""


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_are_right(name: str) -> None:
    module = importlib.import_module(name)
    assert doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE).failed == 0


def test_every_basic_function_has_an_example() -> None:
    without = {name for name, words in public_functions() if ">>> " not in words}
    assert without == set(WITHOUT)
