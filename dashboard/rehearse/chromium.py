"""Finds the Chromium for rehearsals and browser tests, and keeps it offline."""

import shutil
from pathlib import Path

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
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"
"""Resolves no host name but this machine's own."""

OWN_HOSTS = {"localhost", "127.0.0.1", ""}


def find() -> str | None:
    """Return the path of an installed browser or of Playwright's, or None."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (only developers have it)

    for name in NAMES:
        if path := shutil.which(name):
            return path
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None
