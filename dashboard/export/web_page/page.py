"""A standalone HTML file of a scenario or a briefing, without server and without any request.

The map's scripts are those of the screen, unchanged; only the source of their data differs.
"""

import json
from html import escape
from pathlib import Path

from dashboard.export.content.named_briefing import NamedBriefing
from dashboard.export.picture.map_surround import SourceCredits, credits_of
from dashboard.export.picture.provenance_record import NAME
from dashboard.export.web_page.page_data import Content, content_of, page_data
from dashboard.export.web_page.page_panel import panel, title_of
from dashboard.presentation.assets import SCRIPTS, STYLES, assets, inline_hash
from dashboard.presentation.base_map import base_map_features
from dashboard.presentation.symbology import Theme, symbology
from geodata.scenario import Scenario, to_query
from layers.accuracy.licences import strictest
from layers.build.builder import Builder

FOLDER = Path(__file__).parent
THEMES: tuple[Theme, ...] = ("light", "dark")
HOST = "host_page.js"
NEEDS_SERVER = (
    "tiles.js",
    "own_layers.js",
    "again.js",
    "sliders.js",
    "drawing_card.js",
    "drawing.js",
    "share_link.js",
    "presenter.js",
)
"""Scripts of the screen that have no function here; `page_host.js` replaces them."""


def page(
    scenario: Scenario,
    builder: Builder,
    marking: str = "",
    named_briefing: NamedBriefing | None = None,
) -> bytes:
    """Return the page of a scenario or a briefing; equal input gives equal bytes.

    Parameters
    ----------
    now
        The scenario; for a briefing, only its language is used.
    marking
        A line on the page, such as "public information"; may be empty.
    """
    content = content_of(scenario, builder, named_briefing)
    data = page_data(content)
    layers = [
        layer for shown in content.scenarios for layer in builder.layers(content.whole(shown))
    ]
    credit = credits_of(layers, list(data["layers"].values()), builder.catalog)
    ground = {feature.licence for feature in base_map_features(builder.catalog)}
    licence = strictest({*credit.licences, *ground})
    parts = (
        f'<!doctype html>\n<html lang="{content.language}">\n<head>',
        _head(content, credit, licence),
        "</head>\n<body>",
        panel(content, credit, licence),
        f'<div id="map_div">{_marking(marking)}</div>',
        f'<script type="application/json" id="held">{inert(data)}</script>',
        *(f"<script>{text}</script>" for text in _scripts()),
        "</body>\n</html>\n",
    )
    return "\n".join(parts).encode()


def inert(data: object) -> str:
    """Return data as JSON that can neither close its element nor open another."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _marking(text: str) -> str:
    return f'<p class="page-marking" dir="auto">{escape(text)}</p>' if text else ""


def _head(content: Content, credit: SourceCredits, licence: str) -> str:
    catalog = content.builder.catalog
    named = {
        "generator": NAME,
        "briefing": content.named_briefing.id if content.named_briefing else "",
        "scenario": "" if content.named_briefing else to_query(content.scenarios[0], catalog),
        "data-version": credit.version,
        "as-of": credit.as_of,
        "sources": ", ".join(credit.sources),
        "licence": licence,
        "attribution": " · ".join(credit.attributions),
        "viewport": "width=device-width, initial-scale=1",
        "referrer": "no-referrer",
    }
    metas = "".join(
        f'<meta name="{name}" content="{escape(text)}">\n' for name, text in named.items() if text
    )
    style = _style()
    return (
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style)}">\n'
        f'{metas}<link rel="icon" href="data:,">\n'
        f"<title>{escape(title_of(content))}</title>\n<style>{style}</style>\n"
    )


def _policy(style: str) -> str:
    """Return a content security policy that allows only these scripts and styles."""
    scripts = " ".join(inline_hash(text) for text in _scripts())
    return (
        f"default-src 'none'; script-src {scripts}; style-src {inline_hash(style)}; img-src data:; "
        "connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _scripts() -> list[str]:
    """Return the scripts: the replacement of the server, the screen's, and the panel's."""
    theirs = [name for name in SCRIPTS if name not in {HOST, *NEEDS_SERVER}]
    return [
        _own("page_host.js"),
        *(_text(assets()[name].content) for name in theirs),
        _own("page_panel.js"),
    ]


def _style() -> str:
    sheet = symbology().sheet
    light, dark = (
        f":root {{ --background-color: {sheet[theme].paper}; --text-color: {sheet[theme].ink}; }}\n"
        for theme in THEMES
    )
    given = "".join(_text(assets()[name].content) for name in STYLES)
    return f"{light}@media (prefers-color-scheme: dark) {{ {dark} }}\n{given}{_own('page.css')}"


def _own(name: str) -> str:
    return _text((FOLDER / name).read_bytes())


def _text(content: bytes) -> str:
    """Return a text with normalized line ends, as browsers hash it."""
    return content.decode().replace("\r\n", "\n").replace("\r", "\n")
