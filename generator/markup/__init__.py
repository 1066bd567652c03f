"""Markdown to safe HTML, and the references in it."""
