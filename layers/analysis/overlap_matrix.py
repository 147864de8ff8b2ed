"""Pairwise overlaps of the layers of a scenario, and of user layers."""

from collections.abc import Sequence
from dataclasses import dataclass

from geodata.scenario import Scenario
from layers.accuracy.metrics import WHOLE
from layers.accuracy.quantity import round_to_plus_minus
from layers.analysis.comparison import Laid, keeper, layer_area, with_area
from layers.build.builder import Builder
from layers.geometry.measure import geodesic_area
from layers.geometry.slivers import polygons, without_slivers
from layers.user_layers.features import UserLayerFeatures


@dataclass(frozen=True)
class Matrix:
    """The overlap of each layer with each other one, row by row.

    Attributes
    ----------
    layers
        Those with an area, in the order of the scenario, followed by user layers.
    km2
        The overlap of the row's layer with the column's; on the diagonal, its own area.
    unsure
        The plus-minus of each layer as a share of its area; 0 for a user layer.

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
        """Return an overlap in km2 as text.

        An overlap has no plus-minus of its own. It is rounded by the less exact of its two layers,
        so that no cell shows more digits than its layers.
        """
        km2 = self.km2[row][column]
        return round_to_plus_minus(km2, km2 * max(self.unsure[row], self.unsure[column]))[0]

    @property
    def names(self) -> tuple[str, ...]:
        """The addresses ``PROPOSAL.PROVISION@READING`` of readings, and names of user layers."""
        return tuple(layer.name for layer in self.layers)

    @property
    def percent(self) -> tuple[tuple[float, ...], ...]:
        """The overlaps in per cent of the area of the row's layer."""
        return tuple(
            tuple(100 * overlap / row[at] for overlap in row) for at, row in enumerate(self.km2)
        )


def matrix(builder: Builder, scenario: Scenario, own: Sequence[UserLayerFeatures] = ()) -> Matrix:
    """Return the overlaps of all layers of a scenario and user layers that have an area.

    Examples
    --------
    >>> from geodata.load import load_catalog
    >>> from layers.features.feature import Feature
    >>> from layers.user_layers.features import UserLayerFeatures
    >>> import shapely
    >>> zones = [shapely.box(36, 33, 36.2, 33.1), shapely.box(36.1, 33, 36.2, 33.1)]
    >>> own = [UserLayerFeatures("", (Feature("1", "", "zone", zone),)) for zone in zones]
    >>> found = matrix(Builder(load_catalog()), Scenario(), own)
    >>> [[round(percent) for percent in row] for row in found.percent]
    [[100, 50], [100, 100]]
    """
    layers = with_area(builder, scenario, own)
    return Matrix(
        layers,
        tuple(tuple(_overlap(builder, row, other) for other in layers) for row in layers),
        tuple(_unsure(builder, layer) for layer in layers),
    )


def _unsure(builder: Builder, layer: Laid) -> float:
    """Return the plus-minus of a layer's area as a share of the area."""
    if isinstance(layer, UserLayerFeatures):
        return 0.0
    areas = {of: item for (of, name), item in builder.figures(layer).items() if name == "area"}
    area = areas.get(WHOLE) or next(iter(areas.values()))
    return area.plus_minus / area.value


def _overlap(builder: Builder, one: Laid, other: Laid) -> float:
    """Return the overlap of two layers in km2, computed once for both orders.

    Layers that only share an edge have none: what rounding leaves along the edge does not count.
    """

    def overlap_area() -> float:
        common = layer_area(builder, one).intersection(layer_area(builder, other))
        kept = common if one.hash == other.hash else without_slivers(polygons(common))
        return geodesic_area(kept) / 1e6

    first, second = sorted((one.hash, other.hash))
    return keeper(builder, one, other).get(f"overlap {first} {second}", overlap_area)
