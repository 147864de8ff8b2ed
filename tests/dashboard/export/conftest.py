"""The export command, run in this process."""

import sys

import pytest

from dashboard.export import __main__ as command


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Run the command in this process; return its status and what it said."""

    def run_with(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["export", *arguments])
        try:
            status = command.main()
        except SystemExit as end:
            status = int(end.code or 0)
        return status, capsys.readouterr().err

    return run_with
