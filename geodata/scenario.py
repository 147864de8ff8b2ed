"""A scenario: everything that is on the map, and its text form, a query string.

Web addresses, the command line, the links of a briefing and the metadata of exports all use this
text. It holds only what differs from the defaults, in a fixed order, so that equal scenarios have
equal text.

    on=druze-corridor&druze-corridor.passage=southern&view=33.0500,36.1500,9
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import get_args
from urllib.parse import parse_qsl, quote

from geodata.catalog import Catalog
from geodata.models.field_types import Language
from geodata.models.provision import Reading
from geodata.text.link_pairs import bare, bare_name, bare_number, clean_pairs
from geodata.text.safe_text import clean_text, few

LANGUAGES: tuple[Language, ...] = get_args(Language)
NOTHING = "none"
BRIEF = 40
"""How much of an invalid text is quoted in a message, in characters."""
ZOOM_RANGE = (6.0, 13.0)
LATITUDES = (29.0, 38.0)
LONGITUDES = (32.0, 44.0)


@dataclass(frozen=True)
class View:
    """The visible part of the map: centre in degrees, and Leaflet's zoom level."""

    latitude: float
    longitude: float
    zoom: float

    def __str__(self) -> str:
        return f"{self.latitude:.4f},{self.longitude:.4f},{self.zoom:g}"


@dataclass(frozen=True)
class Scenario:
    """Everything that is on the map. Make one with `make_scenario`, which drops default values.

    Attributes
    ----------
    on
        Addresses of the layers that are on, in the catalogue's order.
    readings
        By layer, the chosen readings, if they are not the default.
    parameters
        By the parameter's address, the values that are not the default.
    """

    on: tuple[str, ...] = ()
    readings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    parameters: dict[str, float] = field(default_factory=dict)
    view: View | None = None
    language: Language = "en"

    def readings_of(self, layer: str, catalog: Catalog) -> tuple[str, ...]:
        """Return the ids of the chosen readings of a layer."""
        return self.readings.get(layer) or (catalog.layers[layer].default_reading or "",)

    def available_readings(self, layer: str, catalog: Catalog) -> list[Reading]:
        """Return the readings of a layer that are on offer or already chosen."""
        return catalog.layers[layer].available_readings(self.readings_of(layer, catalog))

    def values_of(self, layer: str, catalog: Catalog) -> dict[str, float]:
        """Return the values of all parameters of a layer, by the parameter's id."""
        return {
            parameter.id: self.parameters.get(f"{layer}.{parameter.id}", parameter.default)
            for parameter in catalog.layers[layer].parameter
        }


def make_scenario(  # noqa: PLR0913, PLR0917 (the parts of a scenario, in its order)
    catalog: Catalog,
    on: Iterable[str] = (),
    readings: dict[str, tuple[str, ...]] | None = None,
    parameters: dict[str, float] | None = None,
    view: View | None = None,
    language: Language = "en",
) -> Scenario:
    """Return a scenario in canonical form: in the catalogue's order, without defaults.

    Parameters
    ----------
    on
        Addresses of layers; a proposal's id stands for all of its layers.
    """
    wanted = set(on)
    for proposal_id in catalog.proposals:
        if proposal_id in wanted:
            wanted |= set(catalog.layers_of(proposal_id))
    chosen: dict[str, tuple[str, ...]] = {}
    for address, provision in catalog.layers.items():
        picked = set((readings or {}).get(address, ()))
        ordered = tuple(reading.id for reading in provision.reading if reading.id in picked)
        if ordered and ordered != (provision.default_reading,):
            chosen[address] = ordered
    changed = {
        address: value
        for address, parameter in catalog.parameters.items()
        if (value := (parameters or {}).get(address, parameter.default)) != parameter.default
    }
    return Scenario(
        on=tuple(address for address in catalog.layers if address in wanted),
        readings=chosen,
        parameters=changed,
        view=view,
        language=language,
    )


def to_query(value: Scenario, catalog: Catalog) -> str:
    """Return the text form of a scenario: a query string without its question mark."""
    pairs = [("on", ",".join(_names_of_layers(value.on, catalog)) or NOTHING)]
    pairs += [(address, ",".join(ids)) for address, ids in value.readings.items()]
    pairs += [(address, f"{number:g}") for address, number in value.parameters.items()]
    if value.view:
        pairs.append(("view", str(value.view)))
    if value.language != "en":
        pairs.append(("lang", value.language))
    return "&".join(f"{key}={quote(text, safe=',.')}" for key, text in pairs)


def _names_of_layers(on: tuple[str, ...], catalog: Catalog) -> list[str]:
    """Return the names of the layers; a proposal's id replaces them if all of its layers are on."""
    names: list[str] = []
    for proposal_id in catalog.proposals:
        layers = catalog.layers_of(proposal_id)
        shown = [layer for layer in layers if layer in on]
        names += [proposal_id] if shown and shown == layers else shown
    return names


def from_query(text: str, catalog: Catalog) -> tuple[Scenario, list[str]]:
    """Return the nearest valid scenario, and a line for each thing that was dropped or changed.

    Stray characters and tracking parameters are ignored silently, see
    :mod:`geodata.text.link_pairs`.
    """
    reader = _Reader(catalog)
    for key, value in clean_pairs(parse_qsl(text, keep_blank_values=True)):
        reader.take(key, value)
    return reader.scenario(), few(reader.told)


def retirement_notices(value: Scenario, catalog: Catalog) -> list[str]:
    """Return a line for each chosen reading that is retired: since when, why, and what instead."""
    return [
        f"{address}: reading '{reading.id}' is {reading.retired.notice()}"
        for address, chosen in value.readings.items()
        for reading in catalog.layers[address].reading
        if reading.id in chosen and reading.retired
    ]


class _Reader:
    """Reads the pairs of a query one by one, and keeps a line for each that was not valid."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.told: list[str] = []
        self._on: list[str] = []
        self._readings: dict[str, tuple[str, ...]] = {}
        self._parameters: dict[str, float] = {}
        self._view: View | None = None
        self._language: Language = "en"

    def scenario(self) -> Scenario:
        return make_scenario(
            self.catalog, self._on, self._readings, self._parameters, self._view, self._language
        )

    def take(self, key: str, value: str) -> None:
        if key == "on":
            self._take_on(value)
        elif key == "view":
            self._take_view(value)
        elif key == "lang":
            self._take_language(value)
        elif key in self.catalog.layers:
            self._take_readings(key, value)
        elif key in self.catalog.parameters:
            self._take_parameter(key, value)
        else:
            self.told.append(f"'{brief(key)}' is not known here and was left out")

    def _take_on(self, value: str) -> None:
        for name in filter(None, map(bare, value.split(","))):
            known = name.lower()
            if known in self.catalog.proposals or known in self.catalog.layers:
                self._on.append(known)
            elif known != NOTHING:
                self.told.append(f"'{brief(name)}' is not a layer here and was left out")

    def _take_readings(self, address: str, value: str) -> None:
        provision = self.catalog.layers[address]
        known = [reading.id for reading in provision.reading]
        offered = ", ".join(reading.id for reading in provision.available_readings())
        given = [bare(name) for name in bare(value).split(",")]
        self._readings[address] = tuple(name.lower() for name in given if name.lower() in known)
        self.told += [
            f"{address}: reading '{brief(name)}' is not one of {offered}"
            for name in given
            if name.lower() not in known
        ]

    def _take_parameter(self, address: str, value: str) -> None:
        parameter = self.catalog.parameters[address]
        number = _number(value)
        if number is None:
            self.told.append(
                f"{address}: '{brief(value)}' is not a number; showing {parameter.default:g}"
            )
            return
        nearest = parameter.nearest(number)
        if not parameter.allows(number):
            inside = parameter.min <= number <= parameter.max
            problem = (
                f"between two steps of {parameter.step:g}"
                if inside
                else f"outside {parameter.min:g} to {parameter.max:g}"
            )
            self.told.append(f"{address}: {number:g} is {problem}; showing {nearest:g}")
        self._parameters[address] = nearest

    def _take_view(self, value: str) -> None:
        numbers = [_number(part) for part in bare_number(value).split(",")]
        if len(numbers) != len(("latitude", "longitude", "zoom")) or None in numbers:
            self.told.append(f"view '{brief(value)}' is not latitude,longitude,zoom")
            return
        latitude, longitude, zoom = (number or 0.0 for number in numbers)
        self._view = View(
            round(_within(latitude, LATITUDES), 4),
            round(_within(longitude, LONGITUDES), 4),
            float(f"{_within(zoom, ZOOM_RANGE):g}"),
        )
        if (latitude, longitude, zoom) != (
            _within(latitude, LATITUDES),
            _within(longitude, LONGITUDES),
            _within(zoom, ZOOM_RANGE),
        ):
            self.told.append(f"view '{brief(value)}' is outside the map and was moved to its edge")

    def _take_language(self, value: str) -> None:
        name = bare_name(value)
        if name in LANGUAGES:
            self._language = LANGUAGES[LANGUAGES.index(name)]
        else:
            self.told.append(f"language '{brief(value)}' is not one of {', '.join(LANGUAGES)}")


def _number(text: str) -> float | None:
    try:
        number = float(bare_number(text))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _within(value: float, bounds: tuple[float, float]) -> float:
    return min(max(value, bounds[0]), bounds[1])


def brief(text: str) -> str:
    """Return a text to quote in a message: on one line and shortened."""
    return clean_text(text, BRIEF)
