"""What may be wrong with the content: one rule a file.

A module here has `RULE`, found by being here; adding a rule is adding a file. Its docstring is its documentation,
with passing and failing examples. A rule about a single error (`each_error`) is run where errors are loaded and its
findings are kept with the error; a rule about the whole (`whole`) is run on the catalogue.
"""
