"""The texts of the interface, from ``dashboard/text``."""

import re
from functools import cache
from pathlib import Path

from dashboard.text.ui_text_model import InterfaceFile, InterfaceText
from geodata.models.field_types import Language, in_language
from geodata.models.proposal import Proposal
from geodata.models.provision import Provision, Reading
from geodata.text.file_errors import read_toml, validate
from layers.build.briefing_figures import Figure

PATH = Path(__file__).with_name("en.toml")


@cache
def words() -> InterfaceText:
    """Return the interface's texts, read once; a `FileError` if a key is missing or misspelt."""
    return validate(InterfaceFile, read_toml(PATH), PATH).root


MARKDOWN = re.compile(r"([\\`*_\[\]$<~|]|:(?=\w)|&(?=#?\w+;)|^(?:[#+>-]|\d+\.))")
LINKED = re.compile(r"(?i)(?<=:)(?=//)|(?<=\bwww)(?=\.)|(?<=@)(?=\w)|(?<=:)(?=[\w+/-]+:)")
"""Positions inside text that Streamlit turns into a link or an icon even if escaped."""
WORD_JOINER = "\u2060"


def without_links(text: str) -> str:
    """Return a text in which no program detects an address to turn into a link.

    Only the project's own files may determine where a click leads.
    """
    return LINKED.sub(WORD_JOINER, text)


def escape_markdown(text: str) -> str:
    """Escape a text so that Streamlit's Markdown shows it unchanged.

    Only what is necessary is escaped, since screen readers get the escaped text. Addresses do not
    become links.
    """
    return MARKDOWN.sub(r"\\\1", without_links(" ".join(text.split())))


def full_title(provision: Provision, reading: Reading, language: Language) -> str:
    """Return a layer's title with its reading, to distinguish it from others of its provision."""
    return f"{in_language(provision.title, language)}: {in_language(reading.title, language)}"


def in_force_statement(proposal: Proposal, language: Language, *, short: bool = False) -> str:
    """Return who says that a proposal is in force, and unless `short`, who disputes it.

    Empty for a proposal that is not in force.
    """
    if proposal.in_force is None:
        return ""
    template: str = words()["standing_short" if short else "standing"]
    return template.format(
        held_by=in_language(proposal.in_force.held_by, language),
        as_of=proposal.in_force.as_of,
        contested=in_language(proposal.in_force.contested, language),
    )


def measure_of(figure: Figure) -> str:
    """Return what a figure of a briefing measures, and whether it was reported."""
    template: str = words()["brief"][figure.kind]
    return template.format(measure=figure.measure)
