"""What a view gives away whole: the briefing that is given, or what lies over each other."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dashboard.export.content.comparison_content import Overlay
from dashboard.export.content.named_briefing import NamedBriefing
from dashboard.export.content.snapshot import OwnPictured, Snapshot
from dashboard.export.formats import DECK, OF_BRIEFINGS, Kind, made, named_file
from dashboard.export.picture_files import PICTURES, overlay_picture
from dashboard.export.slides.deck_files import briefing_deck, overlay_deck
from dashboard.presentation.app_catalog import builder
from dashboard.session import interpolation_ends, scenario_state
from dashboard.session.active_briefing import given, on_offer
from dashboard.session.comparison_selection import sides
from dashboard.session.user_layer_description import described_one
from dashboard.session.user_layers import OwnShown, shelf
from geodata.scenario import Scenario
from layers.build.builder import Builder

COMPARE, BRIDGE = "compare", "bridge"
OVERLAID = (COMPARE, BRIDGE)
"""Views in which two grounds lie over each other on the map."""
OF_OVERLAYS: tuple[Kind, ...] = (*PICTURES, DECK)


@dataclass(frozen=True)
class WholeBriefing:
    """Every step of a briefing, as slides or as a page."""

    named: NamedBriefing
    kind: Kind

    @property
    def name(self) -> str:
        """The name of the file."""
        return named_file(self.named.id, self.kind)

    def content(self, wanted: Snapshot, made_by: Builder) -> bytes:
        """Return the file, in the language and proportions of a snapshot."""
        if self.kind != DECK:
            return made(self.kind, wanted, made_by, self.named)
        language, paper = wanted.scenario.language, wanted.printed.format.paper
        return briefing_deck(self.named, language, made_by, paper, wanted.printed.marking)


@dataclass(frozen=True)
class WholeOverlay:
    """A comparison or a bridge, as a slide or a picture."""

    overlay: Overlay
    kind: Kind

    @property
    def name(self) -> str:
        """The name of the file."""
        stem = "comparison" if self.overlay.at is None else "bridge"
        return f"{stem}.{self.kind}"

    def content(self, wanted: Snapshot, made_by: Builder) -> bytes:
        """Return the slide or picture, as a snapshot is made."""
        printed = wanted.printed
        overlay = replace(self.overlay, a=replace(self.overlay.a, view=wanted.scenario.view))
        for kind in PICTURES:
            if self.kind == kind:
                return overlay_picture(kind, overlay, printed, made_by)
        return overlay_deck(overlay, made_by, printed.format.paper, printed.marking)


def whole_of(kind: Kind, view: str, now: Scenario) -> WholeBriefing | WholeOverlay | None:
    """Return what belongs to a view as a whole; None where a file is of what is on."""
    catalog = builder().catalog
    here = given(catalog)
    if view == scenario_state.BRIEF and here and kind in OF_BRIEFINGS:
        return WholeBriefing(NamedBriefing(here.id, on_offer(catalog)[here.id]), kind)
    if kind in OF_OVERLAYS and (overlay := overlay_on(view, now)):
        return WholeOverlay(overlay, kind)
    return None


def overlay_on(view: str, now: Scenario) -> Overlay | None:
    """Return the comparison or the bridge that a view shows."""
    if view == COMPARE:
        both = sides(builder().catalog, now)
        own_a, own_b = (pictured(own) for own in (both.own_a, both.own_b))
        return Overlay(both.a, both.b, None, own_a, own_b)
    if view == BRIDGE:
        a, b = interpolation_ends.ends(builder().catalog, now)
        return Overlay(a, b, interpolation_ends.at())
    return None


def pictured(own: Iterable[OwnShown]) -> tuple[OwnPictured, ...]:
    """Return own layers for a picture."""
    return tuple(OwnPictured(described_one(shelf(), item), item.laid) for item in own)
