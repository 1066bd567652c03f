"""The kinds of files that can be imported, one a file: each has a `FORMAT`."""
