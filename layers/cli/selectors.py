"""Which layers a command line names: the selectors that every command of the project takes."""

import argparse

from geodata.catalog import Catalog
from geodata.scenario import Scenario, from_query, make_scenario
from geodata.text.link_pairs import bare_name


class WrongSelectionError(Exception):
    """A selector names what does not exist. The message is one line that says what does."""


def add_selectors(parser: argparse.ArgumentParser) -> None:
    """Let a command take ``--proposal``, ``--reading``, ``--set`` and ``--scenario``."""
    parser.add_argument(
        "--proposal", action="append", default=[], metavar="ID", help="all of its layers"
    )
    parser.add_argument(
        "--reading",
        action="append",
        default=[],
        metavar="PROPOSAL.PROVISION=READING",
        help="a layer in another reading than its default",
    )
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="PROPOSAL.PROVISION.PARAMETER=VALUE",
        dest="values",
        help="another value than the default",
    )
    parser.add_argument("--scenario", metavar="QUERY", help="a scenario's text form")


def selected_scenario(options: argparse.Namespace, data: Catalog) -> Scenario:
    """Return the scenario that the selectors name: every layer, unless told.

    Raises
    ------
    WrongSelectionError
        If a name or value is not allowed.
    """
    if options.scenario is not None:
        if options.proposal or options.reading or options.values:
            raise WrongSelectionError(
                "--scenario says it all: leave out --proposal, --reading and --set"
            )
        found, told = from_query(options.scenario, data)
        if told:
            raise WrongSelectionError(told[0])
        return found
    for proposal_id in options.proposal:
        if proposal_id not in data.proposals:
            raise WrongSelectionError(
                f"proposal '{proposal_id}' is not one of {', '.join(data.proposals)}"
            )
    readings = _readings(options.reading, data)
    parameters = dict(_value(text, data) for text in options.values)
    for address in (*readings, *parameters):
        if options.proposal and address.partition(".")[0] not in options.proposal:
            raise WrongSelectionError(
                f"'{address}' is of no proposal that is selected: add "
                f"--proposal {address.partition('.')[0]}"
            )
    return make_scenario(data, options.proposal or data.proposals, readings, parameters)


def compared_scenarios(options: argparse.Namespace, data: Catalog) -> tuple[Scenario, Scenario]:
    """Return the two scenarios that ``--compare`` names.

    Raises
    ------
    WrongSelectionError
        If a name or value is not allowed, or another selector is given as well.
    """
    if options.scenario is not None or options.proposal or options.reading or options.values:
        raise WrongSelectionError(
            "--compare says it all: leave out --scenario, --proposal, --reading and --set"
        )
    a, b = (_side(name, text, data) for name, text in zip("AB", options.compare, strict=True))
    return a, b


def _side(name: str, text: str, data: Catalog) -> Scenario:
    """Return a scenario of its query, or of one address that is then on."""
    address = bare_name(text.partition("=")[0])
    if address in data.layers or address in data.proposals:
        text = f"on={address}&{text}" if "=" in text else f"on={address}"
    found, told = from_query(text, data)
    if told:
        raise WrongSelectionError(f"{name}: {told[0]}")
    return found


def _readings(argv: list[str], data: Catalog) -> dict[str, tuple[str, ...]]:
    readings: dict[str, tuple[str, ...]] = {}
    for text in argv:
        address, reading = _split(text)
        if address not in data.layers:
            raise WrongSelectionError(f"layer '{address}' is not one of {', '.join(data.layers)}")
        known = [item.id for item in data.layers[address].reading]
        if reading not in known:
            offered = ", ".join(item.id for item in data.layers[address].available_readings())
            raise WrongSelectionError(f"{address}: reading '{reading}' is not one of {offered}")
        readings[address] = (*readings.get(address, ()), reading)
    return readings


def _split(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise WrongSelectionError(f"'{text}' has no '=': write ADDRESS=VALUE")
    return name, value


def _value(text: str, data: Catalog) -> tuple[str, float]:
    address, value = _split(text)
    if address not in data.parameters:
        raise WrongSelectionError(
            f"parameter '{address}' is not one of {', '.join(data.parameters)}"
        )
    parameter = data.parameters[address]
    try:
        number = float(value)
    except ValueError:
        raise WrongSelectionError(f"{address}: '{value}' is not a number") from None
    if not parameter.min <= number <= parameter.max:
        raise WrongSelectionError(
            f"{address}: {value} is outside {parameter.min:g} to {parameter.max:g}"
        )
    if not parameter.allows(number):
        raise WrongSelectionError(
            f"{address}: {value} is between two steps of {parameter.step:g}: write "
            f"{parameter.nearest(number):g}"
        )
    return address, number
