"""Sending things out of the explorer: copies, links, files."""
