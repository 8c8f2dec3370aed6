"""Two drafts joined: what will be stored, to be read before it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from quoth.basics.dates import EARLIEST, LATEST, iso, parse
from quoth.editing.changes import Change, Edit
from quoth.editing.entering import name_of
from quoth.editing.errors import ConflictError, EditError
from quoth.intake import adjusting
from quoth.intake.noted import FIELD
from quoth.query.seam import HeldRecords
from quoth.store.model import Kind, Status
from quoth.store.parsing import Document
from quoth.tui.editing.reviewing import found_statement, kind_is_set, placed, spans_in

_LISTS: Final = ("via", "addressee", "on_behalf_of", "mentions", "topics", "stances", "tags")
_ONE: Final = ("medium", "context")
_AFFIRMED: Final = "affirmed"
_CAUTION: Final = (Kind.INDIRECT, Kind.MIXED, Kind.DIRECT)
"""The kinds, that first which promises least."""


class Joined(NamedTuple):
    """One statement of two, as it will be stored."""

    after: Document
    lost: Sequence[str]
    """The fields of the second that the one statement doesn't have."""


def joined(one: Document, other: Document, text: str, *, is_whole: bool) -> Joined:
    """Return one statement of two that one speaker said.

    What the article has between them is part of it if it is to be whole; else the gap is marked.
    It is a draft if one of the two is, and of the kind that promises least where a person set one.

    The date is no more precise than those of the two; both must be denied, or neither.

    Raises:
        EditError: they have two speakers, or one is denied and the other isn't, or where they stand
            isn't known.
    """
    _check_speaker(one, other)
    _check_polarity(one, other)
    spans = adjusting.joined(text, spans_in(one, text), spans_in(other, text))
    if is_whole:
        spans = adjusting.bridged(spans)
    after = placed(one, text, spans, has_gaps=True)
    if kind := _set_kind(one, other, str(adjusting.said(text, spans).kind)):
        after["kind"] = kind
    for name in _LISTS:
        if both := _once([*_list(one, name), *_list(other, name)]):
            after[name] = both
    for name in _ONE:
        if name not in one and name in other:
            after[name] = other[name]
    after.pop("said", None)
    if when := _when(one.get("said"), other.get("said")):
        after["said"] = when
    notes = _once([one.get("note"), other.get("note")])
    if any(notes):
        after["note"] = "\n".join(str(note) for note in notes if note)
    if str(Status.DRAFT) in (one.get("status"), other.get("status")):
        after["status"] = str(Status.DRAFT)
    return Joined(after, _lost(after, other))


def _check_speaker(one: Document, other: Document) -> None:
    """Refuse two statements of two speakers: one of them would be given the other's words."""
    if one.get("speaker") != other.get("speaker"):
        raise EditError("they have two speakers; set the same speaker for both first")


def _check_polarity(one: Document, other: Document) -> None:
    """Refuse two statements if one is denied and the other isn't."""
    first, second = (str(it.get("polarity") or _AFFIRMED) for it in (one, other))
    if first != second:
        raise EditError(f"one is {first}, the other {second}; make both the same")


def _set_kind(one: Document, other: Document, marked: str) -> str:
    """Return the kind of two statements if a person set it for one; else nothing."""
    are_set = [kind_is_set(one), kind_is_set(other)]
    if not any(are_set):
        return ""
    kinds = {str(one.get("kind")), str(other.get("kind")), *([] if all(are_set) else [marked])}
    return next((str(kind) for kind in _CAUTION if kind in kinds), "")


def _when(one: object, other: object) -> str:
    """Return a date that covers both; nothing if one isn't known."""
    if not (isinstance(one, str) and isinstance(other, str)):
        return ""
    first, second = parse(one), parse(other)
    if second.within(first.first, first.last):
        return one
    if first.within(second.first, second.last):
        return other
    start, end = min(first.first, second.first), max(first.last, second.last)
    sides = ("" if start <= EARLIEST else iso(start), "" if end >= LATEST else iso(end))
    return parse("/".join(sides)).text if any(sides) else ""


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
