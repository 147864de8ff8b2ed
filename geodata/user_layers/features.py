"""The features of a file as outlines; one that cannot be taken is left out, and why is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from geodata.text.safe_text import clean_text, few, quote
from geodata.user_layers.coordinates import Coordinates, outline
from geodata.user_layers.errors import OwnLayerError, TooLargeError
from geodata.user_layers.geometry_types import COLLECTION, TYPES, refuse_crs
from geodata.user_layers.limits import MAX_FEATURES, MAX_TITLE

TITLES = ("name", "title", "Name")
"""The properties that a title is taken from, in this order."""


@dataclass(frozen=True)
class Entry:
    """A feature as the file gives it, with the outline of its geometry.

    Attributes
    ----------
    collected
        Its geometry is a GeometryCollection.
    """

    number: int
    id: Any
    title: str
    outline: Coordinates
    collected: bool


@dataclass
class LeftOut:
    """The features that are not taken.

    Attributes
    ----------
    unlocated
        How many have no geometry.
    faults
        Why others cannot be taken, by their number in the file.
    """

    unlocated: int = 0
    faults: dict[int, str] = field(default_factory=dict)

    def notes(self) -> list[str]:
        """Return a line for each of the first that cannot be taken, and how many more there are."""
        return few([f"feature {at} left out: {why}" for at, why in sorted(self.faults.items())])

    def refusal(self) -> OwnLayerError:
        """Return why a file is refused of which nothing is left."""
        if not self.faults:
            return OwnLayerError("has no feature with a geometry: at least one is needed")
        first = min(self.faults)
        line = f"feature {first}: {self.faults[first]}"
        count = len(self.faults) + self.unlocated
        return OwnLayerError(line if count == 1 else f"none of {count:,} features is left: {line}")


def items_of(content: dict[str, Any]) -> list[Any]:
    """Return the Feature objects of a file, a single geometry as one of them."""
    refuse_crs(content)
    kind = content.get("type")
    if kind == "FeatureCollection":
        features = content.get("features")
        if not isinstance(features, list):
            raise OwnLayerError("is a FeatureCollection without a list of features: add it")
        if len(features) > MAX_FEATURES:
            raise TooLargeError(
                f"has {len(features):,} features, and at most {MAX_FEATURES:,} are read: cut it"
            )
        return features
    if kind == "Feature":
        return [content]
    if isinstance(kind, str) and kind in TYPES:
        return [{"type": "Feature", "geometry": content}]
    raise OwnLayerError(
        f"is JSON, but not GeoJSON: its type is {quote(kind)}, "
        "not FeatureCollection, Feature or a geometry's"
    )


def entries_of(items: Sequence[Any], *, swapped: bool) -> tuple[list[Entry], LeftOut]:
    """Return the features that can be read, and the others.

    Parameters
    ----------
    swapped
        Positions are given as latitude, then longitude.

    Raises
    ------
    TooLargeError
        If a feature has more vertices than are read.
    """
    entries, left_out = [], LeftOut()
    for number, item in enumerate(items, 1):
        try:
            entry = _entry(number, item, swapped=swapped)
        except TooLargeError as error:
            raise error.within(f"feature {number}") from None
        except OwnLayerError as error:
            left_out.faults[number] = str(error)
            continue
        if entry is None:
            left_out.unlocated += 1
        else:
            entries.append(entry)
    return entries, left_out


def _entry(number: int, item: Any, *, swapped: bool) -> Entry | None:
    if not isinstance(item, dict) or item.get("type") != "Feature":
        raise OwnLayerError("is not an object of type 'Feature': make it one")
    refuse_crs(item)
    geometry = item.get("geometry")
    if geometry is None or (found := outline(geometry, swapped=swapped)) is None:
        return None
    properties = item.get("properties")
    title = _title(properties if isinstance(properties, dict) else {}) or f"Feature {number}"
    return Entry(number, item.get("id"), title, found, geometry["type"] == COLLECTION)


def _title(properties: dict[str, Any]) -> str:
    values = (properties.get(name) for name in TITLES)
    titles = (
        clean_text(str(value), MAX_TITLE)
        for value in values
        if isinstance(value, str | int) and not isinstance(value, bool)
    )
    return next(filter(None, titles), "")
