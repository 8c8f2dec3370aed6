"""What a corpus and its index promise."""
