"""What text, dates, ids and files promise."""
