"""What may be wrong with the content: one rule a file."""
