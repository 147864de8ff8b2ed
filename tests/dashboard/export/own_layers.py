"""A person's own layers of any name, as pictures and slides take them."""

import json

from dashboard.export.content.snapshot import UserLayerPicture
from dashboard.session.user_layer_description import describe_user_layer
from dashboard.session.user_layers import UserLayers
from layers.user_layers.sketch import Sketch
from tests.layers.project import BUILDER


def own_files(*names: str) -> tuple[UserLayerPicture, ...]:
    """Return a small square for each name, side by side on the map."""
    shelf = UserLayers()
    for number, name in enumerate(names):
        x, y = 35.8 + 0.12 * (number % 6), 32.8 + 0.15 * (number // 6)
        ring = [[x, y], [x + 0.1, y], [x + 0.1, y + 0.1], [x, y + 0.1], [x, y]]
        content = json.dumps({"type": "Polygon", "coordinates": [ring]}).encode()
        shelf.rename(shelf.take(content, "own.geojson", BUILDER).id, name)
    return pictured(shelf)


def drawings(count: int, name: str = "") -> tuple[UserLayerPicture, ...]:
    """Return drawn lines, each with the one name, or numbered where there is none."""
    shelf = UserLayers()
    for number in range(count):
        x, y = 35.6 + 0.02 * number, 32.6 + 0.01 * number
        shelf.take_drawing(Sketch("line", ((x, y), (x + 0.2, y + 0.1))), name, BUILDER)
    return pictured(shelf)


def pictured(shelf: UserLayers) -> tuple[UserLayerPicture, ...]:
    return tuple(
        UserLayerPicture(describe_user_layer(shelf, item), item.layer_features)
        for item in shelf.shown
    )
