"""How far several coders agree: where a statement is, and what it says. Pure functions."""
