"""Files of articles: read, decoded, many at once."""
