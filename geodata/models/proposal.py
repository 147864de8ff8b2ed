"""A proposal's file: who asks for it, its status, and its provisions."""

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from geodata.models.field_types import Id, PartialDate, Status, Strict, Text, first_duplicate
from geodata.models.provision import Provision


class Standing(Strict):
    """Who says that an agreement is in force, as of when, and who disputes it."""

    held_by: Text
    as_of: PartialDate
    contested: Text
    sources: list[Id] = Field(min_length=1)


class Proposal(Strict):
    """What one party asks for, or what is in force. The file's name is its id."""

    title: Text
    party: Literal["israel", "syria", "united-states", "both"]
    status: Status
    as_of: PartialDate
    summary: Text
    in_force: Standing | None = None
    provision: list[Provision] = Field(min_length=1)

    @model_validator(mode="after")
    def _both_is_what_is_in_force(self) -> Self:
        if self.party == "both" and self.status not in ("in-force", "reported"):
            raise ValueError(
                f"party 'both' needs status 'in-force' or 'reported', not '{self.status}'"
            )
        return self

    @model_validator(mode="after")
    def _in_force_says_who_holds_it_so(self) -> Self:
        if self.status == "in-force" and self.in_force is None:
            raise ValueError(
                "in_force is missing: status 'in-force' needs held_by, as_of, contested and sources"
            )
        if self.status != "in-force" and self.in_force is not None:
            raise ValueError(
                f"in_force is only for status 'in-force', not '{self.status}': remove it, "
                "or correct the status"
            )
        return self

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        if twice := first_duplicate([provision.id for provision in self.provision]):
            raise ValueError(f"provision '{twice}' is given twice")
        return self

    def cited_sources(self, *, by_retired: bool = True) -> Iterator[tuple[str, str]]:
        """Yield the field and id of every source that the proposal or its parts cite."""
        for source_id in self.in_force.sources if self.in_force else ():
            yield "in_force", source_id
        for provision in self.provision:
            for source_id in provision.cited_sources(by_retired=by_retired):
                yield f"provision.{provision.id}", source_id
