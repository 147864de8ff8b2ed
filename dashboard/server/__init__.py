"""The server: its settings, and what it lets people and programs ask of it."""
