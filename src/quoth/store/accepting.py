"""Whether a statement's document is valid, found out in a microsecond or two.

`reading` reads a document into its record and says what is wrong with it. Of a million documents
nearly all are right, and of few shapes; this knows those, and has `reading` look at the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from quoth.dates import parse
from quoth.model import Kind, Position, Status
from quoth.store.parsing import Document
from quoth.store.reading import read_statement

_TEXTS: Final = frozenset({"context", "cue", "medium", "note"})
_REQUIRED: Final = frozenset({"quote", "kind", "speaker", "source"})
_IDS: Final = frozenset({"id", "speaker", "source", "quote"})
_LISTS: Final = frozenset({"via", "mentions", "topics", "tags"})
_ID_OR_LISTS: Final = frozenset({"addressee", "on_behalf_of"})
_KINDS: Final = frozenset(kind.value for kind in Kind)
_STATUSES: Final = frozenset(status.value for status in Status)
_POSITIONS: Final = frozenset(position.value for position in Position)

_Check = Callable[[Document], bool]
_Shape = tuple[tuple[str, ...], tuple[type, ...]]


class Acceptor:
    """Accepts documents of the table `statements`."""

    def __init__(self) -> None:
        """Start with no shape known."""
        self._shapes: dict[_Shape, tuple[_Check, ...] | None] = {}

    def check(self, document: Document, key: str) -> None:
        """Check a document.

        Raises:
            FieldError: it isn't valid; the message is that of `reading.read_statement`.
        """
        shape = (tuple(document), tuple(map(type, document.values())))
        try:
            checks = self._shapes[shape]
        except KeyError:
            checks = self._shapes[shape] = _checks(shape)
        if checks is None or not all(check(document) for check in checks):
            read_statement(document, key)


def _checks(shape: _Shape) -> tuple[_Check, ...] | None:
    """Return what is still to be looked at in documents of a shape; nothing if all of it is."""
    names, types = shape
    fields = list(zip(names, types, strict=True))
    if not _REQUIRED.issubset(names) or not all(field in _CHECKS for field in fields):
        return None
    return tuple([check for field in fields if (check := _CHECKS[field]) is not None])


def _filled(name: str) -> _Check:
    """Return the check that a text says something."""

    def check(document: Document) -> bool:
        text = document[name]
        return isinstance(text, str) and bool(text) and not text.isspace()

    return check


def _filled_list(name: str) -> _Check:
    """Return the check that a list holds texts that say something."""

    def check(document: Document) -> bool:
        items = document[name]
        return isinstance(items, list) and _are_filled(items)

    return check


def _are_filled(items: Iterable[object]) -> bool:
    """Tell whether all items are texts that say something."""
    return all(isinstance(item, str) and item and not item.isspace() for item in items)


def _has_known_kind(document: Document) -> bool:
    """Tell whether the kind is one."""
    kind = document["kind"]
    return isinstance(kind, str) and kind in _KINDS


def _has_known_status(document: Document) -> bool:
    """Tell whether the status is one."""
    return document["status"] in _STATUSES


def _is_dated(document: Document) -> bool:
    """Tell whether the date is one; `parse` remembers those it has seen."""
    try:
        parse(str(document["said"]))
    except ValueError:
        return False
    return True


def _has_stances(document: Document) -> bool:
    """Tell whether the stances are a topic and a position each."""
    stances = document["stances"]
    return isinstance(stances, list) and all(
        isinstance(stance, dict)
        and len(stance) == 2
        and _are_filled((stance.get("topic"), stance.get("position")))
        and stance["position"] in _POSITIONS
        for stance in stances
    )


def _has_locator(document: Document) -> bool:
    """Tell whether the place is the usual one: whole numbers, the end not before the start."""
    locator = document["locator"]
    if not isinstance(locator, dict) or locator.keys() != {"paragraph", "start", "end"}:
        return False
    paragraph, start, end = locator["paragraph"], locator["start"], locator["end"]
    return (
        type(paragraph) is type(start) is type(end) is int
        and 0 <= start <= end
        and (paragraph >= 0)
    )


_CHECKS: Final[Mapping[tuple[str, type], _Check | None]] = {
    **{(name, str): None for name in _TEXTS},
    **{(name, str): _filled(name) for name in _IDS | _ID_OR_LISTS},
    **{(name, list): _filled_list(name) for name in _LISTS | _ID_OR_LISTS},
    ("kind", str): _has_known_kind,
    ("status", str): _has_known_status,
    ("said", str): _is_dated,
    ("stances", list): _has_stances,
    ("locator", dict): _has_locator,
}
"""What is to be looked at in a field of a type; nothing if the type is enough."""
