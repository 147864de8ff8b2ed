"""Decks of a scenario, of an overlay and of a briefing, as bytes."""

from dashboard.export.content.comparison_content import ComparisonContent, overlay_page
from dashboard.export.content.named_briefing import NamedBriefing
from dashboard.export.content.slide_content import THEME, briefing_pages, scenario_page
from dashboard.export.content.snapshot import UserLayerPicture
from dashboard.export.graphics.sizes import Paper, WrongSizeError
from dashboard.export.slides.deck import deck
from dashboard.export.slides.document_properties import Origin
from dashboard.export.slides.slide_master import SIZES, Master, own_master
from geodata.models.field_types import Language, in_language
from geodata.scenario import Scenario
from layers.build.builder import Builder

DECK_PAPERS: tuple[Paper, ...] = tuple(SIZES)


def scenario_deck(  # noqa: PLR0913 (a scenario, own layers, and what every deck takes)
    scenario: Scenario,
    builder: Builder,
    paper: Paper,
    marking: str,
    template: Master | None = None,
    *,
    own: tuple[UserLayerPicture, ...] = (),
) -> bytes:
    """Return a deck with a slide of a scenario and one of its sources.

    Parameters
    ----------
    template
        Master to use in place of the project's own; it determines the proportions.
    own
        User layers, which are drawn but not in the record.

    Raises
    ------
    WrongSizeError
        If the proportions are not available for slides.
    """
    page = scenario_page(scenario, builder, own)
    origin = Origin(page.title, page.query, marking)
    return deck([page], origin, _master(paper, template), builder)


def overlay_deck(
    overlay: ComparisonContent,
    builder: Builder,
    paper: Paper,
    marking: str,
    template: Master | None = None,
) -> bytes:
    """Return a deck with a slide of an overlay of two scenarios, and their sources.

    Raises the errors of :func:`scenario_deck` and :func:`overlay_page`.
    """
    page = overlay_page(overlay, builder, THEME)
    origin = Origin(page.title, page.query, marking)
    return deck([page], origin, _master(paper, template), builder)


def briefing_deck(  # noqa: PLR0913, PLR0917 (a briefing in a language, and what every deck takes)
    named_briefing: NamedBriefing,
    language: Language,
    builder: Builder,
    paper: Paper,
    marking: str,
    template: Master | None = None,
) -> bytes:
    """Return a deck with a slide for each step of a briefing, and one of all sources.

    Raises the errors of :func:`scenario_deck`.
    """
    pages = briefing_pages(named_briefing.briefing, builder, language)
    title = in_language(named_briefing.briefing.title, language)
    return deck(pages, Origin(title, named_briefing.id, marking), _master(paper, template), builder)


def _master(paper: Paper, template: Master | None) -> Master:
    if template:
        return template
    if paper not in SIZES:
        raise WrongSizeError(f"paper '{paper}' is not one of a deck: {', '.join(SIZES)}")
    return own_master(paper)
