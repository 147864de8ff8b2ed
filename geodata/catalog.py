"""The catalogue: all data of the project, by id."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from geodata.models.article import Article
from geodata.models.briefing import Briefing
from geodata.models.field_types import Issue, Party
from geodata.models.other_figures import OtherFigures
from geodata.models.precedents import Precedent
from geodata.models.proposal import Proposal
from geodata.models.provision import Parameter, Provision, Stance
from geodata.models.reference_features import Key, ReferenceFeature
from geodata.models.source import Source
from geodata.models.terms import Term
from geodata.models.timeline import Event, Gap

FOLDER = Path(__file__).resolve().parent

RESERVED = ("on", "view", "lang", "none", "a", "b", "briefing", "step")
"""Words used in a scenario's query string, so not allowed as ids of proposals or briefings."""

GROUPS = ("in-force", "on-the-ground", "israel", "syria", "united-states")
"""The groups of proposals in the order of listing; the symbology uses the same names."""


@dataclass(frozen=True)
class Catalog:
    """All data read from the files, by id.

    Attributes
    ----------
    proposals
        By id, in the order of `GROUPS`, then of their files' names.
    timeline
        The events in order of time; one without a day comes after the others of its month.
    version
        A short hash of all files: the data version that exports state.
    briefings
        By id, in the order of their file names.
    gaps
        The periods for which nothing was found, in order of time.
    article
        The project's first news report, and where each of its sentences is used; None in early
        versions of the data.
    other_figures
        Figures of other sources that are also computed here, by file name.
    """

    folder: Path
    sources: dict[str, Source]
    features: dict[Key, ReferenceFeature]
    proposals: dict[str, Proposal]
    timeline: tuple[Event, ...]
    precedents: tuple[Precedent, ...]
    terms: tuple[Term, ...]
    version: str
    briefings: dict[str, Briefing]
    gaps: tuple[Gap, ...]
    article: Article | None
    other_figures: dict[str, OtherFigures]

    @cached_property
    def provisions(self) -> dict[str, Provision]:
        """Every provision by its address, ``PROPOSAL.PROVISION``."""
        return {
            f"{proposal_id}.{provision.id}": provision
            for proposal_id, proposal in self.proposals.items()
            for provision in proposal.provision
        }

    @cached_property
    def layers(self) -> dict[str, Provision]:
        """The provisions that are map layers, by address."""
        return {address: item for address, item in self.provisions.items() if item.reading}

    @cached_property
    def parameters(self) -> dict[str, Parameter]:
        """Every parameter by its address, ``PROPOSAL.PROVISION.PARAMETER``."""
        return {
            f"{address}.{parameter.id}": parameter
            for address, provision in self.provisions.items()
            for parameter in provision.parameter
        }

    @cached_property
    def stances(self) -> dict[Issue, dict[Party, tuple[str, Stance]]]:
        """Each party's stance on each issue, with the address of the provision that has it."""
        found: dict[Issue, dict[Party, tuple[str, Stance]]] = {}
        for address, provision in self.provisions.items():
            for stance in provision.stance:
                found.setdefault(provision.issue, {})[stance.party] = (address, stance)
        return found

    def layers_of(self, proposal_id: str) -> list[str]:
        """Return the addresses of a proposal's layers, in the order of its file."""
        return [
            f"{proposal_id}.{provision.id}"
            for provision in self.proposals[proposal_id].provision
            if provision.reading
        ]

    def proposal_of(self, address: str) -> Proposal:
        """Return the proposal that an address belongs to."""
        return self.proposals[address.partition(".")[0]]


def group_of(proposal: Proposal) -> str:
    """Return the group under which a proposal is listed and drawn."""
    if proposal.status == "in-force":
        return "in-force"
    return "on-the-ground" if proposal.status == "reported" else proposal.party
