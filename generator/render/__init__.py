"""Templates, messages and dates: from views to HTML."""
