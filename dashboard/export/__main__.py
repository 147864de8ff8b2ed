"""`python -m dashboard.export --format FORMAT --out FILE`: a picture, slides, a page, or data.

`python -m dashboard.export --again FILE --out FILE`: the same picture once more.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import get_args

from dashboard.export.content.comparison_content import Overlay, WrongOverlayError, per_cent
from dashboard.export.content.named_briefing import NamedBriefing
from dashboard.export.content.snapshot import Snapshot
from dashboard.export.formats import BINARY, DECK, KINDS, OF_BRIEFINGS, PAGE, Kind, made
from dashboard.export.gis.data_files import DATA
from dashboard.export.graphics.sizes import PAPERS, WrongSizeError, format_of
from dashboard.export.picture.layout import LONGEST_MARKING, Print
from dashboard.export.picture.provenance_record import NoRecordError, record_of
from dashboard.export.picture_files import (
    PICTURES,
    OtherDataError,
    again,
    briefing_pdf,
    overlay_picture,
)
from dashboard.export.slides.deck_files import briefing_deck, overlay_deck, scenario_deck
from dashboard.export.slides.slide_master import Master, template_master
from dashboard.export.slides.template import WrongTemplateError
from dashboard.export.web_page.page import page
from dashboard.presentation.symbology import Theme
from dashboard.text.ui_text import words
from geodata import catalog
from geodata.briefings.step_scenario import scenario_of
from geodata.scenario import LANGUAGES, Scenario, brief, retired
from geodata.text.file_errors import FileError
from geodata.text.safe_text import check_characters
from layers.build.briefing_figures import check_captions
from layers.build.builder import Builder
from layers.build.check_recipes import check
from layers.build.figure_store import FigureStore
from layers.cli.commands import (
    BAD_INPUT,
    STDOUT,
    STDOUT_NAME,
    OneLineParser,
    check_output,
    exit_status,
    print_error,
    write_output,
)
from layers.cli.selectors import WrongSelectionError, add_selectors, compared, selected
from layers.output.atomic_files import resolve_target, write_bytes

PROGRAM = "python -m dashboard.export"
THEMES: tuple[Theme, ...] = get_args(Theme)
OF_PICTURES = ("size", "paper", "transparent", "theme")
"""Options that mean nothing for data."""
ONLY_FOR: dict[str, tuple[Kind, ...]] = {
    "briefing": (*OF_BRIEFINGS, "pdf"),
    "compare": (*PICTURES, "pptx"),
    "template": ("pptx",),
}
SELECTORS = ("scenario", "proposal", "reading", "values", "compare", "at")
"""Options that name what a briefing says itself."""
WRONG = (
    FileError,
    WrongSelectionError,
    WrongOverlayError,
    WrongSizeError,
    WrongTemplateError,
    OtherDataError,
    NoRecordError,
)
AGAIN_TAKES = ("again", "out")


def arguments_of(given: Sequence[str]) -> argparse.Namespace:
    """Return the parsed command line."""
    parser = OneLineParser(prog=PROGRAM, description=__doc__)
    parser.add_argument("--format", choices=KINDS)
    parser.add_argument(
        "--out", metavar="FILE", required=True, help="the file to write; - is standard output"
    )
    parser.add_argument("--again", type=Path, metavar="FILE", help="a picture to make once more")
    parser.add_argument("--size", metavar="WIDTHxHEIGHT", help="pixels, such as 1920x1080")
    parser.add_argument("--paper", metavar="|".join(PAPERS), help="the proportions")
    parser.add_argument("--transparent", action="store_true", help="without a ground")
    parser.add_argument("--theme", choices=THEMES, help="light unless told")
    parser.add_argument("--language", choices=LANGUAGES, help="of the names")
    parser.add_argument(
        "--briefing", metavar="ID", help="each of its steps, as slides, pages or a web page"
    )
    parser.add_argument("--compare", nargs=2, metavar=("A", "B"), help="two scenarios")
    parser.add_argument(
        "--at", metavar="PER_CENT", help="with --compare: the bridge, so far from A to B"
    )
    parser.add_argument("--template", type=Path, metavar="FILE.pptx", help="whose layouts are used")
    parser.add_argument(
        "--marking", metavar="TEXT", help=f"a line on it, at most {LONGEST_MARKING} characters"
    )
    add_selectors(parser)
    found = parser.parse_args(given)
    if found.again:
        others = [name for name, value in vars(found).items() if value and name not in AGAIN_TAKES]
        if others:
            parser.error(f"--again says it all: leave out --{_option(others[0])}")
    elif not found.format:
        parser.error(f"--format is missing: one of {', '.join(KINDS)}")
    _refuse(parser, found)
    _refuse_marking(parser, found)
    return found


def _refuse(parser: OneLineParser, found: argparse.Namespace) -> None:
    """End if options do not go together."""
    for name, kinds in ONLY_FOR.items():
        if getattr(found, name) and found.format not in kinds:
            parser.error(f"--{name} is for {' and '.join(kinds)}: leave it out for {found.format}")
    if found.format not in PICTURES and not found.again:
        for name in OF_PICTURES:
            if getattr(found, name) and not (name == "paper" and found.format == DECK):
                parser.error(f"--{name} is for pictures: leave it out for {found.format}")
    if found.at is not None and not found.compare:
        parser.error("--at is a point between two: add --compare A B")
    if found.template and found.paper:
        parser.error("--template says the proportions: leave out --paper")
    if found.briefing:
        told = (*SELECTORS, "transparent", "theme")
        for name in (name for name in told if getattr(found, name)):
            parser.error(f"--briefing says it all: leave out --{_option(name)}")


def _option(name: str) -> str:
    """Return what an option is called on the command line."""
    return "set" if name == "values" else name


def _refuse_marking(parser: OneLineParser, found: argparse.Namespace) -> None:
    """End if a marking has no place, or characters that nobody sees."""
    if found.marking and found.format in DATA:
        parser.error(f"--marking is for what is looked at: leave it out for {found.format}")
    if len(found.marking or "") > LONGEST_MARKING:
        parser.error(
            f"--marking has {len(found.marking)} characters: at most {LONGEST_MARKING} have room"
        )
    try:
        check_characters(found.marking)
    except ValueError as error:
        parser.error(f"--marking {error}")


def content_of(given: argparse.Namespace, builder: Builder) -> bytes:
    """Return the file that was asked for."""
    if given.again:
        return again(record_of(given.again), builder)
    if given.briefing:
        return briefing_of(given, builder)
    if given.compare:
        return overlay_from(given, builder)
    chosen = _in_language(selected(given, builder.catalog), given)
    for line in retired(chosen, builder.catalog):
        print_error(PROGRAM, line)
    printed = _print(given)
    if given.template:
        paper, marking = printed.format.paper, printed.marking
        return scenario_deck(chosen, builder, paper, marking, _template(given))
    return made(given.format, Snapshot(chosen, printed), builder)


def overlay_from(given: argparse.Namespace, builder: Builder) -> bytes:
    """Return the comparison or the bridge that was asked for, as a slide or a picture."""
    a, b = (_in_language(side, given) for side in compared(given, builder.catalog))
    overlay = Overlay(a, b, None if given.at is None else per_cent(given.at))
    printed = _print(given)
    if given.format == DECK:
        paper, marking = printed.format.paper, printed.marking
        return overlay_deck(overlay, builder, paper, marking, _template(given))
    return overlay_picture(given.format, overlay, printed, builder)


def briefing_of(given: argparse.Namespace, builder: Builder) -> bytes:
    """Return the briefing that was asked for, as slides or as pages.

    Raises
    ------
    WrongSelectionError
        If there is no such briefing.
    """
    known = builder.catalog.briefings
    if given.briefing not in known:
        there_are = ", ".join(known) or "none"
        raise WrongSelectionError(f"briefing '{brief(given.briefing)}' is not one of {there_are}")
    check_captions(builder)
    found, language = known[given.briefing], given.language or LANGUAGES[0]
    form, marking = format_of(given.size, given.paper), _marking(given)
    named = NamedBriefing(given.briefing, found)
    if given.format == PAGE:
        return page(scenario_of(found.step[0], builder.catalog, language), builder, marking, named)
    if given.format != DECK:
        return briefing_pdf(found, language, form, marking, builder)
    return briefing_deck(named, language, builder, form.paper, marking, _template(given))


def _print(given: argparse.Namespace) -> Print:
    form, marking = format_of(given.size, given.paper), _marking(given)
    return Print(form, given.theme or "light", given.transparent, marking)


def _template(given: argparse.Namespace) -> Master | None:
    """Return what slides are laid on, and tell what of a template does not come along."""
    if given.template is None:
        return None
    found = template_master(given.template)
    if found.left_behind:
        left_behind = ", ".join(found.left_behind)
        print_error(PROGRAM, f"{given.template.name}: left behind: {left_behind}")
    return found


def _marking(given: argparse.Namespace) -> str:
    marking: str = words()["export"]["marking"] if given.marking is None else given.marking
    return " ".join(marking.split())


def _in_language(shown: Scenario, given: argparse.Namespace) -> Scenario:
    return replace(shown, language=given.language) if given.language else shown


def main() -> int:
    """Write what was asked for. Return 0, or 2 after one line if something is wrong."""
    return exit_status(PROGRAM, _run)


def _run() -> int:
    given = arguments_of(sys.argv[1:])
    try:
        _check_out(given)
        builder = Builder(catalog.load(), FigureStore())
        check(builder)
        _write(given.out, _content_for(given, builder))
    except WRONG as error:
        print_error(PROGRAM, error)
        return BAD_INPUT
    return 0


def _check_out(given: argparse.Namespace) -> None:
    """Raise an `OSError` if the file could not be written where it is to go."""
    if given.out != STDOUT:
        resolve_target(Path(given.out))
        return
    kind = record_of(given.again).format if given.again else given.format
    check_output(kind, binary=kind in BINARY)


def _content_for(given: argparse.Namespace, builder: Builder) -> bytes:
    """Return the file that was asked for; an `OSError` on the way to it names it."""
    try:
        return content_of(given, builder)
    except OSError as error:
        asked = STDOUT_NAME if given.out == STDOUT else given.out
        raise OSError(error.errno, error.strerror, error.filename or asked) from error


def _write(out: str, content: bytes) -> None:
    if out == STDOUT:
        write_output(content)
    else:
        write_bytes(Path(out), content)


if __name__ == "__main__":
    sys.exit(main())
