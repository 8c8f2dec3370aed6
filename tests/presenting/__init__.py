"""How statements read."""
