"""The timeline: events of the talks, and periods for which nothing was found."""

from typing import Self

from pydantic import Field, model_validator

from geodata.models.field_types import Confidence, FullDate, Id, Issue, PartialDate, Strict, Text

MEETING_DATE = "2026-01-06"
"""The day of the joint statement. Events after it are marked as later."""


class Event(Strict):
    """Something that happened or was said, with its date and, if known, its place.

    Attributes
    ----------
    latitude, longitude
        Both for a place on the map; neither for a place elsewhere.
    source
        The publication, in words.
    sources
        The ids of publications in ``sources.toml``, with `source` or instead of it.
    later
        Whether the event is after `MEETING_DATE`, up to which the proposals are followed.
    """

    id: Id
    date: PartialDate
    title: Text
    text: Text
    place: Text = ""
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    issue: Issue | None = None
    source: str = ""
    sources: tuple[Id, ...] = ()
    confidence: Confidence
    later: bool = False

    @model_validator(mode="after")
    def _has_a_source(self) -> Self:
        if not self.source and not self.sources:
            raise ValueError("source or sources is missing: name the publication that reports it")
        return self

    @model_validator(mode="after")
    def _point_is_whole(self) -> Self:
        if (self.latitude is None) != (self.longitude is None):
            missing = "latitude" if self.latitude is None else "longitude"
            raise ValueError(f"{missing} is missing: give both, or neither")
        if self.latitude is not None and not self.place:
            raise ValueError("place is missing: a point needs the name of its place")
        return self

    @model_validator(mode="after")
    def _later_is_marked(self) -> Self:
        if self.later != (self.date > MEETING_DATE):
            told = "is needed" if not self.later else "is only for what comes"
            raise ValueError(f"later = true {told} after {MEETING_DATE}")
        return self


class Gap(Strict):
    """A period for which no report on the talks was found, as of the day of the search.

    Attributes
    ----------
    since, until
        The first and the last day of the period.
    searched_on
        The day of the search.
    """

    since: FullDate
    until: FullDate
    searched_on: FullDate
    text: Text

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        if not self.since <= self.until <= self.searched_on:
            raise ValueError(
                f"since {self.since}, until {self.until} and searched_on {self.searched_on} are "
                "not in this order"
            )
        return self


class Timeline(Strict):
    """The file ``timeline.toml``."""

    event: list[Event] = Field(min_length=1)
    gap: tuple[Gap, ...] = ()

    @model_validator(mode="after")
    def _no_event_lies_in_a_gap(self) -> Self:
        for gap in self.gap:
            for event in self.event:
                if gap.since <= event.date <= gap.until:
                    raise ValueError(
                        f"event '{event.id}' of {event.date} lies in the gap since {gap.since}: "
                        "shorten the gap"
                    )
        return self
