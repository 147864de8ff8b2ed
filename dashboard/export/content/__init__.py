"""What an export shows, before it is drawn."""
