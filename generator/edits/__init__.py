"""Edits of sources, as text in and text out: what a product manager would type, typed for them.

Nothing here opens a file. An edit splices text at the places the parser gives, so comments and layout live on.
"""
