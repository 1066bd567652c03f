"""What runs the rules, and what rules share: texts, known names, suppressions, and their documentation."""
