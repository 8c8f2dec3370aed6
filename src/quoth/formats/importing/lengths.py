"""How long the records of a file may be: a store takes none that is longer than it reads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Final

from quoth.formats.incoming.lines import LONGEST
from quoth.formats.incoming.rows import RowError

_MARGIN: Final = 1 << 20
"""For the names of fields, and the blanks before them."""
_EXPANDED: Final = 6
"""Characters that JSON may need for one."""


def check_length(record: tuple[object, ...]) -> None:
    """Check that a record, and each that it names, can be kept in a store.

    Raises:
        RowError: it is too long.
    """
    if _length(record) * _EXPANDED <= LONGEST - _MARGIN:
        return
    if len(json.dumps(record, ensure_ascii=False, default=dict)) > LONGEST - _MARGIN:
        raise RowError("", "the record is longer than 32 MiB", "split it, or leave it out")


def _length(values: Iterable[object]) -> int:
    """Return how many characters there are at least in some values, and in those in them."""
    length = 0
    for value in values:
        if isinstance(value, str):
            length += len(value)
        elif value and isinstance(value, Mapping):
            length += _length(value) + _length(value.values())
        elif value and isinstance(value, tuple | list):
            length += _length(value) + len(value)
    return length
