"""The terminal: the group of all commands, their shared options, and how problems are shown."""
