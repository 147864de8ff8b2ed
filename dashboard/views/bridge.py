"""From one position to another: a slider between two ends, and what each end gives up there."""

from html import escape
from itertools import combinations
from typing import Any

import streamlit as st

from dashboard.comparison import credited
from dashboard.words import plain, words
from geodata.catalog import Catalog
from geodata.models import Language, in_language
from geodata.scenario import Scenario, scenario
from layers.bridge import BridgePoint, End, GivenUp, Ground, bridge
from layers.build import Builder
from layers.geojson import geometry_object

ENDS = ("A", "B")
OF_FILE = "as in the file"
"""Marks an end that is taken with the default values, whatever the sliders say."""


def bridge_point(builder: Builder, now: Scenario) -> BridgePoint:
    """Return the point that the controls of this view name, made once for the same names."""
    first, second = (_end(builder.catalog, now, name) for name in ENDS)
    share = at() / 100
    return builder.once(
        f"bridge {first} {second} {share}", lambda: bridge(builder, first, second, share)
    )


def at() -> int:
    """Return how far from the first end to the second the slider stands, in per cent."""
    return int(st.session_state.get("bridge-at", 50))


def ends(catalog: Catalog, now: Scenario) -> tuple[Scenario, Scenario]:
    """Return both ends as scenarios with nothing else on."""
    a, b = (_alone(catalog, _end(catalog, now, name), now.language) for name in ENDS)
    return a, b


def _alone(catalog: Catalog, end: End, language: Language) -> Scenario:
    address, reading, values = end
    return scenario(
        catalog,
        [address],
        {address: (reading,)} if reading else {},
        {f"{address}.{name}": value for name, value in (values or {}).items()},
        language=language,
    )


def on_the_map(builder: Builder, now: Scenario) -> dict[str, Any]:
    """Return what the browser draws: the ground of both ends, and the one between them."""
    point = bridge_point(builder, now)
    of_ends = zip(("only-a", "only-b"), point.ends, strict=True)
    grounds = dict(of_ends) | ({"common": point.point} if point.point else {})
    addresses = [_end(builder.catalog, now, name)[0] for name in ENDS]
    return {
        **credited(builder.catalog, addresses, [ground.area for ground in grounds.values()]),
        "fills": [
            {
                "part": part,
                "outline": part != "common",
                "geometry": geometry_object(feature.geometry),
            }
            for part, ground in grounds.items()
            for feature in ground.features
        ],
        "swipe": None,
        "titles": words()["bridge_parts"],
    }


def draw(builder: Builder, now: Scenario, point: BridgePoint) -> None:
    """Draw the choice of the ends, the slider between them, and the figures at its value."""
    st.html(
        f"<h2>{escape(words()['bridge_title'])}</h2>"
        f"<p class='lead'>{escape(words()['bridge_lead'])}</p>"
    )
    titles = _titles(builder.catalog, now)
    for number, name in enumerate(ENDS):
        st.selectbox(
            name,
            list(titles),
            index=list(titles).index(_opening(builder.catalog)[number]),
            format_func=lambda key: plain(titles[key]),
            key=f"bridge-{name}",
        )
    st.slider(words()["bridge_at"], 0, 100, 50, 5, format="%d %%", key="bridge-at")
    if point.differs:
        st.info(plain(f"{point.differs} {words()['bridge_ends_only']}"))
    columns = {
        "A": point.ends[0],
        words()["bridge_parts"]["common"]: point.point,
        "B": point.ends[1],
    }
    st.html(_table({name: ground for name, ground in columns.items() if ground}))
    if point.given_up:
        st.html("".join(map(_given_up, ENDS, point.given_up)))
    if point.point:
        places = builder.catalog.features
        inside = ", ".join(
            places[f"place/{item}"].named(now.language) for item in point.point.inside
        )
        st.html(f"<p><b>{escape(words()['places']['inside'])}:</b> {escape(inside or '–')}</p>")


def _titles(catalog: Catalog, now: Scenario) -> dict[str, str]:
    """Return what may be an end: each reading as it is now, and as in the file if that differs."""
    found = {}
    for address, provision in catalog.layers.items():
        changed = any(key.startswith(f"{address}.") for key in now.parameters)
        for reading in provision.offered():
            title = (
                f"{in_language(provision.title, now.language)}: "
                f"{in_language(reading.title, now.language)}"
            )
            found[f"{address}={reading.id}"] = title
            if changed and reading.parameter_names():
                default = f"{title} ({words()['bridge_of_file']})"
                found[f"{address}={reading.id}={OF_FILE}"] = default
    return found


def _opening(catalog: Catalog) -> tuple[str, str]:
    """Return the first two ends that can be bridged: bands on the same side of one line."""
    bands = [
        (f"{address}={reading.id}", reading.arguments)
        for address, provision in catalog.layers.items()
        for reading in provision.offered()
        if reading.recipe == "bands"
    ]
    for (first, of_first), (second, of_second) in combinations(bands, 2):
        same = all(of_first.get(name) == of_second.get(name) for name in ("from", "side"))
        if same and _depths(of_first) != _depths(of_second):
            return first, second
    address, provision = next(iter(catalog.layers.items()))
    only = f"{address}={provision.default_reading}"
    return only, only


def _depths(arguments: dict[str, Any]) -> list[object]:
    return [band["depth_km"] for band in arguments["bands"]]


def _end(catalog: Catalog, now: Scenario, name: str) -> End:
    keys = list(_titles(catalog, now))
    opening = _opening(catalog)[ENDS.index(name)]
    chosen = st.session_state.get(f"bridge-{name}", opening)
    address, _, rest = (chosen if chosen in keys else opening).partition("=")
    reading, _, mark = rest.partition("=")
    return address, reading, {} if mark else now.values_of(address, catalog)


def _table(columns: dict[str, Ground]) -> str:
    head = "".join(f"<th scope='col'>{escape(name)}</th>" for name in columns)
    rows = {
        words()["measure"]["area"]: [ground.area.text() for ground in columns.values()],
        words()["measure"]["distance-to-damascus"]: [
            ground.distance.text() if ground.distance else "–" for ground in columns.values()
        ],
        words()["places"]["inside"]: [
            f"{len(ground.inside)} (+ {len(ground.too_close)} {words()['bridge_unsure']})"
            for ground in columns.values()
        ],
    }
    body = "".join(
        f"<tr><th scope='row'>{escape(title)}</th>"
        + "".join(f"<td class='figure'>{escape(cell)}</td>" for cell in cells)
        + "</tr>"
        for title, cells in rows.items()
    )
    return f"<section class='spread'><table><tr><td></td>{head}</tr>{body}</table></section>"


def _given_up(name: str, given: GivenUp) -> str:
    text = words()["bridge_given_up"].format(
        end=name, left=given.left.text(), added=given.added.text()
    )
    return f"<p>{escape(text)}</p>"
