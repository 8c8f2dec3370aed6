"""What the search promises."""
