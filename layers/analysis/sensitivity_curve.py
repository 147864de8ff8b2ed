"""A figure of a reading as a function of one parameter, and the nodes of its plus-minus.

Every value comes from the recipe. The plus-minus takes some ten to fifty times as long, so it is
computed at nodes and interpolated linearly between them. Nodes are the ends, the default and the
current value. A further node is added halfway between two nodes where the last one in their
neighbourhood was off the straight line by more than `OFF_LINE` of the largest plus-minus, up to
`MOST_NODES` nodes. Interpolated values were found to be within 3 % of the largest plus-minus.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import shapely

from geodata.models.provision import Parameter, Provision, Reading
from layers.accuracy.metrics import WHOLE, FigureKey, figure_of, names_of
from layers.accuracy.perturbation import measure_with_plus_minus
from layers.accuracy.quantity import Figures
from layers.features.reference import Reference
from layers.recipes import make

MOST_NODES = 17
OFF_LINE = 0.03

Progress = Callable[[float], None]
"""A function that receives the progress, from 0 to 1."""


@dataclass
class Curve:
    """The curve of a sweep; `given` holds the parameter values unlike the defaults."""

    reference: Reference
    provision: Provision
    reading: Reading
    parameter: Parameter
    given: dict[str, float]
    name: FigureKey = (WHOLE, "area")

    @property
    def now(self) -> dict[str, float]:
        """The current values of all parameters."""
        return {item.id: item.default for item in self.provision.parameter} | self.given

    def _arguments(self, value: float) -> dict[str, Any]:
        return self.reading.resolved_arguments(self.now | {self.parameter.id: value})

    def names(self, value: float) -> list[FigureKey]:
        """Return the names of the figures at a value of the parameter."""
        made = make(self.reading.recipe, self._arguments(value), self.reference.fresh())
        return names_of(made)

    def figure(
        self, value: float, reference: Reference | None = None, name: FigureKey | None = None
    ) -> float | None:
        """Return the figure at a value, optionally on other reference data or of another name."""
        wanted = name or self.name
        taken_from = reference or self.reference.fresh()
        arguments = self._arguments(value)
        made = make(self.reading.recipe, arguments, taken_from, only=wanted[0])
        return figure_of(made, taken_from, wanted)

    def plus_minus(self, value: float) -> float:
        """Return the plus-minus of the figure at a value, or 0 without a figure."""

        def figures(reference: Reference) -> Figures:
            figure = self.figure(value, reference)
            return {} if figure is None else {self.name: figure}

        made = make(self.reading.recipe, self._arguments(value), self.reference.fresh())
        near = shapely.GeometryCollection([feature.geometry for feature in made])
        _, spread = measure_with_plus_minus(figures, self.reference, near)
        return spread.get(self.name, 0.0)


def nodes_of(
    curve: Curve, at: list[float], needed: set[int], progress: Progress
) -> dict[int, float]:
    """Return the plus-minus at the needed nodes and further ones, by index of the value.

    Examples
    --------
    Where the plus-minus is a straight line, one node between the ends is enough:

    >>> from types import SimpleNamespace
    >>> curve = SimpleNamespace(plus_minus=lambda value: 10 * value)
    >>> nodes_of(curve, [1.0, 2.0, 3.0, 4.0, 5.0], set(), lambda _: None)
    {0: 10.0, 2: 30.0, 4: 50.0}
    """
    nodes: dict[int, float] = {}

    def add(node: int) -> None:
        nodes[node] = curve.plus_minus(at[node])
        progress(0.5 + len(nodes) / MOST_NODES / 2)

    first = sorted({0, len(at) - 1, *needed})
    for node in first:
        add(node)
    doubts = [(float("inf"), left, right) for left, right in pairwise(first)]
    while doubts and len(nodes) < MOST_NODES:
        doubt, left, right = doubts.pop(doubts.index(max(doubts)))
        if doubt <= OFF_LINE * max(nodes.values()):
            break
        middle = int(np.searchsorted(at, (at[left] + at[right]) / 2))
        if middle in (left, right):
            continue
        add(middle)
        ends = (at[left], at[right]), (nodes[left], nodes[right])
        miss = abs(nodes[middle] - float(np.interp(at[middle], *ends)))
        doubts += [(miss, left, middle), (miss, middle, right)]
    progress(1.0)
    return dict(sorted(nodes.items()))
