"""Which Chromium a rehearsal and the browser tests drive, and how it is kept quiet."""

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
"""No name but this machine's own is found."""

OWN_HOSTS = {"localhost", "127.0.0.1", ""}


def find() -> str | None:
    """Return the path of a browser on the path or of Playwright's own, or None."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (only developers have it)

    for name in NAMES:
        if path := shutil.which(name):
            return path
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None
