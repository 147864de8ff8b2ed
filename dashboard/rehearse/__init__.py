"""A rehearsal: a browser opens every step of a briefing, and what would embarrass is told."""
