"""Figures of other sources, to compare with ours: ``figures-*.toml``."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import Field

from geodata.models.field_types import Id, Strict
from geodata.text.file_errors import read_toml, validate


class GovernorateArea(Strict):
    """The area of a governorate in km2, with a note on what it includes if that is unclear."""

    km2: float
    note: str = ""


class OtherFigures(Strict):
    """Figures of one source, each comparable with one that is computed here.

    Attributes
    ----------
    source
        Id in ``sources.toml``.
    by
        Short name of the source, shown beside a figure.
    why
        How the source obtains its figures, and how they compare with ours.
    figure
        By address with the reading, ``PROPOSAL.PROVISION@READING.FEATURE.MEASURE``, in the
        measure's unit, with default parameter values.
    divided
        How the source divides a feature among governorates, in km2, by the feature's address.
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
    """Yield each ``figures-*.toml`` of a folder; early versions of the data have none.

    Raises
    ------
    FileError
        If a file is invalid.
    """
    for path in sorted(folder.glob("figures-*.toml")):
        yield path, validate(OtherFigures, read_toml(path), path)
