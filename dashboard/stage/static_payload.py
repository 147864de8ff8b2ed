"""The data sent to the map once: base map, texts, layers, and limits of drawings."""

import hashlib
import json
from typing import Any

from dashboard.presentation.base_map import base_map
from dashboard.presentation.layer_description import default_descriptions
from layers.build.builder import Builder
from layers.user_layers.sketch import POINTS


def static_payload(builder: Builder) -> dict[str, Any]:
    """Return the data with their version, which messages refer to.

    The version covers the texts as well as the data, so that a page that is open during an update
    gets new texts too.
    """
    return builder.once("learnt", lambda: _payload(builder))


def _payload(builder: Builder) -> dict[str, Any]:
    told = {**base_map(builder.catalog), "layers": default_descriptions(builder), "drawing": POINTS}
    content = json.dumps(told, sort_keys=True).encode()
    return {**told, "version": hashlib.blake2b(content, digest_size=8).hexdigest()}
