"""Which parts of the page a run draws."""

from types import SimpleNamespace

import pytest

from dashboard.session import changes


@pytest.mark.parametrize(
    ("parts", "more"),
    [
        (None, True),  # the whole page
        ([changes.MAP], False),  # the map was moved
        ([changes.MAP, changes.controls_of("druze-corridor"), changes.FIGURES], True),
    ],
)
def test_the_map_has_its_head_start_only_where_something_follows(
    monkeypatch: pytest.MonkeyPatch, parts: list[str] | None, *, more: bool
) -> None:
    context = SimpleNamespace(fragment_ids_this_run=parts)
    monkeypatch.setattr(changes, "get_script_run_ctx", lambda: context)
    assert changes.needs_full_run() == more
