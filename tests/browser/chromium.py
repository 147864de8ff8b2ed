"""Finds a Chromium for the browser tests, and installs one where there is none.

`python tests/browser/chromium.py` is part of `make setup-dev`. It tries, in this order: a browser
on the path, Playwright's own, the distribution's package.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:  # a script has only its own folder on the path
    sys.path.insert(0, str(ROOT))

from dashboard.rehearse.chromium import ARGUMENTS, find  # noqa: E402  (needs the path above)

__all__ = ["ARGUMENTS", "find", "install"]


def install() -> None:
    """Install a browser, or end with one line that says what to do."""
    own = [sys.executable, "-m", "playwright", "install", "chromium"]
    if subprocess.run(own, check=False).returncode == 0:
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-q"], check=True)
        subprocess.run(
            ["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"], check=True
        )
    if find() is None:
        raise SystemExit("No browser for the tests: install Chromium, then run this again.")


if __name__ == "__main__" and find() is None:
    install()
