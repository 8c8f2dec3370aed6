"""Editing in the explorer: the commands, the forms, and the changes that they make.

Nothing of this is imported before a person edits something, but for `working`.
"""
