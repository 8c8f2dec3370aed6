"""Rewrites some fields of a record and leaves the bytes of the others as they are.

Most changes concern a field or two, and writing a whole record takes longer than everything else
that is done with it. The result is read before it is used, and has to be the intended record.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import json
from collections.abc import Sequence
from itertools import islice
from typing import Final, NamedTuple

from quoth.store.dumping import encoded, indented
from quoth.store.parsing import Document

_BLANKS: Final = b" \t\r\n"
_ABSENT: Final = object()
"""Stands for a field that isn't there."""
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


def rewritten(wanted: Sequence[Rewrite]) -> list[bytes | None]:
    """Return the bytes of records with some of their fields others, and all else as it stood.

    Returns:
        Nothing for a record that is another than was expected, or is written in a way of its own:
        all of it is to be looked at, and written.
    """
    writer = _FieldWriter()
    made = [writer.put(one) for one in wanted]
    whole = [text for text in made if text is not None]
    meant = [one for one, text in zip(wanted, made, strict=True) if text is not None]
    if _are(whole, meant):
        return made
    return [
        text if text is not None and _are([text], [one]) else None
        for one, text in zip(wanted, made, strict=True)
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
        for one, (_, key, _, after) in zip(found, meant, strict=True)
    )


class _FieldWriter:
    """Writes fields, each as it stands in a record; one that many records have is written once."""

    def __init__(self) -> None:
        """Begin with none."""
        self._made: dict[tuple[str, str, int], tuple[bytes, object]] = {}
        """The text of each by its line, name and identity; and its value, which so keeps that."""

    def _field(self, line: str, name: str, value: object) -> bytes:
        """Return a field, name and all, in a record whose last line begins so, or has one line."""
        which = (line, name, id(value))
        found = self._made.get(which)
        if found is None:
            text = indented(value, f"{line} ") if line else _in_one_line(value)
            found = self._made[which] = encoded(f"{_in_one_line(name)}: {text}"), value
        return found[0]

    def put(self, wanted: Rewrite) -> bytes | None:
        """Return the bytes of a record with other fields, if it is simple to put those in.

        Those that are new come last, as in the record that is meant.
        """
        text, _, before, after = wanted
        end = len(text) - 1
        while text[end - 1] in _BLANKS:
            end -= 1
        line = text[end:-1].decode()
        comma = f",{line} ".encode() if line else b", "
        get, stay = after.get, len(before)
        body = text[:end]
        for name in [name for name, was in before.items() if get(name, _ABSENT) is not was]:
            old, new = self._field(line, name, before[name]), b""
            if name in after:
                new = self._field(line, name, after[name])
            else:
                old, stay = comma + old, stay - 1
            if old != new:
                if body.count(old) != 1:
                    return None
                body = body.replace(old, new)
        more = [comma + self._field(line, name, after[name]) for name in islice(after, stay, None)]
        return b"".join((body, *more, text[end:]))
