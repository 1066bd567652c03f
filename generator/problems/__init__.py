"""What is wrong in a source, as values; suggestions; and how problems are printed: text, GitHub, JSON, SARIF."""
