"""The parameters of a link, cleaned of stray characters and trackers picked up on the way.

A copied link may bring a space with it, a mail program may add the full stop or bracket beside
it, and newsletters and social networks add tracking parameters.
"""

from collections.abc import Iterable

BLANKS = " \t\n\r\f\v\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
UNSEEN = "\xad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff" + "".join(
    map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
)
"""Invisible characters: soft hyphen, zero-width characters and directional marks."""
STOPS = ".,;:!?\u2026\u060c\u061b\u061f"
BRACKETS = "()[]{}<>"
QUOTATION_MARKS = "\"'`\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\xab\xbb\u2039\u203a"
SIGNS = "*+"
"""``*`` marks bold text in some programs; ``+`` is a space that was encoded twice."""
AROUND = BLANKS + UNSEEN + STOPS + BRACKETS + QUOTATION_MARKS + SIGNS
"""Characters that are ignored at either end of a name or value."""

COUNTING = {
    *("_branch_match_id", "_ga", "_gl", "_kx", "_openstat", "dclid", "epik", "fbclid", "gbraid"),
    *("gclid", "gclsrc", "hsctatracking", "igsh", "igshid", "li_fat_id", "mkt_tok"),
    *("ml_subscriber", "ml_subscriber_hash", "msclkid", "rb_clickid", "rdt_cid", "ref", "ref_src"),
    *("ref_url", "s_cid", "sccid", "si", "srsltid", "sfmc_id", "trk", "ttclid", "twclid", "wbraid"),
    *("wickedid", "yclid", "ysclid"),
}
"""Tracking parameters that browsers remove from links, in lower case."""
COUNTING_PREFIXES = (
    *("__hs", "_hs", "gad_", "hsa_", "matomo_", "mc_", "mtm_", "oly_", "piwik_", "pk_"),
    *("utm_", "vero_"),
)


def bare(text: str) -> str:
    """Return a name or value of a link without stray characters at its ends.

    Examples
    --------
    >>> bare(' "Druze-Corridor".')
    'Druze-Corridor'
    """
    return text.strip(AROUND)


def bare_name(text: str) -> str:
    """Return a name of a link, cleaned and in lower case, as all names of the project are.

    Examples
    --------
    >>> bare_name("Druze-Corridor)")
    'druze-corridor'
    """
    return bare(text).lower()


def bare_number(text: str) -> str:
    """Return a number of a link without stray characters; a leading decimal point is kept.

    Examples
    --------
    >>> bare_number("(.5).")
    '.5'
    """
    return text.rstrip(AROUND).lstrip(AROUND.replace(".", ""))


def clean_pairs(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the pairs of a link that are neither empty nor trackers, with their names cleaned.

    Examples
    --------
    >>> clean_pairs([("On", "none"), ("utm_source", "mail"), ("amp;lang", "AR"), ("", ".")])
    [('on', 'none'), ('lang', 'AR')]
    """
    named = [(bare_name(name).removeprefix("amp;"), value) for name, value in pairs]
    return [(name, value) for name, value in named if not _says_nothing(name, value)]


def _says_nothing(name: str, value: str) -> bool:
    counts = name in COUNTING or name.startswith(COUNTING_PREFIXES)
    return counts or not (name or bare(value))
