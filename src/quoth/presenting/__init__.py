"""How statements, records, dates and help read, without a screen."""
