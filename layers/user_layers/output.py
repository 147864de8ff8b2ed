"""User layers as GeoJSON and as rows of the table of figures, with all digits."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import shapely

from geodata.models.field_types import Language, in_language
from geodata.user_layers import OwnLayer
from layers.accuracy.metrics import FigureKey
from layers.accuracy.quantity import Quantity
from layers.user_layers.features import ROLES
from layers.user_layers.sketch import Sketch

OWN = "own"
"""Stands in the column of the proposal."""
LICENCE = "the owner's"


def own_rows(
    name: str,
    layer_id: str,
    figures: Mapping[FigureKey, Quantity],
    language: Language = "en",
) -> Iterator[tuple[str | float, ...]]:
    """Yield a row of the table of figures for every figure of a user layer.

    The plus-minus is empty: the layer is exact as given, and its accuracy is unknown.

    Examples
    --------
    >>> figures = {("1", "area"): Quantity(12.3456789, 0.0, "km2", exact=True)}
    >>> [row] = own_rows("My layer", "own-1", figures)
    >>> row[:8]
    ('own', 'My layer', 'own-1', '1', 'area', 12.346, '', 'km2')
    """
    for (feature_id, measure), item in figures.items():
        value, _ = item.rounded_numbers()
        yield (
            OWN,
            name,
            layer_id,
            feature_id,
            measure,
            value,
            "",
            item.unit,
            "",
            LICENCE,
            item.value,
            "",
            in_language(item.other_end, language),
            "",
        )


def own_items(
    own: OwnLayer,
    figures: Mapping[FigureKey, Quantity],
    drawing: Sketch | None = None,
    language: Language = "en",
) -> list[dict[str, Any]]:
    """Return the features of a user layer as GeoJSON features with their figures.

    Figures are given both rounded and with all digits. The other end of a distance is named in
    the given language. Geometries keep their type and all their digits, so that the file has the
    same measures when it is read again. A drawing also has the positions that were set, since its
    edges are geodesics.

    Examples
    --------
    >>> drawing = Sketch("line", ((36.0, 33.0), (36.0, 34.0)))
    >>> own = drawing.layer("My line")
    >>> figures = {(own.features[0].id, "length"): drawing.figures["length"]}
    >>> [item] = own_items(own, figures, drawing)
    >>> item["properties"]["figures"], item["properties"]["positions"]
    ({'length (km)': 110.91}, [[36.0, 33.0], [36.0, 34.0]])
    """
    return [
        {
            "type": "Feature",
            "id": feature.id,
            "geometry": json.loads(shapely.to_geojson(feature.geometry)),
            "properties": {
                "layer": own.name,
                "name": feature.title,
                "title": feature.title,
                "role": ROLES[feature.kind],
                **_figures_by_title(feature.id, figures, language),
                **(_sketch_properties(drawing) if drawing else {}),
            },
        }
        for feature in own.features
    ]


def _figures_by_title(
    feature_id: str, figures: Mapping[FigureKey, Quantity], language: Language
) -> dict[str, dict[str, Any]]:
    own = {measure: item for (of, measure), item in figures.items() if of == feature_id}
    named = {f"{measure} ({item.unit})": item for measure, item in own.items()}
    ends = {name: in_language(item.other_end, language) for name, item in named.items()}
    return {
        "figures": {name: item.rounded_numbers()[0] for name, item in named.items()},
        "figures_raw": {name: item.value for name, item in named.items()},
        "other_ends": {name: end for name, end in ends.items() if end},
    }


def _sketch_properties(drawing: Sketch) -> dict[str, Any]:
    told: dict[str, Any] = {
        "shape": drawing.shape,
        "positions": [list(at) for at in drawing.points],
    }
    return told | ({"radius_km": drawing.radius_m / 1000} if drawing.shape == "circle" else {})


def to_take_away(
    own: OwnLayer,
    figures: Mapping[FigureKey, Quantity],
    drawing: Sketch | None,
    language: Language = "en",
) -> str:
    """Return a user layer as the text of a GeoJSON file, which can be uploaded again.

    Examples
    --------
    >>> own = Sketch("line", ((36.0, 33.0), (36.0, 34.0))).layer("My line")
    >>> json.loads(to_take_away(own, {}, None))["features"][0]["properties"]["layer"]
    'My line'
    """
    items = own_items(own, figures, drawing, language)
    return json.dumps({"type": "FeatureCollection", "features": items}, ensure_ascii=False)
