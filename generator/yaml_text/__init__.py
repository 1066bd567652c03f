"""Text to nodes with positions: the strict subset of YAML that sources are written in."""
