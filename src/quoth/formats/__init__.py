"""Other formats: what comes in from them, and what goes out to them; one file each.

What comes in is neutral (`incoming`): names rather than ids, until it is resolved against a store.
"""
