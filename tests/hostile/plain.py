"""What is asked of every line that a person is told."""

import unicodedata

LONGEST = 1_000
QUOTED = 130
"""More than any text of a file that is told back: it is cut before."""


def is_one_plain_line(line: str) -> bool:
    """Return whether a line is short, one, and without hidden characters or a traceback."""
    hidden = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert not [c for c in line if unicodedata.category(c) in hidden], ascii(line)
    assert 0 < len(line) <= LONGEST, len(line)
    assert max(map(len, line.split(" "))) <= QUOTED, "a long text is told back"
    assert not {"\ufffe", "\uffff"} & set(line)
    assert "Traceback" not in line
    assert line.encode()
    return True
