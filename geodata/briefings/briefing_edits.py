"""Changes to a briefing that is being composed. Each returns a new briefing.

Every change is checked like a file. An invalid one raises a `ValueError` (pydantic's is one), and
the old briefing stays as it was.
"""

import re
from typing import Any

from geodata.models.briefing import Briefing, Step

UNTITLED = "Untitled"


def new_briefing(title: str, as_of: str, step: Step) -> Briefing:
    """Return a new briefing of one step."""
    return Briefing(title=title, as_of=as_of, step=[step])


def with_step(briefing: Briefing, step: Step, after: int) -> Briefing:
    """Return the briefing with a step inserted after another one."""
    return _with(briefing, [*briefing.step[: after + 1], step, *briefing.step[after + 1 :]])


def move_step(briefing: Briefing, at: int, by: int) -> Briefing:
    """Return the briefing with a step moved up or down, at most to an end of the list."""
    steps = list(briefing.step)
    step = steps.pop(at)
    steps.insert(min(max(at + by, 0), len(steps)), step)
    return _with(briefing, steps)


def duplicate_step(briefing: Briefing, at: int) -> Briefing:
    """Return the briefing with a step duplicated."""
    step = briefing.step[at]
    copy = step.model_copy(update={"id": free_id(briefing, step.id)})
    return with_step(briefing, copy, at)


def without(briefing: Briefing, at: int) -> Briefing:
    """Return the briefing without a step; a `ValueError` if it is the only one."""
    if len(briefing.step) == 1:
        raise ValueError("a briefing needs at least one step: add another one first")
    return _with(briefing, [*briefing.step[:at], *briefing.step[at + 1 :]])


def edit_step(briefing: Briefing, at: int, **changes: Any) -> Briefing:
    """Return the briefing with changed fields in a step."""
    steps = list(briefing.step)
    steps[at] = Step.model_validate(steps[at].model_dump() | changes)
    return _with(briefing, steps)


def set_title(briefing: Briefing, title: str) -> Briefing:
    """Return the briefing with another title."""
    return Briefing.model_validate(briefing.model_dump() | {"title": title.strip() or UNTITLED})


def free_id(briefing: Briefing | None, text: str) -> str:
    """Return an id that no step has yet, made from a title.

    Examples
    --------
    >>> free_id(None, "The Width, nobody named!")
    'the-width-nobody-named'
    >>> free_id(None, "شرق")
    'step'
    """
    base = "-".join(re.findall(r"[a-z0-9]+", text.lower()))[:60].strip("-") or "step"
    taken = {step.id for step in briefing.step} if briefing else set()
    numbers = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (base, *numbers) if name not in taken)


def _with(briefing: Briefing, steps: list[Step]) -> Briefing:
    content = briefing.model_dump() | {"step": [step.model_dump() for step in steps]}
    return Briefing.model_validate(content)
