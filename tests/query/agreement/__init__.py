"""Tests of agreement among coders."""
