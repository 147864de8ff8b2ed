"""`python -m dashboard.export --format FORMAT --out FILE`: a picture, slides, a page, or data.

`python -m dashboard.export --again FILE --out FILE`: the same picture once more.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import get_args

from dashboard.export.content.comparison_content import (
    ComparisonContent,
    WrongOverlayError,
    per_cent,
)
from dashboard.export.content.named_briefing import NamedBriefing
from dashboard.export.content.snapshot import Snapshot
from dashboard.export.formats import BINARY, DECK, KINDS, OF_BRIEFINGS, PAGE, Kind, export_file
from dashboard.export.gis.data_files import DATA
from dashboard.export.graphics.sizes import PAPERS, WrongSizeError, format_of
from dashboard.export.picture.layout import LONGEST_MARKING, RenderOptions
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
from geodata import load
from geodata.briefings.step_scenario import scenario_of
from geodata.scenario import LANGUAGES, Scenario, brief, retirement_notices
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
from layers.cli.selectors import (
    WrongSelectionError,
    add_selectors,
    compared_scenarios,
    selected_scenario,
)
from layers.output.atomic_files import resolve_target, write_bytes

PROGRAM = "python -m dashboard.export"
THEMES: tuple[Theme, ...] = get_args(Theme)
OF_PICTURES = ("size", "paper", "transparent", "theme")
"""Options that do not apply to data files."""
ONLY_FOR: dict[str, tuple[Kind, ...]] = {
    "briefing": (*OF_BRIEFINGS, "pdf"),
    "compare": (*PICTURES, "pptx"),
    "template": ("pptx",),
}
SELECTORS = ("scenario", "proposal", "reading", "values", "compare", "at")
"""Options that a briefing sets itself."""
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


def arguments_of(argv: Sequence[str]) -> argparse.Namespace:
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
        "--at", metavar="PER_CENT", help="with --compare: so far from position A to B"
    )
    parser.add_argument("--template", type=Path, metavar="FILE.pptx", help="whose layouts are used")
    parser.add_argument(
        "--marking", metavar="TEXT", help=f"a line on it, at most {LONGEST_MARKING} characters"
    )
    add_selectors(parser)
    found = parser.parse_args(argv)
    if found.again:
        others = [name for name, value in vars(found).items() if value and name not in AGAIN_TAKES]
        if others:
            parser.error(f"--again says it all: leave out --{_option(others[0])}")
    elif not found.format:
        parser.error(f"--format is missing: one of {', '.join(KINDS)}")
    _refuse(parser, found)
    _refuse_marking(parser, found)
    return found


def _refuse(parser: OneLineParser, options: argparse.Namespace) -> None:
    """End with an error if options contradict each other."""
    for name, kinds in ONLY_FOR.items():
        if getattr(options, name) and options.format not in kinds:
            parser.error(
                f"--{name} is for {' and '.join(kinds)}: leave it out for {options.format}"
            )
    if options.format not in PICTURES and not options.again:
        for name in OF_PICTURES:
            if getattr(options, name) and not (name == "paper" and options.format == DECK):
                parser.error(f"--{name} is for pictures: leave it out for {options.format}")
    if options.at is not None and not options.compare:
        parser.error("--at is a point between two: add --compare A B")
    if options.template and options.paper:
        parser.error("--template says the proportions: leave out --paper")
    if options.briefing:
        told = (*SELECTORS, "transparent", "theme")
        for name in (name for name in told if getattr(options, name)):
            parser.error(f"--briefing says it all: leave out --{_option(name)}")


def _option(name: str) -> str:
    """Return the name of an option on the command line."""
    return "set" if name == "values" else name


def _refuse_marking(parser: OneLineParser, options: argparse.Namespace) -> None:
    """End with an error if a marking does not apply, or has hidden characters."""
    if options.marking and options.format in DATA:
        parser.error(f"--marking is for what is looked at: leave it out for {options.format}")
    if len(options.marking or "") > LONGEST_MARKING:
        parser.error(
            f"--marking has {len(options.marking)} characters: at most {LONGEST_MARKING} have room"
        )
    try:
        check_characters(options.marking)
    except ValueError as error:
        parser.error(f"--marking {error}")


def content_of(given: argparse.Namespace, builder: Builder) -> bytes:
    """Return the requested file."""
    if given.again:
        return again(record_of(given.again), builder)
    if given.briefing:
        return briefing_of(given, builder)
    if given.compare:
        return overlay_from(given, builder)
    chosen = _in_language(selected_scenario(given, builder.catalog), given)
    for line in retirement_notices(chosen, builder.catalog):
        print_error(PROGRAM, line)
    options = _print(given)
    if given.template:
        paper, marking = options.format.paper, options.marking
        return scenario_deck(chosen, builder, paper, marking, _template(given))
    return export_file(given.format, Snapshot(chosen, options), builder)


def overlay_from(given: argparse.Namespace, builder: Builder) -> bytes:
    """Return the requested comparison or interpolation, as a slide or a picture."""
    a, b = (_in_language(side, given) for side in compared_scenarios(given, builder.catalog))
    overlay = ComparisonContent(a, b, None if given.at is None else per_cent(given.at))
    options = _print(given)
    if given.format == DECK:
        paper, marking = options.format.paper, options.marking
        return overlay_deck(overlay, builder, paper, marking, _template(given))
    return overlay_picture(given.format, overlay, options, builder)


def briefing_of(options: argparse.Namespace, builder: Builder) -> bytes:
    """Return the requested briefing, as slides or as pages.

    Raises
    ------
    WrongSelectionError
        If there is no such briefing.
    """
    known = builder.catalog.briefings
    if options.briefing not in known:
        there_are = ", ".join(known) or "none"
        raise WrongSelectionError(f"briefing '{brief(options.briefing)}' is not one of {there_are}")
    check_captions(builder)
    found, language = known[options.briefing], options.language or LANGUAGES[0]
    form, marking = format_of(options.size, options.paper), _marking(options)
    named = NamedBriefing(options.briefing, found)
    if options.format == PAGE:
        return page(scenario_of(found.step[0], builder.catalog, language), builder, marking, named)
    if options.format != DECK:
        return briefing_pdf(found, language, form, marking, builder)
    return briefing_deck(named, language, builder, form.paper, marking, _template(options))


def _print(options: argparse.Namespace) -> RenderOptions:
    form, marking = format_of(options.size, options.paper), _marking(options)
    return RenderOptions(form, options.theme or "light", options.transparent, marking)


def _template(options: argparse.Namespace) -> Master | None:
    """Return the master of the slides, and print what is not taken over from a template."""
    if options.template is None:
        return None
    found = template_master(options.template)
    if found.left_behind:
        left_behind = ", ".join(found.left_behind)
        print_error(PROGRAM, f"{options.template.name}: left behind: {left_behind}")
    return found


def _marking(options: argparse.Namespace) -> str:
    marking: str = words()["export"]["marking"] if options.marking is None else options.marking
    return " ".join(marking.split())


def _in_language(scenario: Scenario, options: argparse.Namespace) -> Scenario:
    return replace(scenario, language=options.language) if options.language else scenario


def main() -> int:
    """Write the requested file. Return 0, or 2 after one line if something is wrong."""
    return exit_status(PROGRAM, _run)


def _run() -> int:
    given = arguments_of(sys.argv[1:])
    try:
        _check_out(given)
        builder = Builder(load.load_catalog(), FigureStore())
        check(builder)
        _write(given.out, _content_for(given, builder))
    except WRONG as error:
        print_error(PROGRAM, error)
        return BAD_INPUT
    return 0


def _check_out(options: argparse.Namespace) -> None:
    """Raise an `OSError` if the output file cannot be written."""
    if options.out != STDOUT:
        resolve_target(Path(options.out))
        return
    kind = record_of(options.again).format if options.again else options.format
    check_output(kind, binary=kind in BINARY)


def _content_for(options: argparse.Namespace, builder: Builder) -> bytes:
    """Return the requested file; an `OSError` during its making names it."""
    try:
        return content_of(options, builder)
    except OSError as error:
        asked = STDOUT_NAME if options.out == STDOUT else options.out
        raise OSError(error.errno, error.strerror, error.filename or asked) from error


def _write(out: str, content: bytes) -> None:
    if out == STDOUT:
        write_output(content)
    else:
        write_bytes(Path(out), content)


if __name__ == "__main__":
    sys.exit(main())
