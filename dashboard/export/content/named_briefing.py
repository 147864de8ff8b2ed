"""A briefing with its id."""

from dataclasses import dataclass

from geodata.models.briefing import Briefing


@dataclass(frozen=True)
class NamedBriefing:
    """A briefing with its id."""

    id: str
    briefing: Briefing
