"""What runs in the background: queries and changes."""
