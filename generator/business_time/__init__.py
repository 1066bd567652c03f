"""Opening hours and deadlines: integer arithmetic over openings resolved to UTC."""
