"""A briefing under the name by which it is known."""

from dataclasses import dataclass

from geodata.models.briefing import Briefing


@dataclass(frozen=True)
class NamedBriefing:
    """A briefing with its id."""

    id: str
    briefing: Briefing
