"""Sizes of pictures: in pixels, in units of the drawing, and on paper."""

import math
import re
from dataclasses import dataclass
from typing import Literal, get_args

Paper = Literal["16:9", "4:3", "square", "a4"]
PAPERS: tuple[Paper, ...] = get_args(Paper)

PROPORTIONS: dict[Paper, float] = {
    "16:9": 16 / 9,
    "4:3": 4 / 3,
    "square": 1.0,
    "a4": math.sqrt(2),
}
SIZES: dict[Paper, tuple[int, int]] = {
    "16:9": (1920, 1080),
    "4:3": (1600, 1200),
    "square": (1440, 1440),
    "a4": (2480, 1754),
}
LEAST, MOST = (1280, 720), (3840, 2160)
"""Smallest and largest size of a picture in pixels."""
AREA = 1280 * 720
"""Area of every picture in square units, which keeps texts as large as on the screen."""
OFF = 0.005
WIDTHS_PT: dict[Paper, float] = {"16:9": 960, "4:3": 720, "square": 720, "a4": 297 / 25.4 * 72}
"""Width of a PDF page, in points."""


class WrongSizeError(Exception):
    """A size is not supported. The message is one line that says which are."""


@dataclass(frozen=True)
class Format:
    """A paper, and the size of a picture on it in pixels."""

    paper: Paper
    width: int
    height: int

    @property
    def unit(self) -> float:
        """The number of pixels per unit of the drawing."""
        return math.sqrt(self.width * self.height / AREA)

    @property
    def units(self) -> tuple[float, float]:
        """Width and height in units."""
        return self.width / self.unit, self.height / self.unit

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


def format_of(size: str | None, paper: str | None) -> Format:
    """Return the format for a size like ``1920x1080`` and a paper; either may be missing.

    Raises
    ------
    WrongSizeError
        If the paper is unknown, or the size is too small, too large or not of the paper's shape.
    """
    if paper is not None and paper not in PAPERS:
        raise WrongSizeError(f"paper '{paper}' is not one of {', '.join(PAPERS)}")
    chosen = None if paper is None else PAPERS[PAPERS.index(paper)]
    if size is None:
        name = chosen or "16:9"
        return Format(name, *SIZES[name])
    found = re.fullmatch(r"(\d{1,5})x(\d{1,5})", size)
    if not found:
        raise WrongSizeError(f"size '{size[:40]}' is not like 1920x1080")
    width, height = int(found[1]), int(found[2])
    pixels = width * height
    if not LEAST[0] * LEAST[1] <= pixels <= MOST[0] * MOST[1]:
        raise WrongSizeError(
            f"size {size} is not between {LEAST[0]}x{LEAST[1]} and {MOST[0]}x{MOST[1]} pixels"
        )
    fitting = [name for name in PAPERS if abs(width / height / PROPORTIONS[name] - 1) <= OFF]
    if chosen and chosen not in fitting:
        like = "x".join(map(str, SIZES[chosen]))
        raise WrongSizeError(f"size {size} is not of paper {chosen}: {like} is")
    if not fitting:
        raise WrongSizeError(f"size {size} is of no paper: one of {', '.join(PAPERS)}")
    return Format(fitting[0], width, height)
