"""Recovers from YAML syntax errors and says them for people, with examples for the documentation."""
