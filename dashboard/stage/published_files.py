"""The files that are the same for every client: assets, base map and relief, under one version.

The version, a hash of all of them, is a part of their path. Browsers can therefore cache them for
ever, and relative links between them lead to the same version.
"""

import hashlib
from dataclasses import dataclass

from starlette.responses import JSONResponse

from dashboard.presentation.assets import Asset, assets
from dashboard.presentation.base_map import relief_picture
from dashboard.stage.static_payload import static_payload
from layers.build.builder import Builder

FOLDER = "map/assets"
"""The path of the files, followed by the version and the name."""

BASE, RELIEF = "base.json", "relief.png"


@dataclass(frozen=True)
class PublishedFiles:
    """The files by name, and their common version."""

    version: str
    files: dict[str, Asset]


def published_files(builder: Builder) -> PublishedFiles:
    """Return the files for a builder, cached."""
    return builder.once("published files", lambda: _published_files(builder))


def _published_files(builder: Builder) -> PublishedFiles:
    base = bytes(JSONResponse(static_payload(builder)).body)
    relief = relief_picture(builder.catalog)
    files = {
        **assets(),
        BASE: Asset(base, "application/json"),
        RELIEF: Asset(relief, "image/png"),
    }
    digest = hashlib.blake2b(digest_size=8)
    for name, file in sorted(files.items()):
        for part in (name.encode(), file.content):
            digest.update(len(part).to_bytes(8))
            digest.update(part)
    return PublishedFiles(digest.hexdigest(), files)
