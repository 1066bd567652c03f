"""The site's messages: words that are not in a template."""
