"""The command line: one command a file, each returns an exit code."""
