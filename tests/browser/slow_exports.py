"""A server on which a file takes a while, and the shapes of the measures cannot be made."""

import time
from collections.abc import Callable
from typing import Any

from dashboard.__main__ import main
from dashboard.quotas.export_offers import ExportOffers

TAKES_S = 2.5
FAILS = "measures-geojson"

offer = ExportOffers.offer


def offer_slowly(self: ExportOffers, name: str, make: Callable[[], bytes], *kind: Any) -> None:
    def make_slowly() -> bytes:
        if name == FAILS:
            raise RuntimeError
        time.sleep(TAKES_S)
        return make()

    offer(self, name, make_slowly, *kind)


if __name__ == "__main__":
    ExportOffers.offer = offer_slowly  # type: ignore[method-assign]
    main()
