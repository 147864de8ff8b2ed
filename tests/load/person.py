"""One person of the room: a scenario of their own, a switch at every beat, and a look at each answer."""

import asyncio
import json
import random
import re
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import aiohttp

from dashboard.session.switches import apply_switch
from geodata.catalog import Catalog
from geodata.scenario import Scenario, View, make_scenario, to_query
from tests.load.tab import Tab

SECRET = re.compile(rb"secret-[0-9a-f]{16}")
OPENED_S = 120
ANSWERED_S = 20
TRY_EVERY = 10
"""After so many clicks each person tries the routes of own layers."""

LATE_S = 5
"""So long after the last beat nobody begins with a click any more."""

CONNECTIONS = 7
"""The websocket, and six more as browsers have."""

KEEPALIVE_S = 4
"""A connection is not used again when the server, which waits for 5 seconds, may just close it."""

FORGED = "A" * 24
"""A token of the right length that no session has."""


@dataclass
class Seen:
    """What one person saw.

    Attributes
    ----------
    opened, confirmed, finished
        Seconds from asking for the page to the map's first message; from each beat to the message
        in which Python says what was switched; to the end of the script.
    leaks, errors
        What was another's; what went wrong. A line each.
    lost
        Lines on scenarios that a link did not restore.
    late
        How many clicks were not made, since the time was over before the ones before them were
        answered.
    came_back
        How often a session began anew in another server process.
    taken_back
        How many clicks were undone by that, since the link is from before them.
    own_taken, own_gone
        How many own layers were brought, and how many were gone later.
    """

    opened: list[float] = field(default_factory=list)
    confirmed: list[float] = field(default_factory=list)
    finished: list[float] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    late: int = 0
    came_back: int = 0
    taken_back: int = 0
    own_taken: int = 0
    own_gone: int = 0


def scenario_of(number: int, catalog: Catalog) -> Scenario:
    """Return the scenario with which a person comes: no two people have the same one.

    The proposals that are on are the number's binary digits; every third person has moved a slider;
    the view is a place of their own.
    """
    drawn = [name for name in catalog.proposals if catalog.layers_of(name)]
    on = [name for place, name in enumerate(drawn) if (number + 1) >> place & 1]
    values = {}
    if number % 3 == 0:
        moved = list(catalog.parameters)[number % len(catalog.parameters)]
        item = catalog.parameters[moved]
        steps = round((item.max - item.min) / item.step)
        values[moved] = item.nearest(item.min + number % (steps + 1) * item.step)
    view = View(round(32.5 + number / 100, 4), 36.2, 9.0)
    return make_scenario(catalog, on, None, values, view)


def names(shown: Scenario, catalog: Catalog) -> list[str]:
    """Return the names of the layers that are on in a scenario."""
    return sorted(
        f"{layer}@{reading}" for layer in shown.on for reading in shown.readings_of(layer, catalog)
    )


class Person:
    """A person with a tab, who knows what the map has to show.

    Attributes
    ----------
    now, before
        What was asked for last, and what was on until then.
    secret
        The name of this person's own layers; only some have any.
    own
        Where the shapes of the own layers are.
    """

    def __init__(self, number: int, catalog: Catalog, address: str) -> None:
        self.number, self.catalog, self.address = number, catalog, address
        self.now = self.before = scenario_of(number, catalog)
        self.secret = f"secret-{secrets.token_hex(8)}" if number % 10 == 5 else ""
        self.own: list[str] = []
        self.seen = Seen()
        self.ready = asyncio.Event()
        self.tab: Tab
        self._on: list[str] = []
        self._told = asyncio.Event()
        self._connections = self._heard_on = 0
        self._clicking = False
        self._random = random.Random(number)

    def hear(self, told: dict[str, Any]) -> None:
        """Look at a message to the map: is it what this person has asked for?"""
        view = self.now.view
        assert view is not None
        self._heard_on = self.tab.connections
        wrong = self.seen.lost if self._heard_on > self._connections else self.seen.leaks
        if told["flight"]["to"] != [view.latitude, view.longitude, view.zoom]:
            wrong.append(f"{self.number} was sent to {told['flight']['to']}")
        self._on = sorted(name for name in told["on"] if not name.startswith("own-"))
        if self._on not in (names(self.now, self.catalog), names(self.before, self.catalog)):
            wrong.append(f"{self.number} has on the map {', '.join(self._on)}")
        own = [item["shape"] for item in told["layers"] if item["group"] == "own"]
        self.seen.own_gone += max(0, len(self.own) - len(own))
        self.own = own
        self._told.set()
        if self.ready.is_set() and not self._clicking and self._heard_on > self._connections:
            self._come_back()

    def watch(self, raw: bytes) -> None:
        """Look for what others have named."""
        for found in set(SECRET.findall(raw)) - {self.secret.encode()}:
            self.seen.leaks.append(f"{self.number} sees {found.decode()}")

    async def visit(self, beats: Callable[[int], Awaitable[list[float]]]) -> None:
        """Come in, click at each beat, and leave; who is not answered in time leaves as well."""
        jar = aiohttp.CookieJar(unsafe=True)  # cookies of an address without a name as well
        timeout = aiohttp.ClientTimeout(total=ANSWERED_S)
        connector = aiohttp.TCPConnector(limit=CONNECTIONS, keepalive_timeout=KEEPALIVE_S)
        async with aiohttp.ClientSession(
            cookie_jar=jar, timeout=timeout, connector=connector
        ) as http:
            query = to_query(self.now, self.catalog)
            self.tab = Tab(http, self.address, query, self.hear, self.watch)
            staying = asyncio.create_task(self.tab.stay())
            try:
                await self._come_in()
                moments = await beats(self.number)
                for number, beat in enumerate(moments):
                    await asyncio.sleep(beat - time.monotonic())
                    if time.monotonic() > moments[-1] + LATE_S:
                        self.seen.late = len(moments) - number
                        break
                    await self._click(beat)
                    if number % TRY_EVERY == 0 and self.tab.connections == self._connections:
                        await self._try_routes()
            except (TimeoutError, OSError, aiohttp.ClientError, KeyError) as error:
                self.seen.errors.append(f"{self.number} gave up: {type(error).__name__} {error}")
            finally:
                self.ready.set()
                staying.cancel()
                self.seen.errors += [f"{self.number}: {line}" for line in self.tab.failures]

    async def _come_in(self) -> None:
        began = time.monotonic()
        await asyncio.wait_for(self._told.wait(), OPENED_S)
        self.seen.opened.append(time.monotonic() - began)
        await self._rest(OPENED_S)
        await self.tab.return_from_map(self._returned())
        await self._rest(OPENED_S)
        if self.secret:
            await self.tab.upload("own-file", f"{self.secret}.geojson", self._file())
            await self._rest(OPENED_S)
            await self.tab.return_from_map(self._returned(drawn=True))
            await self._rest(OPENED_S)
            self.seen.own_taken = len(self.own)
            if self.seen.own_taken != len(("the file", "the drawing")):
                raise OSError("own layers were not taken")
        self._connections = self.tab.connections
        self.ready.set()

    async def _rest(self, limit: float = ANSWERED_S) -> None:
        await asyncio.wait_for(self.tab.finished.wait(), limit)

    def _returned(self, *, drawn: bool = False) -> dict[str, Any]:
        """Return what the map's frame returns when it stands, or when something was drawn."""
        view = self.now.view
        assert view is not None
        line = {"type": "LineString", "coordinates": [[36.0, 33.0], [36.5, 33.2]]}
        told = {"shape": "line", "number": self.number + 1, "name": self.secret}
        return {
            "center": {"lat": view.latitude, "lng": view.longitude},
            "zoom": view.zoom,
            "last_active_drawing": {"type": "Feature", "properties": told, "geometry": line}
            if drawn
            else None,
        }

    def _file(self) -> bytes:
        corners = [[36.0, 33.0], [36.3, 33.0], [36.3, 33.3], [36.0, 33.0]]
        feature = {
            "type": "Feature",
            "properties": {"name": self.secret},
            "geometry": {"type": "Polygon", "coordinates": [corners]},
        }
        return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()

    async def _click(self, beat: float) -> None:
        """Use the switch of a proposal, and wait for Python's word and for the end of the script."""
        await self._rest()
        drawn = [name for name in self.catalog.proposals if self.catalog.layers_of(name)]
        proposal = self._random.choice(drawn)
        checked = not set(self.catalog.layers_of(proposal)) & set(self.now.on)
        key = f"proposal:{proposal}"
        self.before = self.now
        self.now = apply_switch(self.catalog, self.before, key, checked=checked)
        self._told.clear()
        self._clicking = True
        await self.tab.switch(key, checked=checked)
        await asyncio.wait_for(self._confirmation(), ANSWERED_S)
        self._clicking = False
        self.seen.confirmed.append(time.monotonic() - beat)
        await self._rest()
        self.seen.finished.append(time.monotonic() - beat)
        if self._heard_on > self._connections:  # it was cut before the address was written
            self._come_back()
        if parse_qsl(self.tab.query) != parse_qsl(to_query(self.now, self.catalog)):
            self.seen.leaks.append(f"{self.number} has the address {self.tab.query}")

    async def _confirmation(self) -> None:
        while True:
            await self._told.wait()
            self._told.clear()
            if self._heard_on > self._connections:
                self._come_back()
                return
            if self._on == names(self.now, self.catalog):
                return

    def _come_back(self) -> None:
        """Go on from what another process has made of the link."""
        self._connections = self._heard_on
        self.seen.came_back += 1
        if self._on != names(self.now, self.catalog):
            self.seen.taken_back += 1
            self.now = self.before

    async def _try_routes(self) -> None:
        """Ask for own layers: one's own, and under tokens and ids that are not one's own."""
        paths = dict.fromkeys(self.own, 200)
        for path in self.own or [f"map/own/{FORGED}/own-1/shape"]:
            token, layer = path.split("/")[2:4]
            paths[path.replace(token, FORGED)] = 404
            paths[path.replace(layer, "own-3")] = 404
        for path, expected in paths.items():
            for asked in (path, path.replace("shape", "details")):
                status, content = await self.tab.get(asked)
                self.watch(content)
                if status == 200 != expected:
                    self.seen.leaks.append(f"{self.number} was given {asked}")
                elif status != expected:
                    self.seen.errors.append(f"{self.number}: {asked} was answered with {status}")
