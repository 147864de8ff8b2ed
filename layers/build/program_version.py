"""The version of the program, for caches of layers and figures."""

import hashlib
import platform
from functools import cache
from pathlib import Path

import numpy as np
import pyproj
import shapely

import geodata

CODE = (Path(geodata.__file__).parent, Path(__file__).parents[1])


@cache
def program_version() -> str:
    """Return a hash of the code of `geodata` and `layers` and of their libraries' versions.

    The last digits of figures may differ between versions of libraries and kinds of machines.

    Examples
    --------
    >>> len(program_version())
    64
    """
    found = hashlib.sha256()
    for path in (path for folder in CODE for path in sorted(folder.rglob("*.py"))):
        found.update(path.read_bytes())
    libraries = (
        *(np.__version__, pyproj.__version__, pyproj.proj_version_str),
        *(shapely.__version__, shapely.geos_version_string),
        *(platform.python_version(), platform.machine()),
    )
    found.update(" ".join(libraries).encode())
    return found.hexdigest()
