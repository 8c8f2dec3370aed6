"""Readers of files, one per format: each yields records with names, not ids."""
