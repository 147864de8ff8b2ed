"""Gives every case of the corpus to its reader, or one heavy file, in a process of its own.

``python -m tests.hostile.readers`` reads all, twice; with the name of a heavy file it reads that
and says how much memory the process took at most, in megabytes.
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from geodata import load

FIRST = "first"
"""Stands in the list of opened files between the round in which modules are loaded and the next."""


HEAVY: dict[str, Callable[[], bytes]] = {
    "million-keys": lambda: b"{" + b",".join(map(b'"%d":0'.__mod__, range(1_000_000))) + b',"0":0}',
    "keys": lambda: b"{" + b",".join(map(b'"%d":0'.__mod__, range(749_000))) + b',"0":0}',
    "vertices": lambda: (
        b'{"type":"MultiPoint","coordinates":[' + b"[36,33]," * 1_000_000 + b"[36,33]]}"
    ),
    "nested": lambda: b"[" * 20_000_000,
    "numbers": lambda: b'{"a":[' + (b"1" * 4_300 + b",") * 4_600 + b"1]}",
    "dotted-key.toml": lambda: b"title" + b".a" * 95_000 + b" = 1",
    "names.toml": lambda: b"a = [" + b"1," * 95_000 + b"]",
}
"""Files that would take much memory."""


def peak() -> float:
    """Return the most memory that this process has had, in megabytes."""
    status = Path("/proc/self/status")
    if status.exists():  # what `resource` tells there is at least that of the process before it
        (line,) = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
        return int(line.split()[1]) / 2**10
    import resource  # noqa: PLC0415 (there is none on Windows)

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def read_heavy(name: str) -> None:
    from geodata.text.file_errors import FileError  # noqa: PLC0415 (nothing more is loaded than it takes)
    from geodata.user_layers import OwnLayerError, read_layer  # noqa: PLC0415

    content = HEAVY[name]()
    with suppress(OwnLayerError, FileError):
        if name.endswith(".toml"):
            from geodata.briefings.briefing_io import read_briefing  # noqa: PLC0415

            read_briefing(content, name, load.load_catalog())
        else:
            read_layer(content, "zones.geojson")
    print(peak())


def read_all() -> None:
    """Give every case to its reader; what the first round loads, the second finds there."""
    from geodata.briefings.briefing_io import from_link, read_briefing  # noqa: PLC0415
    from geodata.comparison_query import from_comparison_query  # noqa: PLC0415
    from geodata.scenario import from_query  # noqa: PLC0415
    from geodata.text.file_errors import FileError  # noqa: PLC0415
    from geodata.user_layers import OwnLayerError, read_layer  # noqa: PLC0415
    from tests.hostile.corpus.briefings import BRIEFINGS  # noqa: PLC0415
    from tests.hostile.corpus.links import LINKS, QUERIES  # noqa: PLC0415
    from tests.hostile.corpus.own_files import OWN_FILES  # noqa: PLC0415
    from tests.hostile.corpus.texts import GDAL  # noqa: PLC0415

    data = load.load_catalog()
    for _ in range(2):
        with suppress(FileNotFoundError):
            open(FIRST)  # noqa: PTH123, SIM115 (a mark in the list of what is opened)
        for case in OWN_FILES:
            for name in ("zones.geojson", "zones.vrt", "zones.zip", *GDAL.values()):
                with suppress(OwnLayerError):
                    read_layer(case.content, name)
        for case in BRIEFINGS:
            with suppress(FileError):
                read_briefing(case.content, "/etc/passwd", data)
        for case in LINKS:
            with suppress(FileError):
                from_link(case.content.decode(), data)
        for case in QUERIES:
            from_query(case.content.decode(), data)
            from_comparison_query(case.content.decode(), data)
    print(*sorted({"pyogrio", "osgeo", "fiona", "rasterio", "geopandas"} & set(sys.modules)))


if __name__ == "__main__":
    if sys.argv[1:]:
        read_heavy(sys.argv[1])
    else:
        read_all()
