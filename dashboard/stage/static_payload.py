"""What the map is told once: ground, words, every layer, how many positions a drawing takes."""

import hashlib
import json
from typing import Any

from dashboard.presentation.base_map import base_map
from dashboard.presentation.layer_description import default_descriptions
from layers.build.builder import Builder
from layers.user_layers.sketch import POINTS


def static_payload(builder: Builder) -> dict[str, Any]:
    """Return it with its version, by which a message says what it relies on.

    The version is of all that is told, and not of the data alone: a page that is open while the
    server is updated learns the new words as well.
    """
    return builder.once("learnt", lambda: _payload(builder))


def _payload(builder: Builder) -> dict[str, Any]:
    told = {**base_map(builder.catalog), "layers": default_descriptions(builder), "drawing": POINTS}
    content = json.dumps(told, sort_keys=True).encode()
    return {**told, "version": hashlib.blake2b(content, digest_size=8).hexdigest()}
