"""The subject of an export: a whole briefing, an overlay of two scenarios, or the map."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dashboard.export.content.comparison_content import ComparisonContent
from dashboard.export.content.named_briefing import NamedBriefing
from dashboard.export.content.snapshot import Snapshot, UserLayerPicture
from dashboard.export.formats import DECK, OF_BRIEFINGS, Kind, export_file, safe_file_name
from dashboard.export.picture_files import PICTURES, overlay_picture
from dashboard.export.slides.deck_files import briefing_deck, overlay_deck
from dashboard.presentation.app_catalog import builder
from dashboard.session import interpolation_ends, scenario_state
from dashboard.session.active_briefing import active_step, available_briefings
from dashboard.session.comparison_selection import sides
from dashboard.session.user_layer_description import describe_user_layer
from dashboard.session.user_layers import UserLayer, user_layers
from geodata.scenario import Scenario
from layers.build.builder import Builder

COMPARE, BRIDGE = "compare", "bridge"
OVERLAID = (COMPARE, BRIDGE)
"""Views that show an overlay of two scenarios on the map."""
OF_OVERLAYS: tuple[Kind, ...] = (*PICTURES, DECK)


@dataclass(frozen=True)
class WholeBriefing:
    """Every step of a briefing, as slides or as a page."""

    named_briefing: NamedBriefing
    kind: Kind

    @property
    def name(self) -> str:
        """The name of the file."""
        return safe_file_name(self.named_briefing.id, self.kind)

    def content(self, snapshot: Snapshot, made_by: Builder) -> bytes:
        """Return the file, in the language and proportions of a snapshot."""
        if self.kind != DECK:
            return export_file(self.kind, snapshot, made_by, self.named_briefing)
        language, paper = snapshot.scenario.language, snapshot.options.format.paper
        return briefing_deck(
            self.named_briefing, language, made_by, paper, snapshot.options.marking
        )


@dataclass(frozen=True)
class WholeOverlay:
    """A comparison or an interpolation, as a slide or a picture."""

    overlay: ComparisonContent
    kind: Kind

    @property
    def name(self) -> str:
        """The name of the file."""
        stem = "comparison" if self.overlay.at is None else "between-positions"
        return f"{stem}.{self.kind}"

    def content(self, snapshot: Snapshot, made_by: Builder) -> bytes:
        """Return the slide or picture, with the options of a snapshot."""
        options = snapshot.options
        overlay = replace(self.overlay, a=replace(self.overlay.a, view=snapshot.scenario.view))
        for kind in PICTURES:
            if self.kind == kind:
                return overlay_picture(kind, overlay, options, made_by)
        return overlay_deck(overlay, made_by, options.format.paper, options.marking)


def whole_of(kind: Kind, view: str, scenario: Scenario) -> WholeBriefing | WholeOverlay | None:
    """Return the briefing or overlay of a view, or None if the file shows the map as it is."""
    catalog = builder().catalog
    here = active_step(catalog)
    if view == scenario_state.BRIEF and here and kind in OF_BRIEFINGS:
        return WholeBriefing(NamedBriefing(here.id, available_briefings(catalog)[here.id]), kind)
    if kind in OF_OVERLAYS and (overlay := overlay_on(view, scenario)):
        return WholeOverlay(overlay, kind)
    return None


def overlay_on(view: str, scenario: Scenario) -> ComparisonContent | None:
    """Return the comparison or interpolation that a view shows."""
    if view == COMPARE:
        both = sides(builder().catalog, scenario)
        own_a, own_b = (user_layer_pictures(own) for own in (both.own_a, both.own_b))
        return ComparisonContent(both.a, both.b, None, own_a, own_b)
    if view == BRIDGE:
        a, b = interpolation_ends.ends(builder().catalog, scenario)
        return ComparisonContent(a, b, interpolation_ends.share())
    return None


def user_layer_pictures(own: Iterable[UserLayer]) -> tuple[UserLayerPicture, ...]:
    """Return user layers in the form for a picture."""
    return tuple(
        UserLayerPicture(describe_user_layer(user_layers(), item), item.layer_features)
        for item in own
    )
