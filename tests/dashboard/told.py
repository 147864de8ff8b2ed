"""What the browser makes of a message: `message.js`, in Python."""

from typing import Any

from dashboard.presentation.layer_description import default_descriptions
from layers.build.builder import Builder


def whole(message: dict[str, Any], builder: Builder) -> dict[str, Any]:
    """Return a message with every layer described that is only named."""
    at_first = default_descriptions(builder)[message["language"]]
    layers = [at_first[item] if isinstance(item, str) else item for item in message["layers"]]
    return {**message, "layers": layers}
