"""What the screen gives away whole: the briefing that is given, or what is compared."""

from dataclasses import dataclass

from dashboard import state
from dashboard.briefing import given, on_offer
from dashboard.comparison import sides
from dashboard.export.deck_file import briefing_deck, comparison_deck
from dashboard.export.files import DECK, OF_BRIEFINGS, Kind, made
from dashboard.export.named import NamedBriefing
from dashboard.export.snapshot import Snapshot
from dashboard.project import builder
from geodata.scenario import Scenario

COMPARE = "compare"


@dataclass(frozen=True)
class WholeBriefing:
    """Every step of a briefing, as slides or as a page."""

    named: NamedBriefing
    kind: Kind

    @property
    def name(self) -> str:
        """The name of the file."""
        return f"{self.named.id}.{self.kind}"

    def content(self, wanted: Snapshot) -> bytes:
        """Return the file, in the language and proportions of a snapshot."""
        if self.kind != DECK:
            return made(self.kind, wanted, builder(), self.named)
        language, paper = wanted.scenario.language, wanted.format.paper
        return briefing_deck(self.named, language, builder(), paper, wanted.marking)


@dataclass(frozen=True)
class WholeComparison:
    """The slide of a comparison."""

    a: Scenario
    b: Scenario

    @property
    def name(self) -> str:
        """The name of the file."""
        return f"comparison.{DECK}"

    def content(self, wanted: Snapshot) -> bytes:
        """Return the slide, in the proportions of a snapshot."""
        return comparison_deck(self.a, self.b, builder(), wanted.format.paper, wanted.marking)


def whole_of(kind: Kind, view: str, now: Scenario) -> WholeBriefing | WholeComparison | None:
    """Return what belongs to a view as a whole; None where a file is of what is on."""
    catalog = builder().catalog
    here = given(catalog)
    if view == state.BRIEF and here and kind in OF_BRIEFINGS:
        return WholeBriefing(NamedBriefing(here.id, on_offer(catalog)[here.id]), kind)
    if view == COMPARE and kind == DECK:
        both = sides(catalog, now)
        return WholeComparison(both.a, both.b)
    return None
