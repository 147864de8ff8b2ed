"""A server that lets go of sessions after seconds, where the shipped one takes minutes."""

from dashboard.quotas import limits
from dashboard.server import settings

HELD_S = 3
SWEEP_S = 2

if __name__ == "__main__":
    limits.SESSION_HELD_S, limits.SWEEP_S = HELD_S, SWEEP_S
    settings.request_settings({"server.disconnectedSessionTTL": HELD_S})
    from dashboard.__main__ import main

    main()
