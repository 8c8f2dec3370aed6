"""Writers of files, one per format."""
