"""What other sources give for figures that are computed here too: ``figures-*.toml``."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import Field

from geodata.models.field_types import Id, Strict
from geodata.text.file_errors import read_toml, validate


class GovernorateArea(Strict):
    """The area of a governorate in km2, and what it includes where that is not plain."""

    km2: float
    note: str = ""


class OtherFigures(Strict):
    """Figures of one source, each beside one that is computed here.

    Attributes
    ----------
    source
        Id in ``sources.toml``.
    by
        How the source is named beside a figure.
    why
        How it comes by its figures, and how they compare.
    figure
        By address with the reading, ``PROPOSAL.PROVISION@READING.FEATURE.MEASURE``, in the unit of
        the measure, and with the default values of parameters.
    divided
        How it shares a feature among governorates, in km2, by the feature's address.
    governorate
        Areas of governorates.
    """

    source: Id
    by: str
    why: str
    figure: dict[str, float] = Field(default_factory=dict)
    divided: dict[str, dict[Id, float]] = Field(default_factory=dict)
    governorate: dict[Id, GovernorateArea] = Field(default_factory=dict)


def load_other_figures(folder: Path) -> Iterator[tuple[Path, OtherFigures]]:
    """Yield what each file of a folder says; versions of the data from before have none.

    Raises
    ------
    FileError
        If a file says what it may not.
    """
    for path in sorted(folder.glob("figures-*.toml")):
        yield path, validate(OtherFigures, read_toml(path), path)
