"""Line breaking, shortening and columns of text."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dashboard.export.graphics.fonts import drawable, graphemes, text_width
from dashboard.export.graphics.scene import Item, Look, Writing

LINE = 1.28
"""Distance between baselines, relative to the font size."""
ASCENT = 0.98
BREAKS = re.compile(r"[ \t\n\r]+")
"""Spaces at which a line may be broken; a no-break space is not one of them."""
LETTERS_AN_EM = 8
"""Upper bound of letters per em; longer texts are cut before they are measured."""
ELLIPSIS = "…"


def wrap_text(text: str, width: float, look: Look) -> list[str]:
    """Break a text at plain spaces into lines of limited width.

    A word that is wider than a line is broken between letters.
    """
    lines: list[str] = []
    for word in filter(None, BREAKS.split(text)):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, look) <= width:
            lines[-1] = longer
        elif width_of(word, look) <= width:
            lines.append(word)
        else:
            lines += _broken(word, width, look)
    return lines


def shorten_text(text: str, width: float, look: Look, most: int, tail: str = "") -> str:
    """Shorten a text to at most `most` lines, with an ellipsis for the rest.

    Parameters
    ----------
    tail
        Text that is always kept at the end, such as a figure.
    """
    whole = text[: most * _most_letters(width, look)]
    if whole == text and len(wrap_text(whole + tail, width, look)) <= most:
        return whole + tail
    pieces = graphemes(whole)

    def first_lines(count: int) -> str:
        return f"{''.join(pieces[:count]).rstrip()}{ELLIPSIS}{tail}"

    counts = range(len(pieces))
    kept = bisect_right(
        counts, most, key=lambda count: len(wrap_text(first_lines(count), width, look))
    )
    return first_lines(max(kept - 1, 0))


def _broken(word: str, width: float, look: Look) -> list[str]:
    """Break a word into pieces that each fill a line."""
    pieces, lines = graphemes(word), list[str]()
    while pieces:
        counts = range(1, min(len(pieces), _most_letters(width, look)) + 1)
        fitting = bisect_right(
            counts, width, key=lambda count: width_of("".join(pieces[:count]), look)
        )
        lines.append("".join(pieces[: max(fitting, 1)]))
        pieces = pieces[max(fitting, 1) :]
    return lines


def _most_letters(width: float, look: Look) -> int:
    return max(1, int(width / look.size * LETTERS_AN_EM))


def width_of(text: str, look: Look) -> float:
    """Return the width of a text in a style."""
    return text_width(text, look.size, look.weight, italic=look.italic, spacing=look.spacing)


def share_lines(
    texts: Sequence[str], width: float, look: Look, most: int
) -> Iterator[tuple[str, int]]:
    """Yield texts with their numbers of lines, which share a total.

    The longest texts are shortened first; if there are more texts than lines, the last are omitted.
    """
    kept = texts[: max(most, 1)]
    counts = [
        len(wrap_text(shorten_text(text, width, look, max(most, 1)), width, look)) for text in kept
    ]
    while sum(counts) > most and max(counts) > 1:
        counts[counts.index(max(counts))] -= 1
    yield from zip(kept, counts, strict=True)


@dataclass
class Column:
    """A column of a picture that is filled from the top; the next line begins at `y`."""

    left: float
    y: float
    width: float
    items: list[Item] = field(default_factory=list)

    def text(self, text: str, look: Look, indent: float = 0.0, most: int | None = None) -> None:
        """Write a text in as many lines as it needs, or at most `most`."""
        width, shown = self.width - indent, drawable(text)
        if most is not None:
            shown = shorten_text(shown, width, look, most)
        for line in wrap_text(shown, width, look):
            at = (self.left + indent, self.y + look.size * ASCENT)
            self.items.append(Writing(line, at, look, width_of(line, look)))
            self.y += look.size * LINE

    def draw(self, items: Iterable[Item]) -> None:
        """Add items at their own positions."""
        self.items += items
