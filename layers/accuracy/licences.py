"""The licence of a work made from several sources: the strictest of theirs."""

from collections.abc import Iterable

STRICTEST_FIRST = ("ODbL-1.0", "LGPL-3.0-or-later", "CC-BY-4.0", "MIT", "CC0-1.0", "public domain")
"""Share-alike for data, share-alike for programs, attribution, notice, nothing."""


def strictest(licences: Iterable[str]) -> str:
    """Return the strictest licence; an unknown one counts as stricter than all known ones.

    Examples
    --------
    >>> strictest(["CC0-1.0", "ODbL-1.0", "CC-BY-4.0"])
    'ODbL-1.0'
    >>> strictest([])
    ''
    >>> strictest(["ODbL-1.0", "some other licence"])
    'some other licence'
    """

    def ease(licence: str) -> tuple[int, str]:
        known = licence in STRICTEST_FIRST
        return (STRICTEST_FIRST.index(licence) if known else -1, licence)

    return min(licences, key=ease, default="")
