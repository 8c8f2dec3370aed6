"""What queries promise."""
