"""Controls in the sidebar."""
