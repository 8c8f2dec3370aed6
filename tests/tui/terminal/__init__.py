"""What quoth knows of the terminal, and how it leaves it."""
