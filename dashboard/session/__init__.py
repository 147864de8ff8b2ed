"""One person's session: the scenario, the link, the briefing, the user layers."""
