"""The store: one JSON file that TinyDB reads and writes, validated once as it is opened.

A store is trusted only after `loading.load`: the file is parsed strictly (`parsing`), each record
is read into its type (`reading`), and each reference is resolved (`references`). An invalid store
raises a `StoreError`, one line that names the file, the table, the record and what to do.
"""

from __future__ import annotations

from quoth.store.errors import StoreError
from quoth.store.location import Location, Origin, locate

__all__ = ["Location", "Origin", "StoreError", "locate"]
