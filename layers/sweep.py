"""Sensitivity: one figure of a layer over the whole range of one parameter, with its plus-minus.

Every value is what the recipe makes. The plus-minus costs some ten to fifty times as much, so it
is computed at nodes and interpolated linearly between them: at the ends, the default and the
value that stands now, and halfway between two nodes wherever halfway between their neighbours
it was off the straight line by more than `OFF_LINE` of the largest, up to `MOST_NODES`. What is
interpolated has been found within 3 % of the largest plus-minus of the curve.
"""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from geodata.models import Parameter, Provision, Reading, Reported
from layers.accuracy import Quantity
from layers.build import Builder, perturbed
from layers.metrics import METRICS, WHOLE, figure_of, names_of
from layers.readings import PREFERRED, Name, main_names
from layers.recipes import make
from layers.reference import Reference

MOST_VALUES = 200
MOST_NODES = 17
OFF_LINE = 0.03
COLUMNS = ("parameter", "unit", "value", "measure", "figure", "plus_minus", "figure_unit")

Progress = Callable[[float], None]
"""Is told how much is done, from 0 to 1."""


class SweepError(ValueError):
    """What was asked for cannot be swept. The message is one line that says what can."""


@dataclass(frozen=True)
class Step:
    """One value of the parameter, the figure there, and its plus-minus.

    Both are None where nothing is left that has the figure, as with the distance to a zone of
    depth 0.
    """

    value: float
    figure: float | None
    plus_minus: float | None


@dataclass(frozen=True)
class Mark:
    """A value that a source fixes, on the axis of the parameter or of the figure."""

    axis: Literal["parameter", "figure"]
    value: float
    label: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Sweep:
    """A figure as a curve over a parameter.

    Attributes
    ----------
    address
        ``PROPOSAL.PROVISION.PARAMETER``.
    name, unit
        Feature's id and measure's name of the figure, and the unit of the measure.
    nodes
        The values at which the plus-minus is computed; elsewhere it is interpolated.
    now, current
        The value that stands now, and the figure there with what it rests on.
    reported
        The reported figures that the curve may be held against.
    """

    address: str
    parameter: Parameter
    reading: Reading
    name: Name
    unit: str
    steps: tuple[Step, ...]
    nodes: tuple[float, ...]
    now: float
    current: Quantity | None
    reported: tuple[Reported, ...]
    marks: tuple[Mark, ...]

    def csv(self) -> str:
        """Return the curve as a table, a row for each step."""
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(COLUMNS)
        for step in self.steps:
            numbers = (step.value, ".".join(self.name), step.figure, step.plus_minus)
            writer.writerow((self.address, self.parameter.unit, *numbers, self.unit))
        return text.getvalue()


def sweep(  # noqa: PLR0913 (what may be chosen, all by name)
    builder: Builder,
    address: str,
    *,
    measure: str | None = None,
    steps: int | None = None,
    reading: str | None = None,
    values: dict[str, float] | None = None,
    progress: Progress = lambda _: None,
) -> Sweep:
    """Return a figure over the whole range of a parameter.

    Parameters
    ----------
    address
        ``PROPOSAL.PROVISION.PARAMETER``.
    measure
        ``FEATURE.MEASURE``. Unless told, the figure by which the readings are compared; if that
        does not depend on the parameter, the area of the whole or of the zone, or the length.
    steps
        How many values, evenly spaced. Unless told, the parameter's own steps if they are at
        most 200, else 200. A whole-number parameter has its own steps always. The default and
        the value that stands now are among the values beside.
    reading
        Its id. Unless told, the default reading, or the first that depends on the parameter.
    values
        Of the provision's parameters, where they are not the defaults.

    Raises
    ------
    SweepError
        If the parameter, the reading or the figure is not there, or does not depend on it.
    """
    parameter = builder.catalog.parameters.get(address)
    if parameter is None:
        known = ", ".join(builder.catalog.parameters)
        raise SweepError(f"parameter '{address}' is not one of {known}")
    provision = builder.catalog.layers[address.rpartition(".")[0]]
    chosen = _reading(provision, parameter, reading)
    curve = _Curve(builder.reference, provision, chosen, parameter, values or {})
    curve.name = _named(curve, measure) if measure else _main(curve, provision)
    now = curve.others[parameter.id]
    at = _values(parameter, steps, now)
    figures = []
    for done, value in enumerate(at, 1):
        figures.append(curve.figure(value))
        progress(done / len(at) / 2)
    nodes = _nodes(curve, at, {at.index(parameter.default), at.index(now)}, progress)
    spread = np.interp(at, [at[node] for node in nodes], list(nodes.values())).tolist()
    reported = tuple(item for item in provision.reported if _reports(item, curve.name))
    return Sweep(
        address,
        parameter,
        chosen,
        curve.name,
        METRICS[curve.name[1]].unit,
        tuple(
            Step(value, figure, None if figure is None else plus_minus)
            for value, figure, plus_minus in zip(at, figures, spread, strict=True)
        ),
        tuple(at[node] for node in nodes),
        now,
        _current(builder, curve, now, figures[at.index(now)], nodes[at.index(now)]),
        reported,
        _marks(parameter, reported),
    )


@dataclass
class _Curve:
    """What is swept: a figure of a reading as a function of one parameter."""

    reference: Reference
    provision: Provision
    reading: Reading
    parameter: Parameter
    given: dict[str, float]
    name: Name = (WHOLE, "area")

    @property
    def others(self) -> dict[str, float]:
        return {item.id: item.default for item in self.provision.parameter} | self.given

    def arguments(self, value: float) -> dict[str, Any]:
        return self.reading.resolved(self.others | {self.parameter.id: value})

    def names(self, value: float) -> list[Name]:
        made = make(self.reading.recipe, self.arguments(value), self.reference.fresh())
        return names_of(made)

    def figure(
        self, value: float, reference: Reference | None = None, name: Name | None = None
    ) -> float | None:
        wanted = name or self.name
        taken_from = reference or self.reference.fresh()
        arguments = self.arguments(value)
        made = make(self.reading.recipe, arguments, taken_from, only=wanted[0])
        return figure_of(made, taken_from, wanted)

    def plus_minus(self, value: float) -> float:
        def figures(reference: Reference) -> dict[Name, float]:
            figure = self.figure(value, reference)
            return {} if figure is None else {self.name: figure}

        return perturbed(figures, self.reference)[1].get(self.name, 0.0)


def _reading(provision: Provision, parameter: Parameter, wanted: str | None) -> Reading:
    depending = [item for item in provision.reading if parameter.id in item.parameter_names()]
    if wanted is None:
        default = [item for item in depending if item.id == provision.default_reading]
        return (default or depending)[0]
    for item in depending:
        if item.id == wanted:
            return item
    told = ", ".join(item.id for item in depending)
    raise SweepError(f"reading '{wanted}' does not depend on {parameter.id}; these do: {told}")


def _named(curve: _Curve, measure: str) -> Name:
    feature_id, _, metric = measure.partition(".")
    known = _known(curve)
    if (feature_id, metric) not in known:
        told = ", ".join(".".join(name) for name in known)
        raise SweepError(f"figure '{measure}' is not one of {told}")
    return feature_id, metric


def _known(curve: _Curve) -> list[Name]:
    """Return the figures that there are at the default or at an end of the range."""
    parameter = curve.parameter
    ends = (parameter.default, parameter.min, parameter.max)
    return list(dict.fromkeys(name for value in ends for name in curve.names(value)))


def _main(curve: _Curve, provision: Provision) -> Name:
    known = _known(curve)
    reported = provision.reported[0] if provision.reported else None
    wanted = dict.fromkeys((*main_names(reported), *PREFERRED, *known))
    there = [name for name in wanted if name in known]
    ends = curve.parameter.min, curve.parameter.max
    for name in there:
        low, high = (curve.figure(value, name=name) for value in ends)
        if low != high:
            return name
    if not there:
        raise SweepError(f"reading '{curve.reading.id}' has no figures")
    return there[0]


def _values(parameter: Parameter, steps: int | None, now: float) -> list[float]:
    """Return the values of a sweep from the lowest up; the default and what stands now are in."""
    own = int((parameter.max - parameter.min) / parameter.step + 1e-9) + 1  # noqa: PLR2004
    if parameter.unit == "count" or (steps is None and own <= MOST_VALUES):
        values = [parameter.nearest(parameter.min + step * parameter.step) for step in range(own)]
    else:
        even = np.linspace(parameter.min, parameter.max, steps or MOST_VALUES)
        values = [round(value, 6) for value in even.tolist()]
    return sorted({*values, parameter.min, parameter.default, now, parameter.max})


def _nodes(
    curve: _Curve, at: list[float], wanted: set[int], progress: Progress
) -> dict[int, float]:
    """Return the plus-minus at the nodes, by their place among the values, in order."""
    nodes: dict[int, float] = {}

    def add(node: int) -> None:
        nodes[node] = curve.plus_minus(at[node])
        progress(0.5 + len(nodes) / MOST_NODES / 2)

    first = sorted({0, len(at) - 1, *wanted})
    for node in first:
        add(node)
    doubts = [(float("inf"), left, right) for left, right in zip(first, first[1:], strict=False)]
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


def _current(
    builder: Builder, curve: _Curve, now: float, figure: float | None, plus_minus: float
) -> Quantity | None:
    if figure is None:
        return None
    recorder = builder.reference.fresh()
    curve.figure(now, recorder)
    rests_on = tuple(recorder.taken)
    unit = METRICS[curve.name[1]].unit
    return Quantity(figure, plus_minus, unit, rests_on, *builder.terms(rests_on))


def _reports(reported: Reported, name: Name) -> bool:
    return (reported.feature, reported.measure) == name


def _marks(parameter: Parameter, reported: tuple[Reported, ...]) -> tuple[Mark, ...]:
    """Return the default if a source gives it, and the reported values of the figure."""
    marks = [
        Mark("figure", item.value, item.why, tuple(item.sources)) for item in reported
    ]
    if parameter.sources:
        marks.insert(
            0, Mark("parameter", parameter.default, parameter.why, tuple(parameter.sources))
        )
    return tuple(marks)
