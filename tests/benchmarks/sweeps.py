"""The curve of a figure at 200 values of a parameter, as `--sweep` and the panel compute it."""

import time
from collections.abc import Callable, Iterator

from layers.analysis.sensitivity import sweep
from layers.build.builder import Builder
from tests.benchmarks.measures import Sample
from tests.benchmarks.place import Place
from tests.benchmarks.work import work

STEPS = 200
SWEPT = (
    ("druze-corridor.passage.width_km", "via-izra"),
    ("demilitarized-south.zone.standoff_km", "nearly-to-damascus"),
    ("demilitarized-south.zone.near_depth_km", "three-bands"),
)
"""A corridor that bends, one zone, and three that lie beside each other."""


def sweeps(place: Place) -> Callable[[int], Iterator[Sample]]:
    """Return what sweeps three parameters, each with a builder that has built nothing before."""

    def run(_number: int) -> Iterator[Sample]:
        values, against = [], []
        for address, reading in SWEPT:
            builder = Builder(place.builder.catalog)
            started = time.perf_counter()
            sweep(builder, address, reading=reading, steps=STEPS)
            values.append(1000 * (time.perf_counter() - started))
            against.append(work())
        yield Sample("sweep", values, against)

    return run
