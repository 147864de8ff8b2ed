"""Figures from reports and other data sets, for comparison with the computed ones."""

from dataclasses import dataclass

from geodata.catalog import Catalog
from geodata.models.field_types import Id
from geodata.models.other_figures import OtherFigures
from geodata.models.provision import Reported
from layers.accuracy.metrics import GOVERNORATES, METRICS, FigureKey
from layers.accuracy.perturbation import measure_with_plus_minus
from layers.accuracy.quantity import Quantity
from layers.build.builder import Builder
from layers.build.layer import Layer
from layers.features.reference import Reference
from layers.geometry.measure import geodesic_area

AREA = "area"


@dataclass(frozen=True)
class OtherFigure:
    """A figure from another source.

    Attributes
    ----------
    by
        The name of another data set; empty for a report, which cites its sources.
    """

    figure: Reported
    by: str = ""

    @property
    def name(self) -> FigureKey:
        """The feature's id and the measure's name."""
        return self.figure.feature, self.figure.measure


def other_figures(layer: Layer, catalog: Catalog) -> list[OtherFigure]:
    """Return the figures of reports for a layer, then those of other data sets for its reading.

    The latter exist for the default values of parameters only.
    """
    found = [OtherFigure(item) for item in layer.provision.reported]
    if has_default_values(layer):
        for figures in catalog.other_figures.values():
            found += [
                OtherFigure(_as_reported(address, value, figures), figures.by)
                for address, value in figures.figure.items()
                if address.startswith(f"{layer.name}.")
            ]
    return found


def _as_reported(address: str, value: float, figures: OtherFigures) -> Reported:
    feature, measure = address.split(".")[2:]
    return Reported.model_validate(
        {
            "id": figures.source,
            "feature": feature,
            "measure": measure,
            "value": value,
            "low": value,
            "high": value,
            "unit": METRICS[measure].unit,
            "why": figures.why,
            "sources": [figures.source],
        }
    )


def has_default_values(layer: Layer) -> bool:
    """Tell whether all parameters of a layer have their default values.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> provision = SimpleNamespace(parameter=[SimpleNamespace(id="width_km", default=5.0)])
    >>> has_default_values(SimpleNamespace(provision=provision, values={"width_km": 5.0}))
    True
    >>> has_default_values(SimpleNamespace(provision=provision, values={"width_km": 4.0}))
    False
    """
    return all(layer.values[item.id] == item.default for item in layer.provision.parameter)


def rests_on_governorates(layer: Layer) -> bool:
    """Tell whether a layer rests on governorates."""
    return any(key.startswith("governorate/") for key in layer.rests_on)


def divisions(layer: Layer, catalog: Catalog) -> list[tuple[OtherFigures, dict[Id, float]]]:
    """Return the areas of a layer by governorate in other data sets, in km2."""
    return [
        (figures, parts)
        for figures in catalog.other_figures.values()
        for address, parts in figures.divided.items()
        if address.startswith(f"{layer.name}.")
    ]


def governorate_areas(builder: Builder) -> dict[Id, Quantity]:
    """Return the area of each governorate of the reference data."""

    def areas(reference: Reference) -> dict[FigureKey, float]:
        return {
            (unit_id, AREA): geodesic_area(reference.take("governorate", unit_id)) / 1e6
            for unit_id in GOVERNORATES
        }

    values, spread = measure_with_plus_minus(areas, builder.reference)
    return {
        unit_id: builder.quantity(
            values[unit_id, AREA],
            spread[unit_id, AREA],
            METRICS[AREA].unit,
            (f"governorate/{unit_id}",),
        )
        for unit_id in GOVERNORATES
    }
