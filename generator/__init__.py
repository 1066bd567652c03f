"""Corrigenda: turns a folder of YAML into a public support site.

The rooms, in the order in which a source goes through them: `yaml_text` (text to nodes with positions), `schema` (what
an author writes, typed), `model` (the catalogue), `rules` (what may be wrong with it), `views` (what a page shows),
`pages` and `outputs` (what is published), `edges` (files, clock, MkDocs). docs/architecture.md has the picture.
"""

__version__ = "0.1.0"
