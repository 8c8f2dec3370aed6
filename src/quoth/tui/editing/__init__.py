"""Editing in the explorer: the commands, the forms, and the changes that they make.

Except for `working`, none of this is imported before the user edits something.
"""
