"""Runs the rules, and holds what they share: texts, known names, suppressions, and their documentation."""
