"""Files asked for in quick succession all come, and who waits reads and hears how long."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Download, Locator, expect

from dashboard.quotas.limits import EXPORTS_OF_ONE
from dashboard.text.ui_text import words
from tests.browser.conftest import Dashboard, free_port, look_at, serve
from tests.load import proxy

SAID = words()["export"]
PICTURE, TABLE, SHAPES = "export_download", "measures-csv", "measures-geojson"
CORRIDOR = "on=druze-corridor"


@pytest.fixture(
    scope="module",
    params=["", pytest.param("talks", marks=pytest.mark.full)],
    ids=["root", "base-path"],
)
def slow_server(request: pytest.FixtureRequest) -> Iterator[str]:
    yield from serve(program=("-m", "tests.browser.slow_exports"), base=request.param)


class Exporter(Dashboard):
    """A page on which files are taken away, and what came of it."""

    downloads: list[Download]

    def link(self, key: str) -> Locator:
        return self.page.locator(f".st-key-{key} a.export-link")

    def line(self, key: str) -> Locator:
        return self.page.locator(f".st-key-{key} [role=status]")

    def click(self, *keys: str) -> None:
        """Click links one right after the other."""
        self.page.evaluate(
            "(keys) => keys.forEach((key) => "
            "document.querySelector(`.st-key-${key} a.export-link`).click())",
            list(keys),
        )

    def files(self, count: int) -> list[str]:
        """Return the names of the files that have come, once all are there."""
        for _ in range(300):
            if len(self.downloads) >= count:
                break
            self.page.wait_for_timeout(100)
        assert [download.failure() for download in self.downloads] == [None] * count
        return sorted(download.suggested_filename for download in self.downloads)


@pytest.fixture
def exporter(slow_server: str, dashboard: Dashboard) -> Exporter:
    made = Exporter(dashboard.page, slow_server, dashboard.hosts, errors=dashboard.errors)
    made.downloads = []
    made.page.on("download", lambda download: made.downloads.append(download))  # noqa: PLW0108 (Playwright takes no method of a list)
    made.open(CORRIDOR)
    look_at(made, "measures")
    return made


@pytest.mark.parametrize("keys", [(TABLE, TABLE), (TABLE, PICTURE)], ids=["same", "different"])
def test_two_that_are_clicked_quickly_both_come(exporter: Exporter, keys: tuple[str, str]) -> None:
    exporter.click(*keys)
    expect(exporter.line(keys[1])).to_have_text(SAID["first_one"])
    expect(exporter.line(keys[1])).to_have_text(SAID["making"])
    names = {TABLE: "measures.csv", PICTURE: "druze-corridor.png"}
    expected = [names[key] for key in keys]
    assert exporter.files(2) == sorted(expected)
    expect(exporter.line(keys[1])).to_have_text(SAID["there"].format(name=expected[1]))
    assert exporter.errors == []


@pytest.mark.parametrize("slow_server", ["", "talks"], ids=["root", "base-path"], indirect=True)
def test_one_that_waits_comes_though_its_link_has_left_the_page(exporter: Exporter) -> None:
    exporter.click(PICTURE, TABLE)
    expect(exporter.line(TABLE)).to_have_text(SAID["first_one"])
    look_at(exporter, "sources")
    expect(exporter.link(TABLE)).to_have_count(0)
    assert exporter.files(2) == ["druze-corridor.png", "measures.csv"]


def test_a_line_stays_where_its_link_is_drawn_anew(exporter: Exporter) -> None:
    exporter.click(TABLE, PICTURE)
    exporter.page.get_by_text(SAID["title"], exact=True).click()
    exporter.page.get_by_text(SAID["transparent"], exact=True).click()
    exporter.switch("No Syrian aircraft in the south-west")
    exporter.settled()
    expect(exporter.line(PICTURE)).not_to_be_empty()
    assert exporter.files(2) == ["druze-corridor.png", "measures.csv"]


def test_a_file_is_taken_by_the_keyboard(exporter: Exporter) -> None:
    exporter.link(TABLE).focus()
    exporter.page.keyboard.press("Tab")
    exporter.page.keyboard.press("Shift+Tab")
    expect(exporter.link(TABLE)).to_be_focused()
    exporter.page.keyboard.press("Enter")
    expect(exporter.line(TABLE)).to_have_text(SAID["making"])
    assert exporter.files(1) == ["measures.csv"]
    expect(exporter.link(TABLE)).to_be_focused()


def test_one_too_many_is_a_line_beside_its_link_and_no_file(exporter: Exporter) -> None:
    exporter.click(*[TABLE] * EXPORTS_OF_ONE)
    exporter.page.wait_for_timeout(1_000)
    exporter.click(PICTURE)
    expect(exporter.line(PICTURE)).to_have_text(SAID["own_wait"].format(most=EXPORTS_OF_ONE))
    assert exporter.files(EXPORTS_OF_ONE) == ["measures.csv"] * EXPORTS_OF_ONE
    exporter.click(PICTURE)
    assert exporter.files(EXPORTS_OF_ONE + 1)[0] == "druze-corridor.png"


def test_what_fails_is_a_line_beside_its_link_and_the_page_stays(exporter: Exporter) -> None:
    exporter.in_map("window.marked = true")
    exporter.click(SHAPES, TABLE)
    expect(exporter.line(SHAPES)).to_contain_text(words()["went_wrong"].partition("{")[0])
    expect(exporter.line(TABLE)).to_have_text(SAID["there"].format(name="measures.csv"))
    assert exporter.in_map("window.marked") is True
    assert "/map/" not in exporter.page.url


def test_where_nobody_answers_it_is_said(exporter: Exporter) -> None:
    exporter.page.route("**/map/export/**", lambda route: route.abort())
    exporter.click(TABLE)
    expect(exporter.line(TABLE)).to_have_text(SAID["lost"])
    exporter.page.unroute("**/map/export/**")
    exporter.page.route(
        "**/map/export/**",
        lambda route: route.fulfill(status=401, body="<p>Sign in", content_type="text/html"),
    )
    exporter.click(TABLE)
    exporter.page.wait_for_timeout(500)
    expect(exporter.line(TABLE)).to_have_text(SAID["lost"])


@pytest.mark.skipif(proxy.find() is None, reason="nginx is missing: apt-get install nginx")
def test_files_come_through_the_shipped_proxy(
    slow_server: str, exporter: Exporter, tmp_path: Path
) -> None:
    port, _, path = slow_server.rpartition("localhost:")[2].partition("/")
    listen = free_port()
    with proxy.running(tmp_path, listen, [int(port), free_port()]):
        exporter.url = f"http://localhost:{listen}/{path}".rstrip("/")
        exporter.clicked_at = 0
        exporter.open(CORRIDOR)
        look_at(exporter, "measures")
        exporter.click(TABLE, PICTURE)
        expect(exporter.line(PICTURE)).to_have_text(SAID["first_one"])
        assert exporter.files(2) == ["druze-corridor.png", "measures.csv"]
    assert not [file for file in (tmp_path / "proxy").rglob("*") if file.is_file()]
