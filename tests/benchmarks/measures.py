"""What is measured: the rows of the table, with what each is told against."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Against = Literal["the stock app", "the fixed work load", "the page before it"]
STOCK: Against = "the stock app"
WORK: Against = "the fixed work load"
BEFORE: Against = "the page before it"

CHANGES = 12
"""How many changes of a kind are timed in each run."""
TOGGLES = 200
"""How many are made before the page's memory is looked at."""
PRESSES = 12
ROOMS = (1, 10, 50)
"""How many people click at once."""


@dataclass(frozen=True)
class Measure:
    """A row of the table.

    Attributes
    ----------
    group
        What is measured together, and chosen by `--only`.
    unit
        Milliseconds, or megabytes.
    target
        What it shall be at most.
    percent
        Which percentile of all values is held against the target: of what people do over and over
        the 95th, of what is done once a run the middle one.
    against
        What its ratio is to: nothing where the target says it all.
    """

    id: str
    group: str
    title: str
    unit: Literal["ms", "MB"]
    target: float | None
    percent: int
    against: Against | None


class Sample(NamedTuple):
    """What one run found of a measure, and of what it is told against."""

    measure: str
    values: list[float]
    against: list[float]


MEASURES = (
    Measure("start", "start", "process start to first drawn map", "ms", 3500, 50, STOCK),
    Measure("panel", "start", "all readings, right after that", "ms", 2000, 50, WORK),
    Measure("page", "page", "new page to drawn map, server warm", "ms", 2000, 50, STOCK),
    Measure("toggle-drawn", "toggle", "click to drawn path", "ms", 33, 95, STOCK),
    Measure("toggle-confirmed", "toggle", "click to Python's confirmation", "ms", 250, 95, STOCK),
    Measure("reading", "reading", "new reading to drawn path", "ms", 200, 95, STOCK),
    Measure("slider", "slider", "new slider value to drawn path", "ms", 200, 95, STOCK),
    Measure("step", "step", "key press to drawn step of a briefing", "ms", 150, 95, WORK),
    Measure("compare", "compare", "address to drawn comparison", "ms", 2000, 50, WORK),
    Measure("compare-changed", "compare", "new side to drawn comparison", "ms", 2000, 50, WORK),
    Measure("sweep", "sweep", "a figure at 200 values of a parameter", "ms", 2000, 95, WORK),
    Measure("png", "png", "PNG of 1920x1080, after the first", "ms", 1000, 50, STOCK),
    Measure("deck", "deck", "deck of a briefing of eight steps", "ms", 5000, 50, WORK),
    Measure("upload", "upload", "100,000 vertices listed and drawn", "ms", 3000, 50, WORK),
    *(
        Measure(f"people-{people}", "rooms", f"confirmation, {people} at once", "ms", 500, 95, WORK)
        for people in ROOMS
    ),
    Measure("memory", "memory", f"page after {TOGGLES} toggles", "MB", None, 50, BEFORE),
    Measure("growth", "memory", "growth of the page in 100 toggles", "MB", 5, 50, None),
)
GROUPS = tuple(dict.fromkeys(measure.group for measure in MEASURES))
