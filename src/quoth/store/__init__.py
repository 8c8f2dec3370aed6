"""The store: one JSON file that TinyDB reads and writes, validated once as it is opened.

A store is trusted after `loading.load` and nowhere before: parsed strictly (`parsing`), each record
read into its type (`reading`), each reference resolved (`references`). What is wrong is a
`StoreError`, one line that names the file, the table, the record and what to do.
"""

from __future__ import annotations

from quoth.store.errors import StoreError
from quoth.store.location import Location, Origin, locate

__all__ = ["Location", "Origin", "StoreError", "locate"]
