"""Publishes a whole site in one step, and records what it was built from."""
