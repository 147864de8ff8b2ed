"""Lines of text that flow down a column."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from dashboard.export.fonts import text_width
from dashboard.export.scene import Item, Look, Writing

LINE = 1.28
"""From one baseline to the next, in the size of the letters."""
ASCENT = 0.98


def wrapped(text: str, width: float, look: Look) -> list[str]:
    """Return a text in lines no wider than told, broken at plain spaces only."""
    lines: list[str] = []
    for word in filter(None, text.split(" ")):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, look) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def width_of(text: str, look: Look) -> float:
    """Return how wide a text is in a look."""
    return text_width(text, look.size, look.weight, italic=look.italic, spacing=look.spacing)


@dataclass
class Column:
    """A column that is filled from the top; `y` is where the next line begins."""

    left: float
    y: float
    width: float
    items: list[Item] = field(default_factory=list)

    def text(self, text: str, look: Look, indent: float = 0.0) -> None:
        """Write a text in as many lines as it takes."""
        for line in wrapped(text, self.width - indent, look):
            at = (self.left + indent, self.y + look.size * ASCENT)
            self.items.append(Writing(line, at, look, width_of(line, look)))
            self.y += look.size * LINE

    def draw(self, items: Iterable[Item]) -> None:
        """Draw items where they are."""
        self.items += items
