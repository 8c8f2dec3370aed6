"""The history of a person's changes to a store, so that they can be undone, today or in a year.

It is kept in the platform's state directory, one file per store, readable only by its owner: a
person's history is private, and not part of the store. Each line is a change, an undo or a redo; so
nothing is ever rewritten, and two programs may write to it.
"""

from __future__ import annotations

import contextlib
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final

from quoth.basics import files
from quoth.basics.places import FilePath, state_folder
from quoth.editing.alike import AlikeChanges
from quoth.editing.changes import Change, Edit
from quoth.store.entries import MANY, DocumentTexts, name_in_json
from quoth.store.locking import locked

_UNDO: Final = "undo"
_REDO: Final = "redo"
_TIDIED: Final = "tidy "
"""How the label of a change that tidies begins where an older quoth noted nothing else of it."""
_PIECE: Final = 1 << 20
_HOLE: Final = bytes(_PIECE)
_TOGETHER: Final = 1_000
"""Edits that are written at once."""


class History:
    """The changes that were made to a store, and which of them are taken back."""

    def __init__(self, store: FilePath, folder: Path | None = None, *, name: str = "") -> None:
        """Name the store's file, or the store that isn't a file, and where histories are kept."""
        named = (name or os.path.realpath(store)).encode("utf-8", "surrogateescape")
        key = f"{zlib.crc32(named):08x}{zlib.crc32(named[::-1]):08x}"
        self._folder = Path(state_folder(), "history") if folder is None else folder
        self._path = self._folder / f"{key}.jsonl"

    def done(self, change: Change, texts: DocumentTexts | None = None) -> None:
        """Take note of a change; what was taken back can't be done again then.

        `texts` has its records in JSON, where those were needed before.

        Raises:
            OSError: it can't be written; the change can't be taken back then.
        """
        head = ('{"label":', _dumped(change.label), ',"tidies":true' * change.tidies, ',"edits":[')
        # A tidying change can also be undone in stores where ids don't identify records.
        short = len(change.edits) >= MANY and not change.tidies
        edits = _pieces(change.edits, texts or DocumentTexts(), short=short)
        self._add(chain(head, edits, ("]}",)))

    def undone(self) -> None:
        """Take note that the last change was taken back."""
        self._add([_dumped({"step": _UNDO})])

    def redone(self) -> None:
        """Take note that the change that was taken back last was made again."""
        self._add([_dumped({"step": _REDO})])

    def to_undo(self) -> Change | None:
        """Return the last change that is not taken back."""
        done, _ = self.stacks()
        return done[-1] if done else None

    def to_redo(self) -> Change | None:
        """Return the change that was taken back last, if nothing was done since."""
        _, undone = self.stacks()
        return undone[-1] if undone else None

    def stacks(self) -> tuple[list[Change], list[Change]]:
        """Return the changes that are made, and those that are taken back, the next one last."""
        done: list[Change] = []
        undone: list[Change] = []
        for line in self._lines():
            step = line.get("step")
            if step == _UNDO and done:
                undone.append(done.pop())
            elif step == _REDO and undone:
                done.append(undone.pop())
            elif step is None:
                done.append(_change(line))
                undone.clear()
        return done, undone

    def _lines(self) -> Iterator[dict[str, object]]:
        """Yield the objects of the file; what can't be read is passed over."""
        try:
            file = files.opened(self._path)
        except OSError:
            return
        with file:
            for line in _lines_of(file):
                with contextlib.suppress(ValueError, RecursionError):
                    found = json.loads(line)
                    if isinstance(found, dict) and ("step" in found or _is_change(found)):
                        yield found

    def _add(self, pieces: Iterable[str]) -> None:
        """Put a line at the end."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with locked(f"{self._path}.lock"), files.written(self._path, 0o600) as file:
            # An interrupted write left half a line, which must not become half of this one.
            for piece in chain(("\n",), pieces, ("\n",)):
                file.write(piece.encode("ascii"))


def _lines_of(file: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a file; a hole, as a loss of power leaves it, ends it."""
    pieces: list[bytes] = []
    while piece := file.readline(_PIECE):
        if piece == _HOLE:
            return
        pieces.append(piece)
        if piece.endswith(b"\n"):
            yield b"".join(pieces)
            pieces.clear()
    yield b"".join(pieces)


_dumped: Final = json.JSONEncoder(separators=(",", ":")).encode
"""Returns a value in JSON."""


def _pieces(edits: Sequence[Edit], texts: DocumentTexts, *, short: bool) -> Iterator[str]:
    """Yield edits as JSON has them, in a list, some at a time: there may be very many.

    A `short` edit has only the id of its record and the fields that it changes. The other fields
    are those of the store.
    """
    together = edits.in_json(texts) if short and isinstance(edits, AlikeChanges) else None
    if together is not None:
        yield from together
        return
    write = _in_short if short else _as_json
    for first in range(0, len(edits), _TOGETHER):
        some = ",".join([write(edit, texts) for edit in edits[first : first + _TOGETHER]])
        yield "," * bool(first) + some


def _as_json(edit: Edit, texts: DocumentTexts) -> str:
    """Return an edit in JSON."""
    table, key, before, after = edit
    was = "null" if before is None else texts.of(before)
    will = "null" if after is None else texts.of(after)
    return f"[{name_in_json(table)},{name_in_json(key)},{was},{will}]"


def _in_short(edit: Edit, texts: DocumentTexts) -> str:
    """Return an edit in JSON, with no more of the record than what tells it and what is changed."""
    table, key, before, after = edit
    fields = None if before is None or after is None else texts.fields(before, after)
    if fields is None:
        return _as_json(edit, texts)
    return f"[{name_in_json(table)},{name_in_json(key)},{fields[0]},{fields[1]}]"


def _is_change(found: dict[str, object]) -> bool:
    """Tell whether a line is a change."""
    edits = found.get("edits")
    return isinstance(edits, list) and all(map(_is_edit, edits))


def _is_edit(found: object) -> bool:
    """Tell whether an item of a change is an edit."""
    if not isinstance(found, list) or len(found) != len(Edit._fields):
        return False
    table, key, before, after = found
    return (
        isinstance(table, str)
        and isinstance(key, str)
        and (before is None or isinstance(before, dict))
        and (after is None or isinstance(after, dict))
    )


def _change(found: dict[str, object]) -> Change:
    """Return the change of a line."""
    edits = found["edits"]
    assert isinstance(edits, list)  # noqa: S101  # looked at as it was read
    label = str(found.get("label", ""))
    tidies = found.get("tidies") is True or label.startswith(_TIDIED)
    return Change(label, [Edit(*edit) for edit in edits], tidies)
