"""Templates, words and dates: from views to HTML."""
