"""The rules that check the content, one per file.

A module here defines `RULE` and is found by being here, so adding a rule means adding a file. Its docstring is its
documentation, with passing and failing examples. A rule about a single error (`each_error`) runs where errors are
loaded, and its problems are kept with the error; a rule about everything (`whole`) runs on the catalogue.
"""
