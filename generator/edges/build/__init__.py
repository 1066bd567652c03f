"""Builds a site, previews it, and lets MkDocs build it."""
