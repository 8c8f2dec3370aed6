"""What intake finds in articles."""
