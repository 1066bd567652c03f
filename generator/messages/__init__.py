"""The words of the site that are not in a template."""
