"""HTML of the panels: headings, tables and lists, in which every text is escaped.

Markupsafe does the escaping: a text is escaped once, and what is markup already stays as it is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True)
class Cell:
    """A cell of a table that is more than a text: its content, CSS class and background."""

    content: str
    css: str = ""
    background: str = ""

    def __html__(self) -> Markup:
        """Return the cell as markup."""
        css = Markup(" class='{}'").format(self.css) if self.css else ""
        style = Markup(" style='background: {}'").format(self.background) if self.background else ""
        return Markup("<td{}{} dir='auto'>{}</td>").format(css, style, self.content)


def figure_cell(text: str) -> Cell:
    """Return a cell with a figure, which is aligned as figures are."""
    return Cell(text, css="figure")


def join(parts: Iterable[str | Cell]) -> Markup:
    """Return parts one after the other."""
    return Markup("").join(parts)


def heading(text: str, level: int = 2, css: str = "") -> Markup:
    """Return a heading.

    Examples
    --------
    >>> heading("Line A & Line B", 3)
    Markup("<h3 dir='auto'>Line A &amp; Line B</h3>")
    """
    return Markup("<h{0}{1} dir='auto'>{2}</h{0}>").format(level, _css(css), text)


def paragraph(text: str, css: str = "") -> Markup:
    """Return a paragraph."""
    return Markup("<p{} dir='auto'>{}</p>").format(_css(css), text)


def block(content: object, css: str) -> Markup:
    """Return a block with a CSS class."""
    return Markup("<div{} dir='auto'>{}</div>").format(_css(css), content)


def table(
    rows: Iterable[Sequence[object]],
    head: Sequence[str] = (),
    css: str = "",
    current: int | None = None,
) -> Markup:
    """Return a table; the first cell of each row is its heading.

    Parameters
    ----------
    head
        The titles of the columns, if they have any.
    current
        The number of the row that is marked, from 0.

    Examples
    --------
    >>> table([["Area", figure_cell("260 ± 20 km²")]])
    Markup("<table><tbody><tr><th scope='row' dir='auto'>Area</th><td class='figure'
    dir='auto'>260 ± 20 km²</td></tr></tbody></table>")
    """
    body = join(_row(row, is_current=number == current) for number, row in enumerate(rows))
    titles = join(map(_title, head))
    top = Markup("<thead><tr>{}</tr></thead>").format(titles) if head else ""
    return Markup("<table{}>{}<tbody>{}</tbody></table>").format(_css(css), top, body)


def definitions(pairs: Iterable[tuple[object, object]], css: str = "") -> Markup:
    """Return a list of terms with what each of them says."""
    lines = join(
        Markup("<dt dir='auto'>{}</dt><dd dir='auto'>{}</dd>").format(*pair) for pair in pairs
    )
    return Markup("<dl{}>{}</dl>").format(_css(css), lines)


def expander(title: str, content: object, css: str = "", code: str = "") -> Markup:
    """Return content that is folded under a title, with a key in letters of a typewriter."""
    key = Markup(" <code>{}</code>").format(code) if code else ""
    return Markup("<details{}><summary dir='auto'>{}{}</summary>{}</details>").format(
        _css(css), title, key, content
    )


def bar(percent: float, css: str = "") -> Markup:
    """Return a bar that is so wide."""
    name = f"bar {css}".strip()
    return Markup("<div class='{}' style='width:{}%'></div>").format(name, f"{percent:.1f}")


def _row(cells: Sequence[object], *, is_current: bool) -> Markup:
    first, *rest = cells
    mark = Markup(" class='current'") if is_current else ""
    found = join(cell if isinstance(cell, Cell) else Cell(str(cell)) for cell in rest)
    return Markup("<tr{}><th scope='row' dir='auto'>{}</th>{}</tr>").format(mark, first, found)


def _title(text: str) -> Markup:
    return Markup("<th scope='col'>{}</th>").format(text) if text else Markup("<td></td>")


def _css(name: str) -> Markup:
    return Markup(" class='{}'").format(name) if name else Markup("")
