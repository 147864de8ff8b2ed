"""Toggles, readings and a slider: the same changes to both apps, one of each in turn."""

from collections.abc import Callable, Iterator

from tests.benchmarks.measures import CHANGES, TOGGLES, Sample
from tests.benchmarks.place import Place
from tests.benchmarks.subject import Subject, Times
from tests.benchmarks.twelve import IDS, MOVABLE, address

Timed = tuple[list[Times], list[Times]]
"""Of the product and of the stock app."""


def toggles(place: Place) -> Callable[[int], Iterator[Sample]]:
    """Return what clicks the switches of both."""

    def run(_: int) -> Iterator[Sample]:
        changes = _switched(CHANGES)
        found = _timed(
            place, lambda subject, at: subject.click(changes[at][0], want=changes[at][1])
        )
        ours, theirs = found
        yield _drawn("toggle-drawn", found)
        yield Sample(
            "toggle-confirmed",
            [item.confirmed for item in ours],
            [item.confirmed for item in theirs],
        )

    return run


def readings(place: Place) -> Callable[[int], Iterator[Sample]]:
    """Return what shows and hides the second reading in both."""
    second = f"{address(MOVABLE)}@second"

    def run(_: int) -> Iterator[Sample]:
        found = _timed(place, lambda subject, at: subject.click(second, want=at % 2 == 0))
        yield _drawn("reading", found)

    return run


def slider(place: Place) -> Callable[[int], Iterator[Sample]]:
    """Return what moves the slider in both: there and, in the next run, back."""

    def run(number: int) -> Iterator[Sample]:
        key = "ArrowLeft" if number % 2 else "ArrowRight"
        yield _drawn("slider", _timed(place, lambda subject, _: subject.move_slider(key)))

    return run


def memory(place: Place) -> Callable[[int], Iterator[Sample]]:
    """Return what toggles the product over and over, and looks at its page before and after.

    A map that is mounted again at each toggle, as the stock app's is, cannot grow.
    """

    def run(_: int) -> Iterator[Sample]:
        subject = place.beside_stock[0]
        subject.page.bring_to_front()
        before = subject.heap()
        for layer, want in _switched(TOGGLES):
            subject.click(layer, want=want)
            subject.times()
            subject.wait_until_idle()
        subject.rest()
        after = subject.heap()
        yield Sample("memory", [after], [before])
        yield Sample("growth", [100 * (after - before) / TOGGLES], [])

    return run


def _switched(count: int) -> list[tuple[str, bool]]:
    """Return layers, and whether to show each: off and on again, so that 11 others are on."""
    return [
        (f"{address(IDS[number // 2 % len(IDS)])}@first", number % 2 == 1)
        for number in range(count)
    ]


def _timed(place: Place, change: Callable[[Subject, int], None]) -> Timed:
    found: Timed = ([], [])
    for at in range(CHANGES):
        for subject, times in zip(place.beside_stock, found, strict=True):
            subject.page.bring_to_front()
            change(subject, at)
            times.append(subject.times())
            subject.rest()
    return found


def _drawn(measure: str, found: Timed) -> Sample:
    ours, theirs = ([item.drawn for item in times] for times in found)
    return Sample(measure, ours, theirs)
