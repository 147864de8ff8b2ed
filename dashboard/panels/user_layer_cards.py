"""Cards with the figures of user layers; drawings in all units and with their positions."""

from collections.abc import Iterator

from markupsafe import Markup, escape

from dashboard.session.sketches import figure_texts
from dashboard.session.user_layers import UserLayer
from dashboard.text.html import block, definitions, expander, join
from dashboard.text.ui_text import words
from layers.output.position_formats import notations
from layers.user_layers.sketch import Sketch

ROWS = 60
"""Most figures on the card of a user layer; the table of measures has all."""
POSITIONS = 40
"""How many positions of a drawing stand on its card; all are in the file to take away."""
SMALL = Markup("<small>{}</small>")


def own_card(item: UserLayer) -> Markup:
    """Return the card of an own layer."""
    inner = _sketch_card(item.drawing) if item.drawing else definitions(_rows(item))
    parts = (block(item.layer.name, "of"), block(words()["group"]["own"], "reading"), inner)
    return block(join(parts), "figure-card many")


def _rows(item: UserLayer) -> Iterator[tuple[str, str]]:
    titles = item.part_titles
    for (feature_id, name), quantity in list(item.figures.items())[:ROWS]:
        if name in ("area", "length"):
            yield titles.get(feature_id, words()["whole"]), quantity.text()


def _sketch_card(drawing: Sketch) -> Markup:
    figures = (
        (
            figure["title"],
            join((escape(figure["texts"][0]), *map(SMALL.format, figure["texts"][1:]))),
        )
        for figure in figure_texts(drawing.figures)
    )
    lines = join(
        Markup("<li>{}</li>").format(Markup("<br>").join(notations(*point)))
        for point in drawing.points[:POSITIONS]
    )
    title = f"{words()['own_positions']} ({len(drawing.points)})"
    positions = expander(title, Markup("<ol>{}</ol>").format(lines), "positions")
    return definitions(figures) + positions
