"""Command lines that say in one line what is wrong."""

import argparse
from typing import NoReturn


class OneLineParser(argparse.ArgumentParser):
    """A parser of options whose errors are one line, without the usage before it."""

    def error(self, message: str) -> NoReturn:
        """Print the line and end with status 2."""
        self.exit(2, f"{self.prog}: {message}\n")
