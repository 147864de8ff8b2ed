"""Every class of bad input by every way in and out: the tests that cover the pair, or why none.

A test is named by the beginning of its node id, so that it may stand for all of its cases.
"""

from dataclasses import dataclass

from tests.hostile.corpus.texts import CLASSES

WAYS_IN = {
    "own-file": "an own layer that is uploaded",
    "drawing": "a shape that is drawn, or measured while it is",
    "typed": "names, titles and captions that are typed",
    "briefing-file": "a briefing's file",
    "briefing-link": "a briefing in a link",
    "scenario-link": "a link's on, values, view and language",
    "comparison-link": "a link's a and b",
    "proposal-file": "a proposal's file",
    "template": "a template of slides",
    "stored-figures": "the figures that are kept on disk",
}
WAYS_OUT = {
    "label": "names on the map",
    "tooltip": "what is shown when the mouse rests on the map",
    "panel": "what a click on the map tells",
    "legend": "the legend",
    "table": "cards and tables of figures, with the button that writes them",
    "caption": "title and caption of a step",
    "presenter": "the presenter's window",
    "error-line": "what is told of a refusal",
    "page": "the page in one file",
    "svg": "a picture as SVG",
    "pdf": "a picture as PDF",
    "pptx": "slides",
    "kml": "KML",
    "gpkg": "GeoPackage",
    "csv": "tables of measures",
    "geojson": "GeoJSON",
    "chart": "charts, and what a point on them tells when the mouse rests on it",
    "saved-briefing": "a briefing as a file or a link",
    "record": "what a picture says of itself, so that it can be made again",
    "file-name": "the name of a file that is taken away",
}
SINKS = {**WAYS_IN, **WAYS_OUT}


@dataclass(frozen=True)
class Never:
    """A pair that cannot occur, and why."""

    why: str


Pair = tuple[str, ...] | Never

IN = "tests/hostile/test_ways_in.py::"
OUT = "tests/hostile/test_ways_out.py::"
SHAPES = "tests/hostile/test_ways_out_of_shapes.py::"
FUZZ = "tests/hostile/test_fuzz.py::"
MACHINE = "tests/hostile/test_machine.py::"
BROWSER = "tests/browser/test_hostile_input.py::"
CHARTS = "tests/browser/test_hostile_text.py::"
NAMES = "tests/browser/test_hostile_names.py::test_a_name_is_text_wherever_it_stands"
BRIEFS = "tests/browser/test_hostile_briefing.py::"
OPENED = "tests/browser/test_hostile_files.py::"
OWN = "tests/geodata/test_own_hostile.py::"

READERS = {
    "own-file": ("test_an_own_file",),
    "drawing": ("test_a_drawing", "test_a_drawing_that_is_measured"),
    "briefing-file": ("test_a_briefing_file",),
    "briefing-link": ("test_a_briefing_link",),
    "scenario-link": ("test_a_scenario_link",),
    "comparison-link": ("test_a_comparison_link",),
    "proposal-file": ("test_a_proposal_file",),
    "typed": ("test_a_name_that_is_typed", "test_a_caption_that_is_typed"),
}
"""Each way in has a test with a case of the corpus for each class."""
TEMPLATES = "tests/hostile/test_templates.py::test_a_template_that_is_refused"
STORED = "tests/hostile/test_stored_figures.py::test_an_entry_that_was_planted"

MORE = {
    "own-file": (f"{FUZZ}test_zip_bytes", f"{FUZZ}test_json_bytes", f"{OWN}test_any_bytes_are_taken_or_refused_in_one_line"),
    "drawing": (f"{FUZZ}test_a_drawing", f"{FUZZ}test_a_measuring_request"),
    "briefing-file": (f"{FUZZ}test_a_briefings_text",),
    "briefing-link": (f"{FUZZ}test_a_briefings_link",),
    "scenario-link": (f"{FUZZ}test_a_query",),
    "comparison-link": ("tests/geodata/test_comparison.py::test_any_text_gives_two_valid_scenarios",),
    "proposal-file": (f"{FUZZ}test_a_proposals_text",),
    "typed": (f"{FUZZ}test_a_caption_that_is_written",),
}  # fmt: skip
"""And one that gives it anything."""

NO_POSITIONS = Never("no positions or rings come in by it")
NO_TEXTS = Never("no text of a template is read, and XML that is not well-formed is refused")
NO_ARCHIVE = Never("it is text or JSON that is never unpacked")
NO_BYTES = Never("the browser sends texts of Unicode, or its message does not arrive")
TYPED = Never("what is typed is one text: the text classes are all that it can be")

NOT_IN: dict[tuple[str, str], Never] = {
    ("archive", "drawing"): NO_ARCHIVE,
    ("archive", "scenario-link"): NO_ARCHIVE,
    ("archive", "comparison-link"): NO_ARCHIVE,
    ("ring", "briefing-file"): NO_POSITIONS,
    ("ring", "briefing-link"): NO_POSITIONS,
    ("ring", "scenario-link"): NO_POSITIONS,
    ("ring", "comparison-link"): NO_POSITIONS,
    ("ring", "proposal-file"): NO_POSITIONS,
    ("globe", "proposal-file"): NO_POSITIONS,
    ("archive", "stored-figures"): NO_ARCHIVE,
    **{(name, "stored-figures"): NO_POSITIONS for name in ("ring", "globe")},
    **{(name, "template"): NO_TEXTS for name in ("formula", "direction", "gdal")},
    **{(name, "template"): NO_POSITIONS for name in ("ring", "globe")},
    **{
        (name, "typed"): NO_BYTES if name == "encoding" else TYPED
        for name in ("gdal", "archive", "number", "many", "nested", "encoding", "duplicate", "ring", "globe")
    },
}  # fmt: skip

REFUSED = Never("it is refused on the way in, and the line is the error-line's pair")
CHECKED = Never("only geometry that was checked on the way in is drawn or written")
NO_TOOLTIP = Never("the map has none: names stand on it, and a click tells the rest")
TOLD_APART = Never("what is given twice is refused, or told apart on the way in")
DECODED = Never("bytes are decoded on the way in, and what is left is a text")

NOT_OUT: dict[str, Never] = {
    "gdal": REFUSED,
    "archive": REFUSED,
    "number": CHECKED,
    "many": Never("only shapes and names that were counted on the way in are drawn or written"),
    "nested": REFUSED,
    "encoding": DECODED,
    "duplicate": TOLD_APART,
    "ring": CHECKED,
    "globe": CHECKED,
}
"""Classes that are no text and reach nothing that text goes out by, but the line that refuses."""

NOT_IN_CHARTS = {
    "formula": Never("a formula is one in a cell only: a chart has none"),
    "direction": Never("charts are of the project's files, where it is refused"),
    "empty": Never("a title that is empty is an empty line of the axis"),
}
NOT_IN_RECORDS = Never("a record holds credits of the project's files, where it is refused")

SHAPES_OUT = {
    "panel": "test_a_picture",
    "table": "test_a_picture",
    "csv": "test_a_picture",
    "geojson": "test_a_picture",
    "svg": "test_a_picture",
    "pdf": "test_a_printed_page",
    "pptx": "test_slides",
}
"""The tests that every shape that is taken goes through; what is told of it, each of them holds."""
SHAPES_TAKEN = ("number", "many", "encoding", "duplicate", "globe")
"""Classes of which some shapes are taken."""

OWN_NAMES = ("test_the_figures_of_an_own_layer", "test_a_picture_of_an_own_layer")
OUT_TESTS: dict[tuple[str, str], tuple[str, ...]] = {
    **{
        ("script", sink): (
            f"{BROWSER}test_an_own_layer[script]",
            f"{OUT}{OWN_NAMES[0]}[script",
            f"{NAMES}[scripts]",
        )
        for sink in ("label", "panel", "legend", "table")
    },
    **{
        ("formula", sink): (
            f"{BROWSER}test_an_own_layer[formula]",
            f"{OUT}{OWN_NAMES[0]}[formula",
            f"{NAMES}[formulas]",
        )
        for sink in ("label", "panel", "legend", "table")
    },
    **{
        (name, sink): (f"{OUT}{OWN_NAMES[0]}[{name}", f"{OUT}{OWN_NAMES[1]}[{name}")
        for name in ("direction", "empty")
        for sink in ("label", "panel", "legend", "table")
    },
    **{
        ("direction", sink): (
            *(f"{OUT}{test}[direction" for test in OWN_NAMES),
            f"{NAMES}[directions]",
        )
        for sink in ("label", "panel", "legend", "table")
    },
    **{
        ("gdal", sink): (f"{NAMES}[formulas]",)
        for sink in ("label", "panel", "legend", "table", "csv")
    },
    **{
        ("gdal", sink): (f"{BRIEFS}test_what_is_typed_in_compose_is_text_wherever_it_comes_to",)
        for sink in ("caption", "presenter", "saved-briefing")
    },
    ("gdal", "kml"): (f"{OPENED}test_a_kml_is_xml_whose_descriptions_are_text",),
    ("gdal", "page"): (f"{OPENED}test_a_page_of_hostile_data_and_briefing_shows_texts",),
    **{
        (name, "svg"): (f"{OUT}{OWN_NAMES[1]}[{name}",)
        for name in ("script", "formula", "direction", "empty")
    },
    **{
        (name, "csv"): (f"{OUT}{OWN_NAMES[0]}[{name}",)
        for name in ("script", "formula", "direction", "empty")
    },
    **{
        (name, "file-name"): (f"{OUT}test_the_name_of_a_file[{name}",)
        for name in ("script", "formula", "direction", "empty")
    },
    **{
        (name, sink): (f"{OUT}{test}[{name}]",)
        for name in ("script", "formula", "empty")
        for sink, test in (
            ("page", "test_a_page"),
            ("pdf", "test_a_printed_page"),
            ("kml", "test_a_kml"),
            ("gpkg", "test_a_geopackage"),
            ("pptx", "test_slides"),
            ("geojson", "test_a_geojson"),
            ("saved-briefing", "test_a_briefing_that_is_saved"),
        )
    },
    **{
        (name, "record"): tuple(
            f"{OUT}test_what_a_picture_says_of_itself[{name}-{kind}]"
            for kind in ("png", "svg", "pdf")
        )
        for name in ("script", "formula", "empty")
    },
    **{
        (name, sink): (f"{SHAPES}{test}[{name}-",)
        for name in SHAPES_TAKEN
        for sink, test in SHAPES_OUT.items()
    },
    ("script", "chart"): (
        f"{CHARTS}test_no_text_of_a_file_becomes_markup_on_a_chart",
        f"{CHARTS}test_no_text_of_a_file_becomes_markup_on_the_axes_of_a_sweep",
    ),
    ("script", "kml"): (
        f"{OUT}test_a_kml[script]",
        f"{OPENED}test_a_kml_is_xml_whose_descriptions_are_text",
    ),
    ("script", "page"): (
        f"{OUT}test_a_page[script]",
        f"{OPENED}test_a_page_of_hostile_data_and_briefing_shows_texts",
    ),
    ("script", "saved-briefing"): (
        f"{OUT}test_a_briefing_that_is_saved[script]",
        f"{BRIEFS}test_what_is_typed_in_compose_is_text_wherever_it_comes_to",
    ),
    ("direction", "geojson"): (f"{OUT}test_an_own_layer_that_is_taken_away[direction",),
    ("direction", "saved-briefing"): (
        f"{IN}test_a_briefing_file[direction",
        f"{IN}test_a_caption_that_is_typed[direction",
    ),
    ("script", "caption"): (
        f"{BROWSER}test_a_briefing_file",
        f"{BROWSER}test_a_link_with_a_briefing",
        f"{BRIEFS}test_what_is_typed_in_compose_is_text_wherever_it_comes_to",
        "tests/browser/test_page_file.py::test_hostile_texts_are_shown_and_not_run",
    ),
    ("formula", "caption"): (f"{OUT}test_a_page_of_a_briefing[formula]",),
    ("empty", "caption"): (f"{OUT}test_a_page_of_a_briefing[empty]",),
    ("direction", "caption"): (
        f"{BROWSER}test_a_briefing_file_that_is_refused",
        f"{IN}test_a_caption_that_is_typed[direction",
        f"{BRIEFS}test_hidden_characters_that_are_typed_are_refused_in_a_line",
    ),
    ("script", "presenter"): (
        f"{BROWSER}test_a_briefing_file",
        f"{BRIEFS}test_what_is_typed_in_compose_is_text_wherever_it_comes_to",
        f"{BRIEFS}test_the_presenters_window_passes_over_what_is_no_step",
    ),
    ("number", "presenter"): (f"{BRIEFS}test_the_presenters_window_passes_over_what_is_no_step",),
    ("many", "presenter"): (f"{BRIEFS}test_a_word_without_an_end_keeps_to_the_presenters_window",),
    **{
        ("direction", sink): (
            f"{IN}test_a_proposal_file[direction",
            f"{IN}test_a_briefing_file[direction",
        )
        for sink in ("page", "kml", "gpkg", "pptx", "pdf", "presenter")
    },
}
NO_PRESENTER = {
    ("formula", "presenter"): Never("a formula is one in a cell only: the window has no table"),
    ("empty", "presenter"): Never("it fills fixed parts with the caption's texts, empty or not"),
}


def _in(name: str, sink: str) -> Pair:
    if (name, sink) in NOT_IN:
        return NOT_IN[name, sink]
    if sink == "template":
        return (f"{TEMPLATES}[{name}-",)
    if sink == "stored-figures":
        return (f"{STORED}[{name}-",)
    return (*(f"{IN}{test}[{name}-" for test in READERS[sink]), *MORE[sink])


def _told(name: str) -> tuple[str, ...]:
    """Return the tests that refuse a class by every way that it comes in."""
    return tuple(
        f"{IN}{test}[{name}-"
        for sink, tests in READERS.items()
        if (name, sink) not in NOT_IN
        for test in tests
    )


def _out(name: str, sink: str) -> Pair:
    if sink == "tooltip":
        return NO_TOOLTIP
    if sink == "error-line":
        return _told(name)
    if (name, sink) in OUT_TESTS:
        return OUT_TESTS[name, sink]
    if sink == "chart" and name in NOT_IN_CHARTS:
        return NOT_IN_CHARTS[name]
    if (name, sink) == ("direction", "record"):
        return NOT_IN_RECORDS
    return NO_PRESENTER.get((name, sink)) or NOT_OUT[name]


TABLE: dict[tuple[str, str], Pair] = {
    **{(name, sink): _in(name, sink) for name in CLASSES for sink in WAYS_IN},
    **{(name, sink): _out(name, sink) for name in CLASSES for sink in WAYS_OUT},
}
