"""The decision table: from answers to a level, its proof and its explanation."""
