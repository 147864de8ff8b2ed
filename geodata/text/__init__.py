"""Texts of files and links, read with care: errors in one line, no hidden characters."""
