"""Errors from a table or from a tracker: rows are read, each becomes a new error or an update of one it brought before.

`formats/` has one file for each kind of source, and each yields rows with the source's own field names. What follows is
the same for all: fields are chosen by name (`fields`), a status becomes the steps that lead to it (`steps`), and rows
are compared with what is registered (`plan`, `update`).
"""
