"""The only rooms that open files, read the clock, or know MkDocs."""
