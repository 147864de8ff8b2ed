"""What every command of the project has in common: selectors, messages, output."""
