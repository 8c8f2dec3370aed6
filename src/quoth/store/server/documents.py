"""Records as a server's tables hold them, and back: without loss.

The body of a row is the record's JSON. Texts of PostgreSQL hold neither NUL nor half a pair of
surrogates, and ids are joined by U+001F: each of those is U+001A and four hexadecimal digits there,
in ids and inside of bodies alike, and so is U+001A itself.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

from quoth.basics import dates
from quoth.store.journal import JournalEdit
from quoth.store.links import LINKS
from quoth.store.parsing import Document

LOWEST_OF_CODERS: Final = 1 << 32
"""The lowest key of a statement that a coder adds; the server refuses lower ones."""
HIGHEST_OF_CODERS: Final = 1 << 53
"""No key that a coder adds is as high: whatever reads JSON holds it exactly."""
HIGHEST: Final = (1 << 63) - 1
"""The highest key that a server's table holds."""
CURATORS: Final = ""
"""The layer of what curators alone see."""

_SEPARATOR: Final = "\x1f"
_SETTLES: Final = "from"
_BY_KEY: Final = ("statements", "wordings")
"""Tables whose records go by their key where they have no id."""
_SEEN_BY_ALL: Final = ("actors", "sources", "topics", "events", "meta")
"""Tables that no layer hides. Where checks and wordings are the server finds out; what tables this
version doesn't know name is anybody's guess."""
_NO_LINKS: Final[Mapping[str, str]] = {}
_encode: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
_FIRST_DAY: Final = dates.ordinal(-4712, 1, 1)
_LAST_DAY: Final = dates.ordinal(5874896, 12, 31)


class ServerRow(NamedTuple):
    """A record as a row of a server's table."""

    table: str
    key: int
    id: str
    layer: str | None
    """Nothing where all see it."""
    links: tuple[str, ...]
    """What it names: `actors:id`."""
    body: str
    settled: str | None = None
    """What it settles, which only curators see; the rest is of statements alone."""
    speaker: str | None = None
    source: str | None = None
    status: str | None = None
    said: str | None = None
    """A range of days."""


def row_of(table: str, key: str, document: Document) -> ServerRow:
    """Return a valid record as a row."""
    number, record_id = int(key), id_of(table, key, document)
    if table != "statements":
        layer = None if table in _SEEN_BY_ALL else CURATORS
        return ServerRow(
            table, number, record_id, layer, _links(table, document), body_of(document)
        )
    settled, kept = _parted(document)
    return ServerRow(
        table, number, record_id, escaped(str(document.get("layer") or "")) or None,
        _links(table, document), body_of(kept), settled, _text(document.get("speaker")),
        _text(document.get("source")), _text(document.get("status")), _range(document.get("said")),
    )  # fmt: skip


def document_of(body: str, settled: str | None = None) -> Document:
    """Return the record of a row; what it settles is put where it stood."""
    document: Document = json.loads(body)
    if _is_escaped(body):
        document = unescaped_value(document)
    if settled is None:
        return document
    told: Document = document_of(settled)
    items, place = list(document.items()), told["place"]
    assert isinstance(place, int)  # noqa: S101  # `_parted` wrote it
    return dict([*items[:place], (_SETTLES, told[_SETTLES]), *items[place:]])


def _parted(document: Document) -> tuple[str | None, Document]:
    """Return what a statement settles, and the rest of it."""
    if _SETTLES not in document:
        return None, document
    told = {_SETTLES: document[_SETTLES], "place": list(document).index(_SETTLES)}
    return body_of(told), {name: one for name, one in document.items() if name != _SETTLES}


def id_of(table: str, key: str, document: Document) -> str:
    """Return the id that a record goes by on a server."""
    own = document.get("id")
    if isinstance(own, str) and (table in LINKS or table in (*_BY_KEY, *_SEEN_BY_ALL)):
        return key if table == "meta" else escaped(own)
    return key


def body_of(document: Mapping[str, object]) -> str:
    """Return a record in JSON that any server reads, and other people's SQL as well."""
    text = _encode(document)
    if _is_special(text):
        return _encode(_escaped_value(dict(document)))
    return text


def _is_special(text: str) -> bool:
    """Tell whether JSON has something in it, or seems to, that is to be escaped."""
    return (
        "\\u0000" in text or "\\u001a" in text or "\\u001f" in text
        or (not text.isascii() and _surrogates().search(text) is not None)
    )  # fmt: skip


def _is_escaped(body: str) -> bool:
    """Tell whether JSON has something in it that was escaped."""
    return "\\u001a" in body or "\x1a" in body


@cache
def _surrogates() -> re.Pattern[str]:
    """Return the pattern of what UTF-8 can't hold."""
    return re.compile("[\ud800-\udfff]")


@cache
def _unfit() -> re.Pattern[str]:
    """Return the pattern of what is escaped."""
    return re.compile("[\x00\x1a\x1f\ud800-\udfff]")


@cache
def _fit() -> re.Pattern[str]:
    """Return the pattern of what was escaped."""
    return re.compile("\x1a([0-9a-f]{4})")


def escaped(text: str) -> str:
    """Return a text as PostgreSQL can hold it."""
    if text.isascii() and text.isprintable():
        return text
    return _unfit().sub(lambda found: f"\x1a{ord(found[0]):04x}", text)


def unescaped(text: str) -> str:
    """Return the text that was escaped."""
    if "\x1a" not in text:
        return text
    return _fit().sub(lambda found: chr(int(found[1], 16)), text)


def _escaped_value(value: Any) -> Any:
    """Return a value of JSON with all texts in it escaped."""
    return _mapped(value, escaped)


def unescaped_value(value: Any) -> Any:
    """Return a value of JSON as it was before its texts were escaped."""
    return _mapped(value, unescaped)


def _mapped(value: Any, change: Any) -> Any:
    """Return a value of JSON with all texts in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list | tuple):
        return [_mapped(item, change) for item in value]
    if isinstance(value, Mapping):
        return {change(name): _mapped(item, change) for name, item in value.items()}
    return value


def _links(table: str, document: Document) -> tuple[str, ...]:
    """Return what a record names, each once."""
    found: list[str] = []
    targets = LINKS.get(table, _NO_LINKS)
    for field, value in document.items():
        if field in targets and value:
            target = targets[field]
            found += [f"{target}:{escaped(one)}" for one in _named(value)]
    if table == "wordings":  # they may outlive the statements that they are about
        found += [f"wording:{escaped(one)}" for one in _named(document["statements"])]
    return tuple(dict.fromkeys(found))


def _named(value: object) -> list[str]:
    """Return the ids in a field: one, a list of them, or a list of stances."""
    items = value if isinstance(value, list) else [value]
    told = [item.get("topic") if isinstance(item, dict) else item for item in items]
    return [one for one in told if isinstance(one, str)]


def _text(value: object) -> str | None:
    """Return a text as a column holds it."""
    return escaped(value) if isinstance(value, str) else None


@cache
def _day(day: int, otherwise: str) -> str:
    """Return a day as PostgreSQL writes it; something else where it knows none so far away."""
    if not _FIRST_DAY <= day <= _LAST_DAY:
        return otherwise
    year, month, of_month = dates.civil(day)
    shown = f"{year if year > 0 else 1 - year:04d}-{month:02d}-{of_month:02d}"
    return shown if year > 0 else f"{shown} BC"


def _range(text: object) -> str | None:
    """Return the days that a date may stand for, as a range; open where they are without bound."""
    if not isinstance(text, str):
        return None
    date = dates.parse(text)
    first = _day(min(date.first, _LAST_DAY), "")
    last = _day(max(date.last, _FIRST_DAY), "")
    return f"[{first},{last}]"


NONE_OWN: Final[Mapping[tuple[str, str], int]] = {}
COMMIT: Final = (
    "select quoth.commit(%s::text, %s::json, %s::text[], %s::bigint[], %s::text[], %s::text[],"
    " %s::bigint[], %s::text[], %s::text[], %s::json[], %s::json[], %s::text[], %s::text[],"
    " %s::text[], %s::daterange[])"
)
"""Makes a change on the server; `arguments` are what it takes."""


def arguments(
    label: str,
    edits: Sequence[JournalEdit],
    revision: int,
    own: Mapping[tuple[str, str], int] = NONE_OWN,
) -> list[object]:
    """Return a change as `COMMIT` takes it.

    Args:
        label: what it does, in words.
        edits: what it changes; of one record at most one.
        revision: the revision up to which the author of the change has seen everything.
        own: later revisions of some records, by table and key, that they have seen as well.
    """
    rows = [_edited(edit) for edit in edits]
    before = [
        None if edit.before is None else id_of(edit.table, edit.key, edit.before) for edit in edits
    ]
    after = [
        row.id if edit.after is not None else None for edit, row in zip(edits, rows, strict=True)
    ]
    seen = [max(revision, own.get((one.table, one.key), 0)) for one in edits]
    told = [
        {"table": one.table, "key": one.key, "before": one.before, "after": one.after}
        for one in edits
    ]
    return [
        escaped(label), _encode(_escaped_value(told)), [row.table for row in rows],
        [row.key for row in rows], before, after, seen,
        [row.layer for row in rows], [joined(row.links) for row in rows],
        [row.body for row in rows], [row.settled for row in rows], [row.speaker for row in rows],
        [row.source for row in rows], [row.status for row in rows], [row.said for row in rows],
    ]  # fmt: skip


def _edited(edit: JournalEdit) -> ServerRow:
    """Return the row that an edit leaves; of what is deleted, one without links."""
    if edit.after is not None:
        return row_of(edit.table, edit.key, edit.after)
    return ServerRow(edit.table, int(edit.key), "", None, (), "{}")


def joined(links: Sequence[str]) -> str | None:
    """Return links as one text."""
    return _SEPARATOR.join(links) or None
