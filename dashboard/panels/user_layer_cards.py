"""Cards with the figures of user layers; drawings in all units and with their positions."""

from html import escape

from dashboard.session.sketches import figure_texts
from dashboard.session.user_layers import UserLayer
from dashboard.text.ui_text import words
from layers.output.position_formats import notations
from layers.user_layers.sketch import Sketch

ROWS = 60
"""Most figures on the card of a user layer; the table of measures has all."""
POSITIONS = 40
"""Most positions on the card of a drawing; the export has all."""


def own_card(item: UserLayer) -> str:
    """Return the card of a user layer."""
    inner = _sketch_card(item.drawing) if item.drawing else f"<dl>{_rows(item)}</dl>"
    return (
        f"<div class='figure-card many'><div class='of' dir='auto'>{escape(item.layer.name)}</div>"
        f"<div class='reading'>{escape(words()['group']['own'])}</div>{inner}</div>"
    )


def _rows(item: UserLayer) -> str:
    titles = item.part_titles
    return "".join(
        f"<dt dir='auto'>{escape(titles.get(feature_id, words()['whole']))}</dt>"
        f"<dd>{escape(quantity.text())}</dd>"
        for (feature_id, name), quantity in list(item.figures.items())[:ROWS]
        if name in ("area", "length")
    )


def _sketch_card(drawing: Sketch) -> str:
    figures = "".join(
        f"<dt>{escape(figure['title'])}</dt><dd>{escape(figure['texts'][0])}"
        + "".join(f"<small>{escape(text)}</small>" for text in figure["texts"][1:])
        + "</dd>"
        for figure in figure_texts(drawing.figures)
    )
    lines = "".join(
        "<li>" + "<br>".join(map(escape, notations(*point))) + "</li>"
        for point in drawing.points[:POSITIONS]
    )
    return (
        f"<dl>{figures}</dl><details class='positions'>"
        f"<summary>{escape(words()['own_positions'])} ({len(drawing.points)})</summary>"
        f"<ol>{lines}</ol></details>"
    )
