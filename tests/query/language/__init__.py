"""What the language of queries promises."""
