"""Finds errors and possible errors in a store: rules, near-duplicates, duplicate people."""
