"""Colours, themes, painting, and the last filter before the terminal."""
