"""Check that the recipes, arguments, features and measures that proposals name exist.

Answered by making every reading once with default values, so that nothing can be named that
cannot be drawn.
"""

from pathlib import Path

from geodata.errors import FileError
from geodata.fields import repeated
from layers.build import Builder, Layer, key_names
from layers.metrics import METRICS, WHOLE, Name, figures_of, names_of
from layers.recipes import RecipeError


def check(builder: Builder) -> None:
    """Make every reading of the catalogue, and find every reported figure in one of them.

    Raises
    ------
    FileError
        For the first reading or figure that names what does not exist.
    """
    catalog = builder.catalog
    for address, provision in catalog.layers.items():
        proposal_id, _, provision_id = address.partition(".")
        path = catalog.folder / "proposals" / f"{proposal_id}.toml"
        measured: set[Name] = set()
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


def _figures(layer: Layer, builder: Builder) -> set[Name]:
    """Return the names of a layer's key figures, and of the others that are reported and exist."""
    names = set(names_of(layer.features))
    asked = [name for name in key_names(layer) if name not in names]
    return names | set(figures_of(layer.features, builder.reference.fresh(), asked))


def _ids_are_unique(layer: Layer, path: Path) -> None:
    ids = [feature.id for feature in layer.features]
    field = f"provision.{layer.provision.id}.reading.{layer.reading.id}"
    if twice := repeated(ids):
        raise FileError(path, field, f"the feature '{twice}' is given twice: rename one")
    if WHOLE in ids:
        raise FileError(path, field, f"'{WHOLE}' means all features together: rename that one")
