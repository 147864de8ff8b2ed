"""Terms: preferred words, and words to avoid."""

from pydantic import Field

from geodata.models.field_types import Id, Strict


class Term(Strict):
    """A preferred term, and words to avoid in its place.

    Attributes
    ----------
    avoid
        Words not to use, matched as whole words in any case.
    allowed
        Phrases with such a word that have another meaning, or are a name.
    only_in
        The proposals in which the words are avoided; if empty, all texts.
    note
        For editors: where the words may be used.
    """

    use: str = Field(min_length=1)
    avoid: list[str] = Field(min_length=1)
    allowed: tuple[str, ...] = ()
    only_in: tuple[Id, ...] = ()
    note: str = ""


class Terms(Strict):
    """The file ``terms.toml``."""

    term: list[Term] = Field(min_length=1)
