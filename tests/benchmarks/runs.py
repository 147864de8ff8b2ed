"""The measurements: the same changes to both apps, in turns."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.benchmarks.subject import Subject, Times
from tests.benchmarks.twelve import IDS, MOVABLE, address

TOGGLES = 36
SLIDER_STEPS = 20
READINGS = 20
MEMORY_TOGGLES = 100


@dataclass
class Measured:
    """What was measured of one app."""

    toggles: list[Times] = field(default_factory=list)
    slider: list[Times] = field(default_factory=list)
    readings: list[Times] = field(default_factory=list)
    steps: list[Times] = field(default_factory=list)
    growth: list[float] = field(default_factory=list)
    view_kept: bool = False

    @property
    def remounts(self) -> int:
        """In how many of all timed changes the map was mounted again."""
        return sum(item.remounted for item in (*self.toggles, *self.slider, *self.readings))

    @property
    def changes(self) -> int:
        """How many changes were timed."""
        return len((*self.toggles, *self.slider, *self.readings))


def measure(subjects: tuple[Subject, ...], tell: Callable[[str], None]) -> dict[str, Measured]:
    """Measure both apps, one change of each in turn."""
    found = {subject.name: Measured() for subject in subjects}
    tell(f"{TOGGLES} toggles of each")
    for layer, want in _toggles(TOGGLES):
        for subject in subjects:
            found[subject.name].toggles.append(_timed(subject, layer, want=want))
    tell(f"memory over {MEMORY_TOGGLES} toggles of the product")
    found[subjects[0].name].growth.append(_growth(subjects[0]))
    tell(f"{READINGS} changes of a reading of each")
    for number in range(READINGS):
        for subject in subjects:
            times = _timed(subject, f"{address(MOVABLE)}@second", want=number % 2 == 0)
            found[subject.name].readings.append(times)
    tell(f"{SLIDER_STEPS} steps of a slider of each")
    for _ in range(SLIDER_STEPS):
        for subject in subjects:
            subject.page.bring_to_front()
            subject.move_slider()
            found[subject.name].slider.append(subject.times())
            subject.rest()
    for subject in subjects:
        found[subject.name].view_kept = subject.view_kept()
    return found


def _toggles(count: int) -> Iterator[tuple[str, bool]]:
    """Yield a layer and whether it is to be shown: each off and on again, so that 11 others are on."""
    for number in range(count):
        yield f"{address(IDS[number // 2 % len(IDS)])}@first", number % 2 == 1


def _timed(subject: Subject, layer: str, *, want: bool) -> Times:
    subject.page.bring_to_front()
    subject.click(layer, want=want)
    times = subject.times()
    subject.rest()
    return times


def _growth(subject: Subject) -> float:
    """Return by how many MB the page grew. A map that is mounted again at each toggle cannot grow."""
    subject.page.bring_to_front()
    before = subject.heap()
    for layer, want in _toggles(MEMORY_TOGGLES):
        subject.click(layer, want=want)
        subject.times()
        subject.rest()
    return subject.heap() - before
