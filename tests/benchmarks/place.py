"""Where it is measured: a browser, the data, and the servers that stay up; each made when needed."""

import os
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path

from playwright.sync_api import Browser

from geodata.catalog import FOLDER
from geodata.load import load_catalog
from layers.build.builder import Builder
from layers.build.figure_store import FOLDER_VARIABLE
from tests.benchmarks import servers, subject, twelve


class Place:
    """What the groups of measures share.

    Parameters
    ----------
    folder
        An empty one, for data, logs and files.
    """

    def __init__(self, browser: Browser, folder: Path, stack: ExitStack) -> None:
        self.browser, self.folder, self._stack = browser, folder, stack
        self.hosts: set[str] = set()
        os.environ[FOLDER_VARIABLE] = str(folder / "cache")

    @cached_property
    def builder(self) -> Builder:
        """The builder over the project's own data."""
        return Builder(load_catalog())

    @cached_property
    def twelve(self) -> Path:
        """The folder of the twelve proposals."""
        data = self.folder / "twelve"
        data.mkdir()
        twelve.write(data)
        twelve.check(Builder(load_catalog(data)))
        return data

    @cached_property
    def stock_script(self) -> Path:
        """The script of the stock app, beside its static files."""
        (self.folder / "stock").mkdir()
        return servers.stock_folder(self.folder / "stock")

    @cached_property
    def own(self) -> str:
        """The address of a dashboard over the project's own data."""
        return self._stack.enter_context(servers.dashboard(FOLDER, self.log("own")))

    @cached_property
    def stock(self) -> str:
        """The address of the stock app."""
        return self._stack.enter_context(
            servers.stock(self.twelve, self.stock_script, self.log("stock"))
        )

    @cached_property
    def beside_stock(self) -> tuple[subject.Subject, subject.Subject]:
        """The dashboard over the twelve proposals and the stock app, open with every layer on."""
        ours = self._stack.enter_context(servers.dashboard(self.twelve, self.log("twelve")))
        both = subject.product(self.browser, self.hosts), subject.stock(self)
        both[0].open(f"{ours}/?on={','.join(twelve.IDS)}")
        both[1].open(self.stock)
        return both

    def log(self, name: str) -> Path:
        """Return where a server's log goes."""
        return self.folder / f"{name}.log"
