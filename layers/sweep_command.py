"""`python -m layers --sweep ADDRESS`: a figure over the range of a parameter, as a table."""

import argparse

from layers.build import Builder
from layers.files import print_whole, write_text
from layers.selection import selected
from layers.sweep import SweepError, sweep


def add_sweep(parser: argparse.ArgumentParser) -> None:
    """Let a command take ``--sweep`` and ``--measure``."""
    parser.add_argument(
        "--sweep",
        metavar="PROPOSAL.PROVISION.PARAMETER",
        help="write a figure over the range of a parameter, to the screen or as sweep.csv",
    )
    parser.add_argument("--measure", metavar="FEATURE.MEASURE", help="the figure of --sweep")


def tell_sweep(given: argparse.Namespace, builder: Builder) -> None:
    """Print the table that was asked for, or write it into a folder that is made if need be.

    Raises
    ------
    SweepError, WrongSelectionError
        If a name or value is not allowed.
    """
    chosen = selected(given, builder.catalog)
    layer = given.sweep.rpartition(".")[0]
    told = [text.partition("=")[2] for text in given.reading if text.startswith(f"{layer}=")]
    readings = told or list(chosen.readings.get(layer, ()))
    if len(readings) > 1:
        raise SweepError(f"{layer}: a sweep is of one reading, not of {', '.join(readings)}")
    values = chosen.values_of(layer, builder.catalog) if layer in builder.catalog.layers else {}
    table = sweep(
        builder,
        given.sweep,
        measure=given.measure,
        reading=readings[0] if readings else None,
        values=values,
    ).csv()
    if given.out is None:
        print_whole(table)
    else:
        given.out.mkdir(parents=True, exist_ok=True)
        write_text(given.out / "sweep.csv", table)
