"""`python -m layers.ahead FOLDER`: measures every layer of a catalogue, when nothing else runs.

Each answer is written to the standard output as a pickle of what `Builder.keep` takes.
"""

import os
import pickle
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from geodata.catalog import load
from geodata.steps import scenario_of
from layers.accuracy import Quantity
from layers.build import Builder
from layers.metrics import Name

LEAST_PRIORITY = 19
AUTOGROUP = Path("/proc/self/autogroup")
PATIENCE = 10
"""How many times as long as it had to wait for a processor it stands back afterwards."""
LONGEST_PAUSE_S = 10.0

Item = tuple[str, dict[Name, Quantity]]


def ahead(builder: Builder) -> Iterator[Item]:
    """Yield keys and figures: first what briefings show, then all key figures, then all measures.

    Of all key figures the last layer's come first: whoever asks for them meanwhile begins with
    the first.
    """
    catalog = builder.catalog
    shown = [
        layer
        for briefing in catalog.briefings.values()
        for step in briefing.step
        for layer in builder.layers(scenario_of(step, catalog))
    ]
    every = [
        builder.layer(address, reading.id)
        for address, provision in catalog.layers.items()
        for reading in provision.reading
    ]
    for layer in {layer.hash: layer for layer in (*shown, *reversed(every))}.values():
        yield builder.figures_key(layer), builder.figures(layer)
    for layer in every:
        yield builder.measures_key(layer), builder.measures(layer)


def patiently(items: Iterator[Item]) -> Iterator[Item]:
    """Yield items, and stand back after each for which others had kept the processors busy.

    A low priority alone is not enough, where the system weighs it little or not at all.
    """
    while True:
        began, used = time.perf_counter(), time.process_time()
        item = next(items, None)
        if item is None:
            return
        yield item
        waited = time.perf_counter() - began - (time.process_time() - used)
        time.sleep(min(max(0.0, PATIENCE * waited), LONGEST_PAUSE_S))


def stand_back() -> None:
    """Let everybody else have the processors first, as far as the system knows how.

    Linux weighs priorities only within a session, and sessions against each other: this one gets a
    session of its own, with the least weight (sched(7), "The autogroup feature").
    """
    if hasattr(os, "nice"):
        os.nice(LEAST_PRIORITY)
    with suppress(OSError, AttributeError):  # it leads one already, or there is no such thing
        os.setsid()
        AUTOGROUP.write_text(str(LEAST_PRIORITY), "ascii")


def main() -> None:
    """Write everything to the standard output, until it is done or nobody reads it any more."""
    stand_back()
    items = patiently(ahead(Builder(load(Path(sys.argv[1])))))
    kept = (pickle.dumps(item) for item in items)
    # No buffer, which would be written in vain once more at the end.
    with suppress(OSError, KeyboardInterrupt), open(1, "wb", buffering=0) as out:
        out.writelines(kept)


if __name__ == "__main__":
    main()
