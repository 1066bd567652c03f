"""Problems as text, GitHub annotations, JSON and SARIF."""
