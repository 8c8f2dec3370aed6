"""A store's file as a corpus: its tables, its index, sets of rows."""
