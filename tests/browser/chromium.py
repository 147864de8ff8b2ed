"""Finds a Chromium for the browser tests, and installs one where there is none.

`python tests/browser/chromium.py` is part of `make setup-dev`. It tries, in this order: a browser
on the path, Playwright's own, the distribution's package.
"""

import os
import shutil
import subprocess
import sys

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find() -> str | None:
    """Return the path of a browser, or None."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if os.path.exists(own) else None  # noqa: PTH110 (a plain string is wanted)


def install() -> None:
    """Install a browser, or end with one line that says what to do."""
    own = [sys.executable, "-m", "playwright", "install", "chromium"]
    if subprocess.run(own, check=False).returncode == 0:
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-q"], check=True)
        subprocess.run(["apt-get", "install", "-y", "-q", "chromium"], check=True)
    if find() is None:
        raise SystemExit("No browser for the tests: install Chromium, then run this again.")


if __name__ == "__main__" and find() is None:
    install()
