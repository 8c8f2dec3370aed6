"""Tests of the explorer: by pilot, by picture of text, and through a pseudo terminal."""
