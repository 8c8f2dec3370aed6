"""How a store's file is written: each record in lines of its own, as `json.dumps` would indent it.

Where it indents, `json` makes functions for each value that refer to each other, so that they are
only let go of by the garbage collector, which a command does without. Thousands of records written
so would take more room than all that is in them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from quoth.store.parsing import Tables

_plain: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
_RECORD: Final = "\n  "
"""Begins the line of a record."""


def dumped(tables: Tables) -> Iterator[bytes]:
    """Yield the bytes of a store's file, record by record: all at once they would take much room.

    They are what `json.dumps` makes of all, with an indent of one.
    """
    before = "{"
    for name, table in tables.items():
        yield encoded(f"{before}\n {_plain(name)}: {{")
        before = ""
        for key, document in table.items():
            yield encoded(f"{before}{_RECORD}{_key(key)}: {indented(document, _RECORD)}")
            before = ","
        yield b"\n }" if table else b"}"
        before = ","
    yield b"\n}\n" if tables else b"{}\n"


def indented(value: object, line: str = "\n") -> str:
    """Return a value in JSON, what is in it in lines of its own; `line` begins each."""
    inner = f"{line} "
    if isinstance(value, dict) and value:
        items = [f"{inner}{_key(key)}: {indented(item, inner)}" for key, item in value.items()]
        return f"{{{','.join(items)}{line}}}"
    if isinstance(value, list | tuple) and value:
        items = [f"{inner}{indented(item, inner)}" for item in value]
        return f"[{','.join(items)}{line}]"
    return _plain(value)


def encoded(text: str) -> bytes:
    """Return a text in UTF-8.

    Half a surrogate pair, which no UTF-8 can hold, is written as JSON's own escape of it.
    """
    return text.encode("utf-8", "backslashreplace")


def _key(key: object) -> str:
    """Return a key in JSON, where it is a text whatever it was."""
    return _plain(key) if isinstance(key, str) else _plain({key: 0})[1:-4]
