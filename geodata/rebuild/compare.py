"""Whether the committed files are those that the rebuild makes."""

import io
from pathlib import Path

import numpy as np
from PIL import Image


def differences(committed: Path, made: Path) -> list[str]:
    """Return one line for each file that two folders do not have alike.

    Text has to be equal byte by byte, a picture pixel by pixel.
    """
    found = []
    names = {path.name for folder in (committed, made) for path in folder.iterdir()}
    for name in sorted(names):
        here, there = committed / name, made / name
        if not there.is_file():
            found.append(f"{name}: is committed, but not made: remove it")
        elif not here.is_file():
            found.append(f"{name}: is made, but not committed: add it")
        elif not _alike(here.read_bytes(), there.read_bytes(), picture=here.suffix == ".png"):
            found.append(f"{name}: differs from what is made")
    return found


def _alike(one: bytes, other: bytes, *, picture: bool) -> bool:
    if not picture:
        return one == other
    pixels = [np.asarray(Image.open(io.BytesIO(content))) for content in (one, other)]
    return np.array_equal(pixels[0], pixels[1])
