"""How much one person and all together may ask of a server, and the queues for it."""
