"""Segments: files that say where everything in a store is."""
