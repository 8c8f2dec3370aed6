"""What knows nothing of stores: text, dates, ids, keys, places, files."""
