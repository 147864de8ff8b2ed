"""The pairs of a link, without what was put around them on its way.

Who copies a link takes the blank beside it along, a mail program the full stop of the sentence or
the bracket that it stands in; mailing services and networks add pairs that count their readers.
"""

from collections.abc import Iterable

BLANKS = " \t\n\r\f\v\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
UNSEEN = "\xad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff" + "".join(
    map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
)
"""What takes no room: a soft hyphen, joiners, and marks of direction."""
STOPS = ".,;:!?\u2026\u060c\u061b\u061f"
BRACKETS = "()[]{}<>"
QUOTATION_MARKS = "\"'`\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\xab\xbb\u2039\u203a"
SIGNS = "*+"
"""What sets a text bold in some programs; and a blank that was encoded once too often."""
AROUND = BLANKS + UNSEEN + STOPS + BRACKETS + QUOTATION_MARKS + SIGNS
"""Every character that counts for nothing at either end of a name or value."""

COUNTING = {
    *("_branch_match_id", "_ga", "_gl", "_kx", "_openstat", "dclid", "epik", "fbclid", "gbraid"),
    *("gclid", "gclsrc", "hsctatracking", "igsh", "igshid", "li_fat_id", "mkt_tok"),
    *("ml_subscriber", "ml_subscriber_hash", "msclkid", "rb_clickid", "rdt_cid", "ref", "ref_src"),
    *("ref_url", "s_cid", "sccid", "si", "srsltid", "sfmc_id", "trk", "ttclid", "twclid", "wbraid"),
    *("wickedid", "yclid", "ysclid"),
}
"""Names of pairs that count readers: those that browsers take out of links, in small letters."""
COUNTING_PREFIXES = (
    *("__hs", "_hs", "gad_", "hsa_", "matomo_", "mc_", "mtm_", "oly_", "piwik_", "pk_"),
    *("utm_", "vero_"),
)


def bare(text: str) -> str:
    """Return a name or value of a link without what stands around it.

    Examples
    --------
    >>> bare(' "Druze-Corridor".')
    'Druze-Corridor'
    """
    return text.strip(AROUND)


def bare_name(text: str) -> str:
    """Return a name of a link in small letters, as all names of the project are.

    Examples
    --------
    >>> bare_name("Druze-Corridor)")
    'druze-corridor'
    """
    return bare(text).lower()


def bare_number(text: str) -> str:
    """Return a number of a link without what stands around it; a point before it belongs to it.

    Examples
    --------
    >>> bare_number("(.5).")
    '.5'
    """
    return text.rstrip(AROUND).lstrip(AROUND.replace(".", ""))


def clean_pairs(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the pairs of a link that say something to the project, with their bare names.

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
