"""What is promised of changes of position."""
