"""The domain as frozen values: errors, releases, severity, questions, and the catalogue that holds them."""
