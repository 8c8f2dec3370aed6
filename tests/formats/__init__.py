"""What comes in from other formats, and what goes out to them."""
