"""Sensitivity: one figure of a layer over the whole range of one parameter, with its plus-minus.

Every value is what the recipe makes; the plus-minus is computed at nodes and interpolated
linearly between them, as :mod:`layers.analysis.sensitivity_curve` says.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from geodata.models.field_types import Party
from geodata.models.provision import Parameter, Provision, Reading, Reported
from layers.accuracy.metrics import METRICS, FigureKey
from layers.accuracy.quantity import Quantity, rounded_numbers
from layers.analysis.reading_spread import PREFERRED, main_names
from layers.analysis.sensitivity_curve import Curve, Progress, nodes_of
from layers.build.builder import Builder
from layers.output.csv_table import table_text

MOST_VALUES = 200
COLUMNS = (
    *("parameter", "unit", "value", "measure", "figure", "plus_minus", "figure_unit"),
    *("figure_raw", "plus_minus_raw"),
)


class SweepError(ValueError):
    """A sweep is impossible. The message is one line that names the possible choices."""


@dataclass(frozen=True)
class SensitivityStep:
    """One value of the parameter, the figure there, and its plus-minus.

    Both are None if no feature is left to measure, as with the distance to a zone of
    depth 0.

    Examples
    --------
    >>> SensitivityStep(5.0, 263.72, 41.2).rounded_numbers()
    (260.0, 40.0)
    >>> SensitivityStep(0.0, None, None).rounded_numbers()
    (None, None)
    """

    value: float
    figure: float | None
    plus_minus: float | None

    def raw(self) -> tuple[float | None, float | None]:
        """Return figure and plus-minus with all of their digits."""
        return self.figure, self.plus_minus

    def rounded_numbers(self) -> tuple[float | None, float | None]:
        """Return figure and plus-minus, rounded as in texts."""
        if self.figure is None or self.plus_minus is None:
            return None, None
        return rounded_numbers(self.figure, self.plus_minus)


@dataclass(frozen=True)
class Mark:
    """A value that a source fixes, on the axis of the parameter or of the figure."""

    axis: Literal["parameter", "figure"]
    value: float
    label: str
    sources: tuple[str, ...]
    party: Party | None = None


@dataclass(frozen=True)
class Sweep:
    """A figure as a curve over a parameter.

    Attributes
    ----------
    address
        ``PROPOSAL.PROVISION.PARAMETER``.
    name, unit
        Feature id and measure name of the figure, and its unit.
    nodes
        The values at which the plus-minus is computed; elsewhere it is interpolated.
    now, current
        The current value of the parameter, and the figure there with its provenance.
    reported
        The reported figures to compare the curve with.
    """

    address: str
    parameter: Parameter
    reading: Reading
    name: FigureKey
    unit: str
    steps: tuple[SensitivityStep, ...]
    nodes: tuple[float, ...]
    now: float
    current: Quantity | None
    reported: tuple[Reported, ...]
    marks: tuple[Mark, ...]

    def csv(self) -> str:
        """Return the curve as a CSV table with a row for each step."""
        start, figure = (self.address, self.parameter.unit), ".".join(self.name)
        return table_text(
            COLUMNS,
            (
                (
                    *start,
                    step.value,
                    figure,
                    *step.rounded_numbers(),
                    self.unit,
                    step.figure,
                    step.plus_minus,
                )
                for step in self.steps
            ),
        )


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
        ``FEATURE.MEASURE``. By default the figure by which the readings are compared; if that
        does not depend on the parameter, the area of the whole or of the zone, or the length.
    steps
        The number of values, evenly spaced. By default the parameter's own steps if they are at
        most 200, else 200. A whole-number parameter always has its own steps. The default and
        the current value are added.
    reading
        Its id. By default the default reading, or the first that depends on the parameter.
    values
        Values of the provision's parameters that differ from the defaults.

    Raises
    ------
    SweepError
        If the parameter, reading or figure is unknown, or the reading does not use the parameter.
    """
    parameter = builder.catalog.parameters.get(address)
    if parameter is None:
        known = ", ".join(builder.catalog.parameters)
        raise SweepError(f"parameter '{address}' is not one of {known}")
    provision = builder.catalog.layers[address.rpartition(".")[0]]
    chosen = _reading(provision, parameter, reading)
    curve = Curve(builder.reference, provision, chosen, parameter, values or {})
    curve.name = _figure_key(curve, measure) if measure else _main(curve, provision)
    return _swept(
        builder, address, curve, _values(parameter, steps, curve.now[parameter.id]), progress
    )


def _swept(
    builder: Builder, address: str, curve: Curve, at: list[float], progress: Progress
) -> Sweep:
    figures = []
    for done, value in enumerate(at, 1):
        figures.append(curve.figure(value))
        progress(done / len(at) / 2)
    now = curve.now[curve.parameter.id]
    here = at.index(now)
    nodes = nodes_of(curve, at, {at.index(curve.parameter.default), here}, progress)
    spread = np.interp(at, [at[node] for node in nodes], list(nodes.values())).tolist()
    reported = tuple(item for item in curve.provision.reported if _reports(item, curve.name))
    return Sweep(
        address,
        curve.parameter,
        curve.reading,
        curve.name,
        METRICS[curve.name[1]].unit,
        tuple(
            SensitivityStep(value, figure, None if figure is None else plus_minus)
            for value, figure, plus_minus in zip(at, figures, spread, strict=True)
        ),
        tuple(at[node] for node in nodes),
        now,
        _current(builder, curve, now, figures[here], nodes[here]),
        reported,
        _marks(curve.parameter, reported),
    )


def _reading(provision: Provision, parameter: Parameter, wanted_id: str | None) -> Reading:
    depending = [item for item in provision.reading if parameter.id in item.parameter_names()]
    if wanted_id is None:
        default = [item for item in depending if item.id == provision.default_reading]
        return (default or depending)[0]
    for item in depending:
        if item.id == wanted_id:
            return item
    told = ", ".join(item.id for item in depending)
    raise SweepError(f"reading '{wanted_id}' does not depend on {parameter.id}; these do: {told}")


def _figure_key(curve: Curve, measure: str) -> FigureKey:
    feature_id, _, metric = measure.partition(".")
    known = _available_figures(curve)
    if (feature_id, metric) not in known:
        told = ", ".join(".".join(name) for name in known)
        raise SweepError(f"figure '{measure}' is not one of {told}")
    return feature_id, metric


def _available_figures(curve: Curve) -> list[FigureKey]:
    """Return the figures that exist at the default or at an end of the range."""
    parameter = curve.parameter
    ends = (parameter.default, parameter.min, parameter.max)
    return list(dict.fromkeys(name for value in ends for name in curve.names(value)))


def _main(curve: Curve, provision: Provision) -> FigureKey:
    known = _available_figures(curve)
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
    """Return the values of a sweep in rising order, with the default and the current value."""
    own = int((parameter.max - parameter.min) / parameter.step + 1e-9) + 1
    if parameter.unit == "count" or (steps is None and own <= MOST_VALUES):
        values = [parameter.nearest(parameter.min + step * parameter.step) for step in range(own)]
    else:
        even = np.linspace(parameter.min, parameter.max, steps or MOST_VALUES)
        values = [round(value, 6) for value in even.tolist()]
    return sorted({*values, parameter.min, parameter.default, now, parameter.max})


def _current(
    builder: Builder, curve: Curve, now: float, figure: float | None, plus_minus: float
) -> Quantity | None:
    if figure is None:
        return None
    recorder = builder.reference.fresh()
    curve.figure(now, recorder)
    rests_on = tuple(recorder.taken)
    unit = METRICS[curve.name[1]].unit
    return builder.quantity(figure, plus_minus, unit, rests_on)


def _reports(reported: Reported, name: FigureKey) -> bool:
    return (reported.feature, reported.measure) == name


def _marks(parameter: Parameter, reported: tuple[Reported, ...]) -> tuple[Mark, ...]:
    """Return the default if a source gives it, and the reported values of the figure."""
    marks = [Mark("figure", item.value, item.why, tuple(item.sources)) for item in reported]
    if parameter.sources:
        marks.insert(
            0,
            Mark(
                "parameter",
                parameter.default,
                parameter.why,
                tuple(parameter.sources),
                parameter.said_by,
            ),
        )
    return tuple(marks)
