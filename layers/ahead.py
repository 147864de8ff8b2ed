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

    A low priority is not enough: Linux weighs it only within one session or service (sched(7), "The
    autogroup feature"), and a server beside another, or beside a browser, is in one of its own.
    """
    while True:
        began, used = time.perf_counter(), time.process_time()
        item = next(items, None)
        if item is None:
            return
        yield item
        waited = time.perf_counter() - began - (time.process_time() - used)
        time.sleep(min(max(0.0, PATIENCE * waited), LONGEST_PAUSE_S))


def main() -> None:
    """Write everything to the standard output, until it is done or nobody reads it any more."""
    if hasattr(os, "nice"):
        os.nice(LEAST_PRIORITY)
    items = patiently(ahead(Builder(load(Path(sys.argv[1])))))
    kept = (pickle.dumps(item) for item in items)
    # No buffer, which would be written in vain once more at the end.
    with suppress(OSError, KeyboardInterrupt), open(1, "wb", buffering=0) as out:
        out.writelines(kept)


if __name__ == "__main__":
    main()
