"""Everybody in one room: when each comes, when each clicks, and what the processes needed."""

import asyncio
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial

import psutil

from geodata.catalog import Catalog
from tests.benchmarks.report import load
from tests.load.person import Person, Seen
from tests.load.servers import Meter, Server
from tests.load.watchers import Watched, watch

ENTER_S = 0.2
"""Between two people who come in."""
LEAD_S = 2.0
READ_S = 2
AWAY_S = 10
"""How long a killed server is away: as long as the shipped unit waits, and the start."""


@dataclass(frozen=True)
class Plan:
    """What is to be measured.

    Attributes
    ----------
    sessions, browsers
        How many speak the protocol, and how many are drawn by a real browser.
    seconds, every
        For how long, and how long after the last beat everybody clicks again.
    servers
        How many server processes; of several the first is killed in the middle.
    """

    sessions: int
    browsers: int
    seconds: float
    every: float
    servers: int = 1

    @property
    def beats(self) -> int:
        """How many clicks each makes."""
        return max(1, int(self.seconds / self.every))

    def moments(self, start: float, share: float) -> list[float]:
        """Return when someone clicks who comes after a share of the time between two clicks."""
        return [start + (beat + share) * self.every for beat in range(self.beats)]


@dataclass
class Found:
    """What was measured.

    Attributes
    ----------
    seconds
        For how long, of the clock.
    cpu
        By name of a group of processes, the cores that it kept busy.
    memory
        Likewise, the most resident memory in MB.
    moved
        How many people were connected to the server that was killed.
    tracebacks
        How many errors the servers' logs tell of.
    """

    people: list[Seen]
    browsers: list[Watched]
    seconds: float = 0.0
    cpu: dict[str, float] = field(default_factory=dict)
    memory: dict[str, float] = field(default_factory=dict)
    moved: int = 0
    tracebacks: int = 0
    load_before: list[float] = field(default_factory=list)


async def measure(plan: Plan, catalog: Catalog, address: str, servers: list[Server]) -> Found:
    """Have everybody come in, click to the beat once all are there, and leave; what they saw."""
    people = [Person(number, catalog, address) for number in range(plan.sessions)]
    pool, begin = ThreadPoolExecutor(max(1, plan.browsers)), Future[float]()
    opened = [Future[None]() for _ in range(plan.browsers)]
    load_before = load()

    async def beats(number: int) -> list[float]:
        return plan.moments(await asyncio.wrap_future(begin), number / plan.sessions)

    def beats_of_browser(number: int) -> list[float]:
        return plan.moments(begin.result(), (number + 0.5) / plan.browsers)

    watching = [
        pool.submit(
            watch,
            plan.sessions + number,
            catalog,
            address,
            partial(opened[number].set_result, None),
            partial(beats_of_browser, number),
        )
        for number in range(plan.browsers)
    ]
    visits = []
    for person in people:
        visits.append(asyncio.create_task(person.visit(beats)))
        await asyncio.sleep(ENTER_S)
    await asyncio.gather(*(item.ready.wait() for item in people), *map(_either, opened, watching))
    start = time.monotonic() + LEAD_S
    begin.set_result(start)
    meter = Meter()
    reading = asyncio.create_task(_read(meter, servers))
    moved = await _kill(servers[0], start + plan.seconds / 2, people) if plan.servers > 1 else 0
    await asyncio.gather(*visits)
    browsers = [await asyncio.wrap_future(item) for item in watching]
    reading.cancel()
    return Found(
        [item.seen for item in people],
        browsers,
        time.monotonic() - start,
        meter.cores(),
        meter.most,
        moved,
        load_before=load_before,
    )


async def _either(opened: Future[None], watching: Future[Watched]) -> None:
    """Wait until a browser shows the page, or has given up."""
    both = {asyncio.wrap_future(opened), asyncio.wrap_future(watching)}
    await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)


async def _kill(server: Server, moment: float, people: list[Person]) -> int:
    """Kill a server at a moment and start it again; return how many people were on it."""
    await asyncio.sleep(moment - time.monotonic())
    on_it = sum(person.tab.cookie("talks_seat") == str(server.port) for person in people)
    server.process.kill()
    await asyncio.sleep(AWAY_S)
    server.start()
    return on_it


async def _read(meter: Meter, servers: list[Server]) -> None:
    me = psutil.Process()
    while True:
        pids = {item.process.pid for item in servers}
        below = me.children(recursive=True)
        meter.read(
            {
                "servers": [item for item in below if item.pid in pids],
                "generator": [me],
                "browsers and proxy": [item for item in below if item.pid not in pids],
            }
        )
        await asyncio.sleep(READ_S)
