"""What leaves the explorer: copies, links, files."""
