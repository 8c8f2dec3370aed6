"""Other ways to find a quote, one a module: what quoth's own search is measured against."""
