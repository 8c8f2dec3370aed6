"""Checks that a statement's document is valid, in a microsecond or two.

`reading` reads a document into its record and reports errors in it. Of a million documents nearly
all are valid, and have few shapes; this accepts those, and has `reading` check the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from operator import itemgetter
from typing import Final

from quoth.basics.dates import parse
from quoth.store.model import Kind, Polarity, Position, Status
from quoth.store.parsing import Document
from quoth.store.reading import read_statement

_TEXTS: Final = frozenset({"context", "cue", "medium", "note", "coder", "layer"})
_REQUIRED: Final = frozenset({"quote", "kind", "speaker", "source"})
_IDS: Final = frozenset({"id", "speaker", "source", "quote"})
_LISTS: Final = frozenset({"via", "mentions", "topics", "tags"})
_ID_OR_LISTS: Final = frozenset({"addressee", "on_behalf_of"})
_FILLED: Final = _IDS | _ID_OR_LISTS | _LISTS
_TEXT: Final = frozenset({str})
_KINDS: Final = frozenset(kind.value for kind in Kind)
_STATUSES: Final = frozenset(status.value for status in Status)
_POLARITIES: Final = frozenset(polarity.value for polarity in Polarity)
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
        if checks is not None:
            for check in checks:
                if not check(document):
                    break
            else:
                return
        read_statement(document, key)


def _checks(shape: _Shape) -> tuple[_Check, ...] | None:
    """Return what is still to be looked at in documents of a shape; nothing if all of it is."""
    names, types = shape
    fields = list(zip(names, types, strict=True))
    if not _REQUIRED.issubset(names) or not all(field in _CHECKS for field in fields):
        return None
    others = [check for field in fields if (check := _CHECKS[field]) is not None]
    texts = [name for name, kind in fields if kind is str and name in _FILLED]
    lists = [name for name, kind in fields if kind is list and name in _FILLED]
    return (_filled(texts), *([_filled_lists(lists)] if lists else ()), *others)


def _filled(names: Sequence[str]) -> _Check:
    """Return the check that some texts, of which there are more than one, say something."""
    texts_of: Callable[[Document], tuple[str, ...]] = itemgetter(*names)

    def check(document: Document) -> bool:
        texts = texts_of(document)
        return all(texts) and not any(map(str.isspace, texts))

    return check


def _filled_lists(names: Sequence[str]) -> _Check:
    """Return the check that lists hold texts that say something."""

    def check(document: Document) -> bool:
        items: list[object] = []
        for name in names:
            items += document[name]  # type: ignore[arg-type]  # the shape says that it is a list
        return _are_filled(items)

    return check


def _are_filled(items: Collection[object]) -> bool:
    """Tell whether all items are texts that say something."""
    return (
        all(items) and _TEXT.issuperset(map(type, items)) and not any(map(str.isspace, items))  # type: ignore[arg-type]  # they are texts
    )


def _has_known_kind(document: Document) -> bool:
    """Tell whether the kind is one."""
    kind = document["kind"]
    return isinstance(kind, str) and kind in _KINDS


def _has_known_status(document: Document) -> bool:
    """Tell whether the status is one."""
    return document["status"] in _STATUSES


def _has_known_polarity(document: Document) -> bool:
    """Tell whether the polarity is one."""
    return document["polarity"] in _POLARITIES


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
    **{(name, str): None for name in _IDS | _ID_OR_LISTS},
    **{(name, list): None for name in _LISTS | _ID_OR_LISTS},
    ("kind", str): _has_known_kind,
    ("status", str): _has_known_status,
    ("polarity", str): _has_known_polarity,
    ("said", str): _is_dated,
    ("stances", list): _has_stances,
    ("locator", dict): _has_locator,
}
"""What is to be looked at in a field of a type by itself.

Nothing if the type is enough, or if it is one of `_FILLED`, which are looked at together.
"""
