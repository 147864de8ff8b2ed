"""Reference features as recipes take them, where they may lie instead, and what recipes make."""
