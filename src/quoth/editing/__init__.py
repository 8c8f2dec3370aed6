"""Changes to a store: made durable one by one, folded into its file, and taken back.

A change is a value that knows what each record was before and is after it, so that it can be
applied to what somebody else left, refused where it can't, and undone. It is acknowledged once it
is in the journal beside the store; the store's own file is rewritten soon after, all at once.
"""
