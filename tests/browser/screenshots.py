"""Makes the README's screenshots again: `python tests/browser/screenshots.py URL`."""

import sys
from pathlib import Path

import chromium
from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).resolve().parents[2] / "dashboard" / "screenshots"
ON = (
    "on=disengagement-1974.line-a,disengagement-1974.line-b,disengagement-1974.area-of-separation,"
    "israeli-positions,demilitarized-south,druze-corridor"
)
BANDS = "on=disengagement-1974,demilitarized-south&demilitarized-south.zone=three-bands"
BRIEF = "briefing=what-demilitarization-could-mean&step=side-by-side"
SHOTS = (
    ("light", ON, "light", (1440, 900)),
    ("dark", BANDS, "dark", (1440, 900)),
    ("brief", BRIEF, "light", (1440, 900)),
)


def main(url: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=chromium.ARGUMENTS
        )
        for name, query, scheme, (width, height) in SHOTS:
            page = browser.new_page(
                viewport={"width": width, "height": height}, color_scheme=scheme
            )
            page.goto(f"{url}/?{query}")
            page.locator('[data-test-script-state="notRunning"]').wait_for(timeout=60_000)
            map_frame = page.locator('iframe[title^="streamlit_folium"]')
            map_frame.content_frame.locator(".scale-line").first.wait_for(timeout=60_000)
            frame = map_frame.element_handle()
            frame.content_frame().wait_for_function(
                "talks.truthNumber > 0 && talks.shown().length > 0 && "
                "[...document.images].every((image) => image.complete)"
            )
            page.wait_for_timeout(2000)
            page.screenshot(path=FOLDER / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
