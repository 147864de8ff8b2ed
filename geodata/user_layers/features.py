"""The features of a file as outlines. Unusable features are left out, with the reason."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from geodata.text.safe_text import clean_text, few, quote
from geodata.user_layers.coordinates import Coordinates, outline
from geodata.user_layers.errors import OwnLayerError, TooLargeError
from geodata.user_layers.geometry_types import COLLECTION, TYPES, refuse_crs
from geodata.user_layers.limits import MAX_FEATURES, MAX_TITLE

TITLES = ("name", "title", "Name")
"""The properties to take a title from, in order of preference."""


@dataclass(frozen=True)
class Entry:
    """A feature of the file, with the outline of its geometry.

    Attributes
    ----------
    collected
        Whether its geometry is a GeometryCollection.
    """

    number: int
    id: Any
    title: str
    outline: Coordinates
    collected: bool


@dataclass
class LeftOut:
    """The features that are left out.

    Attributes
    ----------
    unlocated
        Number of features without a geometry.
    faults
        Reasons for the others, by their number in the file.
    """

    unlocated: int = 0
    faults: dict[int, str] = field(default_factory=dict)

    def notes(self) -> list[str]:
        """Return a line for each of the first unusable features, and the number of the others."""
        return few([f"feature {at} left out: {why}" for at, why in sorted(self.faults.items())])

    def refusal(self) -> OwnLayerError:
        """Return the error for a file without any usable feature."""
        if not self.faults:
            return OwnLayerError("has no feature with a geometry: at least one is needed")
        first = min(self.faults)
        line = f"feature {first}: {self.faults[first]}"
        count = len(self.faults) + self.unlocated
        return OwnLayerError(
            line if count == 1 else f"none of {count:,} features is usable: {line}"
        )


def items_of(content: dict[str, Any]) -> list[Any]:
    """Return the Feature objects of a file; a bare geometry counts as one."""
    refuse_crs(content)
    kind = content.get("type")
    if kind == "FeatureCollection":
        features = content.get("features")
        if not isinstance(features, list):
            raise OwnLayerError("is a FeatureCollection without a list of 'features': add one")
        if len(features) > MAX_FEATURES:
            raise TooLargeError(
                f"has {len(features):,} features, above the limit of {MAX_FEATURES:,}: crop it"
            )
        return features
    if kind == "Feature":
        return [content]
    if isinstance(kind, str) and kind in TYPES:
        return [{"type": "Feature", "geometry": content}]
    raise OwnLayerError(
        "is JSON, but not GeoJSON: its type must be FeatureCollection, Feature or a geometry type "
        f"(found {quote(kind)})"
    )


def entries_of(items: Sequence[Any], *, swapped: bool) -> tuple[list[Entry], LeftOut]:
    """Return the readable features, and those that are left out.

    Parameters
    ----------
    swapped
        Positions are given as latitude, then longitude.

    Raises
    ------
    TooLargeError
        If a feature has more vertices than the limit.
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
        raise OwnLayerError("is not a GeoJSON Feature: it needs to be an object of type 'Feature'")
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
