"""Check that recipes, arguments, features and measures named in proposals exist.

The check makes every reading once with default values, so that everything named can be drawn.
"""

from pathlib import Path

from geodata.models.field_types import first_duplicate
from geodata.text.file_errors import FileError
from layers.accuracy.metrics import METRICS, WHOLE, FigureKey, figures_of, names_of
from layers.build.builder import Builder
from layers.build.figure_address import UnknownFigureError, layer_named
from layers.build.layer import Layer, key_names
from layers.recipes import RecipeError


def check(builder: Builder) -> None:
    """Make every reading of the catalogue, and check the addresses of all other figures.

    Raises
    ------
    FileError
        For the first reading or figure that names an unknown object.
    """
    catalog = builder.catalog
    for address, provision in catalog.layers.items():
        proposal_id, _, provision_id = address.partition(".")
        path = catalog.folder / "proposals" / f"{proposal_id}.toml"
        measured: set[FigureKey] = set()
        for reading in provision.reading:
            try:
                layer = builder.layer(address, reading.id)
                measured.update(_figures(layer, builder))
            except RecipeError as error:
                raise FileError(
                    path, f"provision.{provision_id}.reading.{reading.id}", str(error)
                ) from None
            _ids_are_unique(layer, path)
        for figure in provision.reported:
            if (figure.feature, figure.measure) not in measured:
                field = f"provision.{provision_id}.reported.{figure.id}"
                raise FileError(
                    path,
                    field,
                    f"no reading has a figure '{figure.feature}.{figure.measure}'; there are: "
                    f"{', '.join(sorted('.'.join(name) for name in measured))}",
                )
            if METRICS[figure.measure].unit != figure.unit:
                raise FileError(
                    path,
                    f"provision.{provision_id}.reported.{figure.id}.unit",
                    f"'{figure.unit}' is not the unit of {figure.measure}: "
                    f"{METRICS[figure.measure].unit}",
                )
    _check_other_figures(builder)


def _check_other_figures(builder: Builder) -> None:
    """Check that the figures and governorates of other sources are computed here too."""
    catalog = builder.catalog
    for file, figures in catalog.other_figures.items():
        path = catalog.folder / file
        for unit_id in (
            *figures.governorate,
            *(unit_id for parts in figures.divided.values() for unit_id in parts),
        ):
            if f"governorate/{unit_id}" not in catalog.features:
                raise FileError(path, f"governorate.{unit_id}", "is not in the reference data")
        addresses = [("figure", address, address) for address in figures.figure]
        addresses += [("divided", part, f"{part}.area") for part in figures.divided]
        for field, named, address in addresses:
            if not _is_computed(address, builder):
                raise FileError(
                    path,
                    f"{field}.{named}",
                    "names nothing that is computed: remove it, or make the file again",
                )


def _is_computed(address: str, builder: Builder) -> bool:
    """Tell whether an address names a feature of a reading, and a measure.

    Whether the feature has the measure is not checked: it may be empty.
    """
    try:
        layer, feature_id, measure = layer_named(address, builder)
    except UnknownFigureError:
        return False
    ids = {feature.id for feature in layer.features}
    return feature_id in {WHOLE, *ids} and measure in METRICS


def _figures(layer: Layer, builder: Builder) -> set[FigureKey]:
    """Return the names of a layer's key figures, and of other existing figures reported."""
    names = set(names_of(layer.features))
    asked = [name for name in key_names(layer) if name not in names]
    return names | set(figures_of(layer.features, builder.reference.fresh(), asked))


def _ids_are_unique(layer: Layer, path: Path) -> None:
    ids = [feature.id for feature in layer.features]
    field = f"provision.{layer.provision.id}.reading.{layer.reading.id}"
    if twice := first_duplicate(ids):
        raise FileError(path, field, f"the feature '{twice}' is given twice: rename one")
    if WHOLE in ids:
        raise FileError(path, field, f"'{WHOLE}' means all features together: rename that one")
