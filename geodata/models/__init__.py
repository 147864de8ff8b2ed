"""What the text files may say: one strict model for each kind of file."""
