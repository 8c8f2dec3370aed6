"""Two drafts made one: what will be stored, so that a person reads it before it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from quoth.editing.changes import Change, Edit
from quoth.editing.entering import name_of
from quoth.editing.errors import ConflictError
from quoth.intake import adjusting
from quoth.intake.noted import FIELD
from quoth.query.seam import HeldRecords
from quoth.store.model import Kind, Status
from quoth.store.parsing import Document
from quoth.tui.editing.reviewing import found_statement, kind_is_set, placed, spans_in

_LISTS: Final = ("via", "addressee", "on_behalf_of", "mentions", "topics", "stances", "tags")
_ONE: Final = ("said", "medium", "context")
_CAUTION: Final = (Kind.INDIRECT, Kind.MIXED, Kind.DIRECT)
"""The kinds, that first which promises least."""


class Joined(NamedTuple):
    """One statement of two, as it will be stored."""

    after: Document
    lost: Sequence[str]
    """The fields of the second that the one statement doesn't have."""


def joined(one: Document, other: Document, text: str, *, is_whole: bool) -> Joined:
    """Return one statement of two, which keeps who said the first.

    What the article has between them is part of it if it is to be whole; else the gap is marked.
    It is a draft if one of the two is, and of the kind that promises least where a person set one.

    Raises:
        EditError: nobody knows where they stand.
    """
    spans = adjusting.joined(text, spans_in(one, text), spans_in(other, text))
    if is_whole:
        spans = adjusting.bridged(spans)
    after = placed(one, text, spans, has_gaps=True)
    set_kinds = [kind_is_set(one), kind_is_set(other)]
    if any(set_kinds):
        kinds = {str(one.get("kind")), str(other.get("kind"))}
        if not all(set_kinds):
            kinds.add(str(adjusting.said(text, spans).kind))
        after["kind"] = next((str(kind) for kind in _CAUTION if kind in kinds), after["kind"])
    for name in _LISTS:
        if both := _once([*_list(one, name), *_list(other, name)]):
            after[name] = both
    for name in _ONE:
        if name not in one and name in other:
            after[name] = other[name]
    notes = _once([one.get("note"), other.get("note")])
    if any(notes):
        after["note"] = "\n".join(str(note) for note in notes if note)
    if str(Status.DRAFT) in (one.get("status"), other.get("status")):
        after["status"] = str(Status.DRAFT)
    return Joined(after, _lost(after, other))


def _once(values: Sequence[object]) -> list[object]:
    """Return values without those that were there before."""
    found: list[object] = []
    for value in values:
        if value not in found:
            found.append(value)
    return found


def _list(document: Document, name: str) -> Sequence[object]:
    """Return the values of a field that may hold one or several."""
    value = document.get(name)
    return value if isinstance(value, list) else [value] if value else []


def _lost(after: Document, other: Document) -> list[str]:
    """Return the fields of the second statement that the one doesn't have."""
    own = ("id", "quote", "kind", "status", "locator", "note", FIELD, *_LISTS)
    return [name for name, value in other.items() if name not in own and after.get(name) != value]


def join(current: HeldRecords, pair: tuple[str, str], shown: tuple[Document, Document],
         made: Joined) -> Change:  # fmt: skip
    """Return the change that stores what was shown of two statements.

    Raises:
        ConflictError: one isn't there any more, or is another than was shown.
    """
    (key, one), (other_key, other) = (found_statement(current, name) for name in pair)
    if (one, other) != shown:
        raise ConflictError("one of the two drafts was changed meanwhile: look again")
    edits = [
        Edit("statements", key, one, made.after),
        Edit("statements", other_key, other, None),
    ]
    return Change(f"join {name_of('statements', made.after)} with the next", edits)
