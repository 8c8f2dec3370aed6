"""Indented lines of a topic on a screen that is narrower than they are."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

_ROW: Final = re.compile(r"  (?P<first>\S.*?\S|\S)(?P<gap> {2,})(?P<second>\S(?:(?! {2}).)*)$")
"""A line of two columns; blanks in a row set the last one off."""
_ITEM: Final = re.compile(r"  (?P<first>\d+\.)(?P<gap> )(?P<second>\S.*)$")
"""A line of a numbered list."""
_CONTINUED: Final = 4
"""Blanks before a line that goes on with the one above, at least."""
_LEAST: Final = 24
"""Columns that a second column needs; with fewer it goes below the first."""


class _Row(NamedTuple):
    """A line, or a row whose second column took several."""

    first: str
    column: int
    """Where the second column begins."""
    second: str


def narrowed(lines: Sequence[str], columns: int) -> Iterator[str]:
    """Yield indented lines in no more than some columns; a table stays one."""
    for row in _rows(lines):
        if not row.second:
            yield from _cut(row.first, columns)
            continue
        head, column = f"  {row.first}".ljust(row.column), row.column
        if columns - column < _LEAST:
            yield from _cut(f"  {row.first}", columns)
            head, column = " " * _CONTINUED, _CONTINUED
        yield from textwrap.wrap(
            row.second,
            columns,
            initial_indent=head,
            subsequent_indent=" " * column,
            break_on_hyphens=False,
        )


def _rows(lines: Sequence[str]) -> Iterator[_Row]:
    """Yield the lines, those of one row together."""
    row: _Row | None = None
    for line in lines:
        indent = len(line) - len(line.lstrip())
        if row is not None and row.second and indent >= _CONTINUED:
            row = row._replace(second=f"{row.second} {line.strip()}")
            continue
        if row is not None:
            yield row
        found = _ROW.match(line) or _ITEM.match(line)
        row = (
            _Row(found["first"], found.start("second"), found["second"])
            if found
            else _Row(line, 0, "")
        )
    if row is not None:
        yield row


def _cut(line: str, columns: int) -> list[str]:
    """Return an indented line as it is, or in several if it is too long."""
    if len(line) <= columns:
        return [line]
    bare = line.lstrip()
    lead = min(len(line) - len(bare), columns // 3)
    return textwrap.wrap(
        bare,
        columns,
        initial_indent=" " * lead,
        subsequent_indent=" " * (lead + 2),
        break_on_hyphens=False,
    )
