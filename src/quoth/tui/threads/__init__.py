"""What runs beside the screen: queries and changes."""
