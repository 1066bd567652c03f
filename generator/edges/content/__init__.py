"""Reads, checks, edits and formats the content folder."""
