"""Tests of stores on a server."""
