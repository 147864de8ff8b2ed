"""Terms: what to call a thing, and what not to."""

from pydantic import Field

from geodata.models.field_types import Id, Strict


class Term(Strict):
    """What to call a thing, and what not to.

    Attributes
    ----------
    avoid
        Words that are not used, whole and in any case.
    allowed
        Phrases with such a word in them that mean another thing, or are a name.
    only_in
        The proposals in which the words are avoided; where it is empty, everywhere.
    note
        Where the words may stand, for people.
    """

    use: str = Field(min_length=1)
    avoid: list[str] = Field(min_length=1)
    allowed: tuple[str, ...] = ()
    only_in: tuple[Id, ...] = ()
    note: str = ""


class Terms(Strict):
    """The file ``terms.toml``."""

    term: list[Term] = Field(min_length=1)
