"""Which slides the screen gives away: of a briefing that is given, or of a comparison."""

from dataclasses import dataclass

from dashboard import state
from dashboard.briefing import given, on_offer
from dashboard.comparison import sides
from dashboard.export.deck_file import NamedBriefing, briefing_deck, comparison_deck
from dashboard.export.files import DECK
from dashboard.export.snapshot import Snapshot
from dashboard.project import builder
from geodata.scenario import Scenario

COMPARE = "compare"


@dataclass(frozen=True)
class BriefingSlides:
    """The slides of a whole briefing."""

    named: NamedBriefing

    @property
    def name(self) -> str:
        """The name of the file."""
        return f"{self.named.id}.{DECK}"

    def deck(self, wanted: Snapshot) -> bytes:
        """Return the slides, in the language and proportions of a snapshot."""
        language, paper = wanted.scenario.language, wanted.format.paper
        return briefing_deck(self.named, language, builder(), paper, wanted.marking)


@dataclass(frozen=True)
class ComparisonSlides:
    """The slide of a comparison."""

    a: Scenario
    b: Scenario

    @property
    def name(self) -> str:
        """The name of the file."""
        return f"comparison.{DECK}"

    def deck(self, wanted: Snapshot) -> bytes:
        """Return the slide, in the proportions of a snapshot."""
        return comparison_deck(self.a, self.b, builder(), wanted.format.paper, wanted.marking)


def slides_of(view: str, now: Scenario) -> BriefingSlides | ComparisonSlides | None:
    """Return the slides that belong to a view; None where they are of what is on."""
    catalog = builder().catalog
    here = given(catalog)
    if view == state.BRIEF and here:
        return BriefingSlides(NamedBriefing(here.id, on_offer(catalog)[here.id]))
    if view == COMPARE:
        both = sides(catalog, now)
        return ComparisonSlides(both.a, both.b)
    return None
