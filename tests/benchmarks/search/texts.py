"""The statements of a store on disk, one a line, read again by every process that needs them.

Engines share the machine with nothing but themselves: a list of a million texts in the process
that measures would count as theirs. So a text is read from its line whenever it is asked for.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import overload


class TextsFile(Sequence[tuple[str, str]]):
    """The id and the quote of each statement, from a file that `write_texts` wrote."""

    def __init__(self, path: Path) -> None:
        """Note where each line begins, and keep nothing else."""
        self._path = path
        self._starts = array("Q", [0])
        with path.open("rb") as file:
            for line in file:
                self._starts.append(self._starts[-1] + len(line))

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __iter__(self) -> Iterator[tuple[str, str]]:
        with self._path.open("rb") as file:
            for line in file:
                yield _pair(line)

    @overload
    def __getitem__(self, place: int) -> tuple[str, str]: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[tuple[str, str]]: ...
    def __getitem__(self, place: int | slice) -> tuple[str, str] | Sequence[tuple[str, str]]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        with self._path.open("rb") as file:
            file.seek(self._starts[place % len(self)])
            return _pair(file.readline())


def _pair(line: bytes) -> tuple[str, str]:
    """Return the id and the quote that a line holds."""
    statement, text = json.loads(line)
    return statement, text


def write_texts(path: Path, texts: Iterable[tuple[str, str]]) -> None:
    """Write the id and the quote of each statement."""
    part = path.with_name(f"{path.name}.part")
    with part.open("w", encoding="utf-8", newline="\n") as file:
        for pair in texts:
            file.write(json.dumps(pair, ensure_ascii=False) + "\n")
    part.replace(path)


def texts_of_store(store: Path) -> Iterator[tuple[str, str]]:
    """Yield the id and the quote of each statement of a store that stands, in its order.

    quoth leaves drafts and what was rejected out of what it finds.
    """
    with store.open(encoding="utf-8") as file:
        statements = json.load(file)["statements"]
    for key, record in statements.items():
        if record.get("status", "confirmed") == "confirmed":
            yield str(record.get("id") or key), record["quote"]
