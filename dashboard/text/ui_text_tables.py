"""The tables in the file of texts, each with its required keys."""

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import AfterValidator, ConfigDict, with_config
from typing_extensions import TypedDict

from layers.user_layers.sketch import POINTS

STRICT = ConfigDict(strict=True, extra="forbid")


def each_of(names: Iterable[str]) -> AfterValidator:
    """Return a validator for tables that must have exactly the given keys."""
    wanted = tuple(names)

    def checked(table: dict[str, Any]) -> dict[str, Any]:
        if missing := [name for name in wanted if name not in table]:
            raise ValueError(f"has no entry for '{missing[0]}'")
        if unknown := [name for name in table if name not in wanted]:
            raise ValueError(f"has '{unknown[0]}', which is not one of {', '.join(wanted)}")
        return table

    return AfterValidator(checked)


@with_config(STRICT)
class MethodText(TypedDict):
    """A paragraph about the method."""

    title: str
    text: str


@with_config(STRICT)
class WelcomeText(TypedDict):
    """The welcome card."""

    what: str
    briefings: str


@with_config(STRICT)
class LiveRegionText(TypedDict):
    """Announcements of the map for screen readers."""

    added: str
    changed: str
    removed: str
    on_the_map: str
    nothing: str


@with_config(STRICT)
class BriefText(TypedDict):
    """Giving a briefing."""

    steps: str
    back: str
    next: str
    of: str
    presenter: str
    full: str
    notes: str
    no_notes: str
    sources: str
    following: str
    last: str
    computed: str
    reported: str
    parameter: str
    choose: str
    restore: str
    own: str


@with_config(STRICT)
class ComposeText(TypedDict):
    """Making a briefing."""

    lead: str
    take: str
    undo: str
    give: str
    copy: str
    title: str
    caption: str
    notes: str
    figures: str
    show: str
    replace: str
    up: str
    down: str
    duplicate: str
    delete: str
    save: str
    load: str
    link: str
    link_too_long: str
    untitled: str
    untitled_briefing: str


@with_config(STRICT)
class LegendMoreText(TypedDict):
    """Notes for a legend without room for all entries."""

    one: str
    several: str


@with_config(STRICT)
class ExportText(TypedDict):
    """Exporting a file."""

    marking: str
    sources: str
    data: str
    version: str
    title: str
    format: str
    paper: str
    transparent: str
    download: str
    asked: str
    first_one: str
    first_several: str
    making: str
    there: str
    full: str
    own_wait: str
    gone: str
    lost: str
    whole_briefing: str
    comparison: str
    bridge: str
    of_what_is_on: str
    own_left_out: str
    formats: dict[str, str]
    papers: dict[str, str]


@with_config(STRICT)
class WebPageText(TypedDict):
    """The standalone page."""

    panel: str
    changed: str
    fixed: str
    about: str
    briefing: str
    scenario: str
    as_of: str
    precision: str
    precise: str


@with_config(STRICT)
class SketchText(TypedDict):
    """Drawing and measuring."""

    title: str
    choose: str
    start: str
    end_line: str
    end_two: str
    centre: str
    here: str
    undo: str
    finish: str
    cancel: str
    name: str
    added: str
    taken_back: str
    done: str
    waiting: str
    exact: str
    shape: Annotated[dict[str, str], each_of(POINTS)]
    figure: dict[str, str]


@with_config(STRICT)
class LinkText(TypedDict):
    """Copying the link."""

    copy: str
    copied: str
    failed: str
    left_out: str


@with_config(STRICT)
class DifferenceText(TypedDict):
    """Differences between figures."""

    more: str
    less: str
    alike: str
    times: str
    points: str
