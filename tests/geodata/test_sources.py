"""Sources: each is cited by something, and what was read through others is counted."""

import pytest

from dashboard.evidence.sources import publications_read_through_others, what_rests_on
from geodata.models.source import Source
from tests.layers.project import BUILDER, CATALOG


def test_every_source_that_stands_is_cited() -> None:
    resting = what_rests_on(BUILDER)
    reports = {
        report
        for feature in CATALOG.features.values()
        for report in feature.extra.get("reports", ())
    }
    idle = [
        source_id
        for source_id, source in CATALOG.sources.items()
        if not source.retired and source_id not in {*resting, *reports}
    ]
    assert idle == []


@pytest.mark.parametrize(
    ("read", "through"),
    [
        ("through Anadolu", True),
        ("an excerpt of the original, and AFP through LBCI", True),
        ("an excerpt of the original", False),
        ("in full", False),
    ],
)
def test_what_others_gave_is_told_from_what_was_read(read: str, through: bool) -> None:
    source = Source(kind="press", title="x", publisher="x", date="2025", address="", read=read)
    assert source.read_through_others == through


def test_the_page_of_sources_says_how_many_were_read_through_others() -> None:
    """Counted here once more, from the words of the file."""
    publications = [item.read for item in CATALOG.sources.values() if item.kind != "data"]
    through = [read for read in publications if "through " in read]
    assert len(through) > len(publications) / 2
    assert publications_read_through_others(BUILDER).startswith(
        f"{len(through)} of {len(publications)} publications "
    )
