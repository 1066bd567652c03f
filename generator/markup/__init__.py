"""Converts Markdown to safe HTML, and resolves the references in it."""
