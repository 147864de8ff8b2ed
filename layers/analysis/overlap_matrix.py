"""All layers of a scenario that have an area, and own ones beside them, against each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from geodata.scenario import Scenario
from layers.accuracy.metrics import WHOLE
from layers.accuracy.quantity import round_to_plus_minus
from layers.analysis.comparison import Laid, keeper, layer_area, with_area
from layers.build.builder import Builder
from layers.geometry.measure import geodesic_area
from layers.user_layers.features import UserLayerFeatures


@dataclass(frozen=True)
class Matrix:
    """What each layer has in common with each other one, row by row.

    Attributes
    ----------
    layers
        Those that have an area, in the order of the scenario, and own ones after them.
    km2
        The overlap of the row's layer with the column's; on the diagonal, its own area.
    unsure
        Of each layer, its plus-minus as a part of its area; 0 of an own one.

    Examples
    --------
    >>> table = Matrix((), ((200.0, 50.0), (50.0, 100.0)), (0.1, 0.01))
    >>> table.percent
    ((100.0, 25.0), (50.0, 100.0))
    >>> table.text(0, 1), table.text(1, 1)
    ('50', '100.0')
    """

    layers: tuple[Laid, ...]
    km2: tuple[tuple[float, ...], ...]
    unsure: tuple[float, ...]

    def text(self, row: int, column: int) -> str:
        """Return an overlap as it is read.

        It has no plus-minus of its own, and is rounded as if it were known as well as the less
        well known of the two: no cell has digits that neither of its layers has.
        """
        km2 = self.km2[row][column]
        return round_to_plus_minus(km2, km2 * max(self.unsure[row], self.unsure[column]))[0]

    @property
    def names(self) -> tuple[str, ...]:
        """The addresses of the readings, ``PROPOSAL.PROVISION@READING``, and own layers' names."""
        return tuple(layer.name for layer in self.layers)

    @property
    def percent(self) -> tuple[tuple[float, ...], ...]:
        """The overlap in per cent of the area of the row's layer."""
        return tuple(
            tuple(100 * overlap / row[at] for overlap in row) for at, row in enumerate(self.km2)
        )


def matrix(builder: Builder, scenario: Scenario, own: Sequence[UserLayerFeatures] = ()) -> Matrix:
    """Return the overlaps of all layers of a scenario, and of own ones, that have an area."""
    layers = with_area(builder, scenario, own)
    return Matrix(
        layers,
        tuple(tuple(_overlap(builder, row, other) for other in layers) for row in layers),
        tuple(_unsure(builder, layer) for layer in layers),
    )


def _unsure(builder: Builder, layer: Laid) -> float:
    """Return the plus-minus of a layer's area as a part of it."""
    if isinstance(layer, UserLayerFeatures):
        return 0.0
    areas = {of: item for (of, name), item in builder.figures(layer).items() if name == "area"}
    area = areas.get(WHOLE) or next(iter(areas.values()))
    return area.plus_minus / area.value


def _overlap(builder: Builder, one: Laid, other: Laid) -> float:
    """Return what two layers have in common in km2, made once for both orders."""

    def overlap_area() -> float:
        common = layer_area(builder, one).intersection(layer_area(builder, other))
        return geodesic_area(common) / 1e6

    first, second = sorted((one.hash, other.hash))
    return keeper(builder, one, other).get(f"overlap {first} {second}", overlap_area)
