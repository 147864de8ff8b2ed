"""A person's own layers as files: GeoJSON and rows of the table of figures, with all digits."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import shapely

from geodata.own import OwnLayer
from layers.accuracy import Quantity
from layers.drawing import Drawing
from layers.metrics import Name
from layers.own import ROLES

OWN = "own"
"""What stands in place of a proposal."""
LICENCE = "the owner's"


def own_rows(
    name: str, layer_id: str, figures: Mapping[Name, Quantity]
) -> Iterator[tuple[str | float, ...]]:
    """Yield a row of the table for every figure of an own layer, in its order of columns.

    Its plus-minus is empty: an own layer is exact as given, and nothing is known of the ground.
    """
    for (feature_id, measure), item in figures.items():
        value, _ = item.printed()
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
            "",
        )


def own_items(
    own: OwnLayer, figures: Mapping[Name, Quantity], drawing: Drawing | None = None
) -> list[dict[str, Any]]:
    """Return own features as GeoJSON features, each with its figures.

    Geometries are as they were given, a point a point, with all of their digits, so that the file
    measures the same when it is read again. Of a drawing, the positions that were set stand
    beside, since its edges are geodesics.
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
                "figures": {
                    f"{measure} ({quantity.unit})": quantity.value
                    for (feature_id, measure), quantity in figures.items()
                    if feature_id == feature.id
                },
                **(_drawn(drawing) if drawing else {}),
            },
        }
        for feature in own.features
    ]


def _drawn(drawing: Drawing) -> dict[str, Any]:
    told: dict[str, Any] = {
        "shape": drawing.shape,
        "positions": [list(at) for at in drawing.points],
    }
    return told | ({"radius_km": drawing.radius_m / 1000} if drawing.shape == "circle" else {})


def to_take_away(own: OwnLayer, figures: Mapping[Name, Quantity], drawing: Drawing | None) -> str:
    """Return an own layer as a file of its own, which can be brought again."""
    items = own_items(own, figures, drawing)
    return json.dumps({"type": "FeatureCollection", "features": items}, ensure_ascii=False)
