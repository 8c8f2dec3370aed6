"""Changes to a store: made durable one by one, folded into its file, and taken back.

A change is a value that knows each record before and after it, so that it can be applied after
someone else's changes, refused if it can't be, and undone. It is acknowledged once it is in the
journal beside the store; the store's own file is replaced soon after, all at once.
"""
