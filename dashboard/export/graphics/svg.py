"""Writes a scene as SVG, with real text and the fonts that it needs."""

import base64
from collections import defaultdict
from html import escape
from typing import Literal

from dashboard.export.graphics.fonts import (
    ARABIC_FAMILY,
    Face,
    Run,
    advance,
    has_right_to_left,
    is_right_to_left,
    part_of,
    runs,
)
from dashboard.export.graphics.scene import (
    Fill,
    Hatch,
    Item,
    Part,
    Pen,
    Picture,
    Scene,
    Shape,
    Writing,
)
from dashboard.presentation.symbology import symbology

NO_WIDTH = "\u200b"

Letters = Literal["inside", "beside"]
"""Whether fonts are embedded in the file, or provided by its reader."""


def scene_to_svg(
    scene: Scene, width: int, height: int, letters: Letters, metadata: str = ""
) -> str:
    """Return a scene as SVG of a size in pixels.

    Parameters
    ----------
    metadata
        Content of the ``metadata`` element, as XML.
    """
    writer = _Writer()
    body = [writer.part(number, part) for number, part in enumerate(scene.parts)]
    ground = f'<rect width="100%" height="100%" fill="{scene.ground}"/>' if scene.ground else ""
    style = f"<style>{_faces(scene)}</style>" if letters == "inside" else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {scene.width:g} {scene.height:g}" role="img">'
        f"<title>{escape(scene.title)}</title>"
        + (f"<metadata>{metadata}</metadata>" if metadata else "")
        + f"<defs>{style}{''.join(writer.defs)}</defs>{ground}{''.join(body)}</svg>\n"
    )


class _Writer:
    """Writes items, and collects the patterns that they need."""

    def __init__(self) -> None:
        self.defs: list[str] = []
        self._patterns: dict[Hatch, str] = {}

    def part(self, number: int, part: Part) -> str:
        body = "".join(self.item(item) for item in part.items)
        clip = ""
        if part.clip:
            left, top, right, bottom = part.clip
            self.defs.append(
                f'<clipPath id="clip-{number}"><rect x="{left:g}" y="{top:g}" '
                f'width="{right - left:g}" height="{bottom - top:g}"/></clipPath>'
            )
            clip = f' clip-path="url(#clip-{number})"'
        return f'<g id="{escape(part.name)}"{clip}>{body}</g>\n'

    def item(self, item: Item) -> str:
        if isinstance(item, Shape):
            return self._shape(item)
        return _picture(item) if isinstance(item, Picture) else _writing(item)

    def _shape(self, shape: Shape) -> str:
        if not shape.outlines:
            return ""
        path = "".join(
            "M" + "L".join(f"{x:g} {y:g}" for x, y in outline.points) + "Z" * outline.closed
            for outline in shape.outlines
        )
        return f'<path d="{path}"{self._fill(shape.fill)}{_pen(shape.pen)}/>'

    def _fill(self, fill: Fill | Hatch | None) -> str:
        if fill is None:
            return ' fill="none"'
        if isinstance(fill, Hatch):
            return f' fill="url(#{self._pattern(fill)})" fill-rule="evenodd"'
        opacity = f' fill-opacity="{fill.opacity:g}"' if fill.opacity < 1 else ""
        return f' fill="{fill.colour}"{opacity} fill-rule="evenodd"'

    def _pattern(self, hatch: Hatch) -> str:
        if hatch not in self._patterns:
            name = f"hatch-{len(self._patterns)}"
            self._patterns[hatch] = name
            ground = hatch.ground
            under = (
                f'<rect width="{hatch.step:g}" height="{hatch.step:g}" fill="{ground.colour}" '
                f'fill-opacity="{ground.opacity:g}"/>'
                if ground.opacity
                else ""
            )
            self.defs.append(
                f'<pattern id="{name}" width="{hatch.step:g}" height="{hatch.step:g}" '
                f'patternUnits="userSpaceOnUse" patternTransform="rotate({-hatch.angle:g})">'
                f'{under}<path d="M0 {hatch.step / 2:g}H{hatch.step:g}" '
                f'stroke="{hatch.pen.colour}" stroke-width="{hatch.pen.width:g}" '
                f'stroke-opacity="{symbology().hatch.opacity:g}"/></pattern>'
            )
        return self._patterns[hatch]


def _pen(pen: Pen | None) -> str:
    if pen is None:
        return ""
    dash = " ".join(f"{step:g}" for step in pen.dash)
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f' stroke="{pen.colour}" stroke-width="{pen.width:g}" stroke-linejoin="round" '
        f'stroke-linecap="round"{dashes}'
    )


def _picture(picture: Picture) -> str:
    left, top, right, bottom = picture.box
    data = base64.b64encode(picture.content).decode()
    return (
        f'<image x="{left:g}" y="{top:g}" width="{right - left:g}" height="{bottom - top:g}" '
        f'opacity="{picture.opacity:g}" preserveAspectRatio="none" '
        f'href="data:image/png;base64,{data}"/>'
    )


def _writing(writing: Writing) -> str:
    """Write a text, over its halo if it has one.

    It is anchored at "middle", since readers of SVG interpret "start" differently for
    right-to-left text. Pieces in different fonts are placed separately: resvg shapes a whole line
    in each of its fonts, and loses letters, or aborts, where a later font joins what the first
    does not. Only lines with right-to-left letters stay whole, as the reader has to order them;
    their first font is the one that joins.
    """
    look = writing.look
    x, anchor, direction = writing.at[0], writing.anchor, ""
    if is_right_to_left(writing.text):
        x, anchor, direction = writing.left + writing.width / 2, "middle", ' direction="rtl"'
    spacing = f' letter-spacing="{look.spacing:g}"' if look.spacing else ""
    weight = f' font-weight="{look.weight}"' if look.weight != 400 else ""  # noqa: PLR2004 (CSS)
    text, at = "", writing.left
    pieces = runs(writing.text, look.weight, italic=look.italic)
    is_apart = len(pieces) > 1 and not has_right_to_left(writing.text)
    joining = [run.face for run in pieces if run.face.family == ARABIC_FAMILY]
    if joining and joining[0] != pieces[0].face:
        pieces = (Run(joining[0], NO_WIDTH), *pieces)
    for run in pieces:
        place = f' x="{at:.2f}"' if is_apart else ""
        text += (
            f'<tspan{place} font-family="{run.face.family}"'
            + (' font-style="italic"' if run.face.italic else "")
            + f">{escape(run.text, quote=False)}</tspan>"
        )
        at += advance(run, look.weight) * look.size + len(run.text) * look.spacing
    if is_apart:
        anchor = "start"
    head = (
        f'<text x="{x:.2f}" y="{writing.at[1]:.2f}" font-size="{look.size:g}"{weight}{spacing}'
        f'{direction} text-anchor="{anchor}" xml:space="preserve"'
    )
    halo = ""
    if look.halo:
        halo = (
            f'{head} fill="none" stroke="{look.halo}" stroke-opacity="0.85" '
            f'stroke-width="{look.size * 0.26:.2f}" '
            f'stroke-linejoin="round" aria-hidden="true">{text}</text>'
        )
    whole = ""
    if writing.whole not in ("", writing.text):
        whole = f"<title>{escape(writing.whole, quote=False)}</title>"
    return f'{halo}{head} fill="{look.colour}">{whole}{text}</text>'


def _faces(scene: Scene) -> str:
    """Return the style sheet with the fonts of a scene."""
    letters: dict[Face, set[str]] = defaultdict(set)
    for writing in scene.writings():
        for run in runs(writing.text, writing.look.weight, italic=writing.look.italic):
            letters[run.face] |= set(run.text)
    return "".join(
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight or "100 900"};'
        f"font-style:{'italic' if face.italic else 'normal'};"
        f'src:url("data:font/ttf;base64,'
        f'{base64.b64encode(part_of(face, "".join(sorted(used)))).decode()}")}}'
        for face, used in sorted(letters.items(), key=lambda item: str(item[0].path))
    )
