"""Edits of sources, as text in and text out: what a product manager would type, typed for them.

Nothing here opens a file. An edit splices text at positions given by the parser, so comments and layout are kept.
"""
