"""Editing in the explorer: what a key does, the forms that are filled in, and who does the work.

Nothing of this is imported before a person edits something, but for `working`.
"""
