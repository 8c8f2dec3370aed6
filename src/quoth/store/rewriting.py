"""Rewrites some fields of a record and leaves the bytes of the others as they are.

Most changes concern a field or two, and writing a whole record takes longer than everything else
that is done with it. The result has to be the intended record. Where it is known what the record
was, that follows from what is replaced: one whole field of the record, and not of an object in it,
by another whole field. Otherwise the result is read before it is used.

A field is found by its bytes, name and value. They are a whole field of the record itself, if
these hold:

- a bracket, a comma or a blank comes before the name, and its quotation mark is therefore none
  that is part of a text. It doesn't end a text either, since the letters of the name follow it;
- a blank, a comma or a bracket follows the value;
- before it, the record opens no object but itself; or after it, it closes none but itself.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import json
from collections.abc import Sequence
from typing import Final, NamedTuple

from quoth.store.differing import Difference
from quoth.store.dumping import encoded, indented
from quoth.store.parsing import Document

_BLANKS: Final = b" \t\r\n"
_BEFORE: Final = frozenset({b" ", b"\t", b"\r", b"\n", b"{", b","})
"""What comes before a field."""
_BEHIND: Final = frozenset({b" ", b"\t", b"\r", b"\n", b","})
"""What follows a field, if the record's last bracket doesn't."""
_decoded: Final = json.JSONDecoder().decode
_in_one_line: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


class Rewrite(NamedTuple):
    """A record some of whose fields are to be others."""

    text: bytes
    """Its bytes as it stands, key and all."""
    key: str
    before: Document
    """What it is expected to be."""
    after: Document
    """What it is to be."""
    difference: Difference
    """What is another then."""


def rewritten(wanted: Sequence[Rewrite], *, is_known: bool = False) -> list[bytes | None]:
    """Return the bytes of records with some of their fields others, and all else as it stood.

    Args:
        wanted: the records.
        is_known: whether it is known that each is what it is expected to be; otherwise it is read.

    Returns:
        Nothing for a record that is another than was expected, or is written in a way of its own:
        all of it is to be looked at, and written.
    """
    return RecordWriter(is_known=is_known).rewritten(wanted)


class RecordWriter:
    """Rewrites records; what was found out about a change of fields is known for the others."""

    def __init__(self, *, is_known: bool = False) -> None:
        """Tell whether it is known that records are what they are expected to be."""
        self._is_known = is_known
        self._fields = _FieldWriter()

    def rewritten(self, wanted: Sequence[Rewrite]) -> list[bytes | None]:
        """Return the bytes of records, as the function `rewritten` does."""
        made = [self._fields.put(one) for one in wanted]
        if self._is_known:
            return [
                text if is_sure or (text is not None and _are([text], [one])) else None
                for one, (text, is_sure) in zip(wanted, made, strict=True)
            ]
        whole = [text for text, _ in made if text is not None]
        meant = [one for one, (text, _) in zip(wanted, made, strict=True) if text is not None]
        if _are(whole, meant):
            return [text for text, _ in made]
        return [
            text if text is not None and _are([text], [one]) else None
            for one, (text, _) in zip(wanted, made, strict=True)
        ]


def _are(texts: Sequence[bytes], meant: Sequence[Rewrite]) -> bool:
    """Tell whether what is read of some bytes are just the records that are meant.

    It is only if all that stays of each is what it was expected to be.
    """
    try:
        found = _decoded(str(b"[{%b}]" % b"},{".join(texts), "utf-8")) if texts else []
    except (ValueError, RecursionError):
        return False
    return len(found) == len(meant) and all(
        len(one) == 1 and one.get(key) == after and [*one[key]] == [*after]
        for one, (_, key, _, after, _) in zip(found, meant, strict=True)
    )


class FieldPut(NamedTuple):
    """What a difference comes to in records that are laid out alike."""

    replaced: Sequence[tuple[bytes, bytes]]
    """The bytes of fields, and what is put in place of each."""
    added: bytes
    """What is put behind the last field."""
    difference: Difference
    """The difference, which so stays the only one with its identity."""
    is_sure: bool
    """Whether all these bytes are fields, whole and just those that are meant."""


class _FieldWriter:
    """Writes fields as they stand in records; what many records have is written once."""

    def __init__(self) -> None:
        """Begin with none."""
        self._known: dict[tuple[bytes, int], FieldPut] = {}
        """What a difference comes to, by the blanks before a record's end and its identity."""

    def put(self, wanted: Rewrite) -> tuple[bytes | None, bool]:
        """Return the bytes of a record with other fields, if it is simple to put those in.

        Those that are new come last, as in the record that is meant.

        Returns:
            The bytes; and whether they surely are the record that is meant, if the record was what
            was expected.
        """
        text, key, before, _, difference = wanted
        end = len(text) - 1
        while text[end - 1] in _BLANKS:
            end -= 1
        line = text[end:-1]
        found = self._known.get((line, id(difference)))
        if found is None:
            found = self._known[line, id(difference)] = field_put(line.decode(), difference)
        if not difference.is_in_order:
            return None, False
        is_sure = found.is_sure and bool(before) and text.startswith(b'"%b": {' % key.encode())
        body, is_whole = with_fields(text[:end], found)
        return None if body is None else body + text[end:], is_sure and is_whole


def with_fields(body: bytes, put: FieldPut) -> tuple[bytes | None, bool]:
    """Return a record, but for its last bracket, with other fields, if those are simple to put in.

    Returns:
        The bytes; and whether what was replaced surely was whole fields of it.
    """
    is_sure = True
    for old, new in put.replaced:
        at = body.find(old)
        behind = at + len(old)
        if at < 0 or body.find(old, at + 1) >= 0:
            return None, False
        is_sure = is_sure and is_whole_field(body, (0, len(body)), (at, behind))
        body = body[:at] + new + body[behind:]
    return body + put.added, is_sure


def field_put(line: str, difference: Difference) -> FieldPut:
    """Return what a difference comes to in records whose last line begins so, or have one line."""
    was, now, _ = difference
    comma = f",{line} " if line else ", "
    replaced: list[tuple[bytes, bytes]] = []
    for name, value in was.items():
        old = _field(line, name, value)
        if name not in now:
            replaced.append((encoded(comma + old), b""))
        elif (new := _field(line, name, now[name])) != old:
            replaced.append((encoded(old), encoded(new)))
    added = "".join([comma + _field(line, name, now[name]) for name in now if name not in was])
    is_sure = all(_is_plain(name) for name in was) and _are_values(now)
    return FieldPut(replaced, encoded(added), difference, is_sure)


def _field(line: str, name: str, value: object) -> str:
    """Return a field, name and all, in a record whose last line begins so, or has one line."""
    text = indented(value, f"{line} ") if line else _in_one_line(value)
    return f"{_in_one_line(name)}: {text}"


def _is_plain(name: str) -> bool:
    """Tell whether a name is its own letters in JSON, and none of those means anything there."""
    return name.isascii() and name.isidentifier()


def _are_values(fields: Document) -> bool:
    """Tell whether fields that are written and read are the same."""
    try:
        return bool(_decoded(str(encoded(_in_one_line(fields)), "utf-8")) == fields)
    except ValueError:
        return False


def is_whole_field(data: bytes, record: tuple[int, int], found: tuple[int, int]) -> bool:
    """Tell whether some bytes of a record are a whole field of it.

    They are the name and the value of a field, perhaps with the comma before.

    Args:
        data: bytes.
        record: where the record is in them, but for its last bracket.
        found: where those are that may be a field.
    """
    (first, last), (start, end) = record, found
    return (
        (data[start : start + 1] == b"," or data[start - 1 : start] in _BEFORE)
        and (end == last or data[end : end + 1] in _BEHIND)
        and (data.count(b"}", end, last) == 0 or data.count(b"{", first, start) == 1)
    )
