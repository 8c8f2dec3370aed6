"""What is typed into a field, understood: its value, what is wrong with it, what completes it.

A field's text is all that a form has; what it means is asked anew at each letter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple, cast

from quoth.editing import typed
from quoth.editing.fields import ONE, FieldType
from quoth.editing.names import ambiguous
from quoth.store.model import Position
from quoth.tui.editing.fields import SEPARATOR, FieldSpec, Shape
from quoth.tui.editing.lookups import Lookups

_POSITIONS: Final = tuple(str(position) for position in Position)
_MARKS: Final = ("“”", '""', "„“", "«»", "‘’")


class New(NamedTuple):
    """A record that is made because a name means none that is there."""

    table: str
    name: str


class ReadField(NamedTuple):
    """What a text means in its field."""

    value: object = None
    """As a record has it, with `New` where an id will be; nothing where the field is empty."""
    problem: str = ""
    """What is wrong, in a clause; what it repeats isn't neutral yet."""
    hint: str = ""
    """How it is understood, in a clause; as the problem."""
    new: tuple[New, ...] = ()


class Completed(NamedTuple):
    """What a text may become."""

    text: str
    """The whole of the field then."""
    label: str
    note: str = ""


def shown(spec: FieldSpec, document: Mapping[str, object], lookups: Lookups) -> str:
    """Return the text that stands in a field for what a record has there.

    Whoever leaves the text as it is means that value; it may be another's name, too.
    """
    value = document.get(spec.name)
    if spec.shape is Shape.CHOICE:
        return str(value or spec.choices[0])
    if value is None:
        return ""
    match spec.shape:
        case Shape.ONE if spec.table == "sources":
            # Whether others have its title only all sources could tell: that takes time.
            return lookups.name(spec.table, str(value))
        case Shape.ONE:
            return _name(spec.table, str(value), lookups)
        case Shape.MANY:
            ids = [value] if isinstance(value, str) else cast("Sequence[str]", value)
            return _joined(_name(spec.table, one, lookups) for one in ids)
        case Shape.WORDS:
            return _joined(cast("Sequence[str]", value))
        case Shape.STANCES:
            stances = cast("Sequence[Mapping[str, str]]", value)
            return _joined(
                f"{one['position']}: {_name('topics', one['topic'], lookups)}" for one in stances
            )
        case Shape.PARAGRAPH:
            paragraph = cast("Mapping[str, object]", value).get("paragraph")
            return "" if paragraph is None else str(paragraph)
    return str(value)


def _name(table: str, record_id: str, lookups: Lookups) -> str:
    """Return a record's name, where that alone means it; else its id."""
    name = lookups.name(table, record_id)
    if SEPARATOR in name:
        return record_id
    meant = lookups.meant(table, name)
    return name if [one.id for one in meant] == [record_id] else record_id


def _joined(parts: Iterable[str]) -> str:
    """Return names as they stand in one field."""
    return f"{SEPARATOR} ".join(parts)


def _parts(text: str) -> list[str]:
    """Return the names in a field."""
    return [part for part in (one.strip() for one in text.split(SEPARATOR)) if part]


def understood(spec: FieldSpec, text: str, lookups: Lookups) -> ReadField:
    """Return what a text means in a field."""
    stripped = text.strip()
    if not stripped:
        return ReadField(problem="this has to be filled in" if spec.required else "")
    return _READERS[spec.shape](spec, stripped, lookups)


def _line(spec: FieldSpec, text: str, lookups: Lookups) -> ReadField:  # noqa: ARG001
    """Understand a line of text, or what such a field of a record holds."""
    found = typed.understood(_form_of(spec), text)
    return ReadField(found.value or None, found.problem, found.hint)


def _form_of(spec: FieldSpec) -> FieldType:
    """Return what a field of a record holds, by its name."""
    if spec.shape is Shape.DATE:
        return FieldType.DATE
    return {"country": FieldType.COUNTRY, "wikidata": FieldType.WIKIDATA}.get(
        spec.name, FieldType.TEXT
    )


def _text(spec: FieldSpec, text: str, lookups: Lookups) -> ReadField:  # noqa: ARG001
    """Understand lines of text."""
    if spec.name == "quote" and len(text) > 1 and text[0] + text[-1] in _MARKS:
        return ReadField(text, hint="quoth puts the quotation marks around direct words itself")
    return ReadField(text)


def _choice(spec: FieldSpec, text: str, lookups: Lookups) -> ReadField:  # noqa: ARG001
    """Understand a choice."""
    if text in spec.choices:
        return ReadField(text)
    return ReadField(problem=f"one of {', '.join(filter(None, spec.choices))}")


def _paragraph(spec: FieldSpec, text: str, lookups: Lookups) -> ReadField:  # noqa: ARG001
    """Understand the number of a paragraph."""
    if text.isascii() and text.isdigit():
        return ReadField(int(text))
    return ReadField(problem="a whole number")


def _reference(table: str, name: str, lookups: Lookups) -> tuple[str | New, str]:
    """Return which record is meant by a name, or what is wrong with it."""
    meant = lookups.meant(table, name)
    if len(meant) > 1:
        return "", ambiguous(name, [one.id for one in meant])
    return (meant[0].id if meant else New(table, name)), ""


def _one(spec: FieldSpec, text: str, lookups: Lookups) -> ReadField:
    """Understand the name of a record."""
    found, problem = _reference(spec.table, text, lookups)
    if problem:
        return ReadField(problem=problem)
    if isinstance(found, New):
        return ReadField(found, hint=_said_new([found]), new=(found,))
    return ReadField(found, hint=_told_apart(spec.table, found, lookups))


def _told_apart(table: str, record_id: str, lookups: Lookups) -> str:
    """Return what tells a record from others: an actor's role, a source's publisher."""
    record = lookups.corpus.table(table)[record_id]
    return str(getattr(record, "role", "") or getattr(record, "publisher", ""))


def _many(spec: FieldSpec, text: str, lookups: Lookups) -> ReadField:
    """Understand the names of records."""
    values: list[str | New] = []
    for name in _parts(text):
        found, problem = _reference(spec.table, name, lookups)
        if problem:
            return ReadField(problem=problem)
        if found not in values:
            values.append(found)
    new = tuple(one for one in values if isinstance(one, New))
    return ReadField(values or None, hint=_said_new(new), new=new)


def _words(spec: FieldSpec, text: str, lookups: Lookups) -> ReadField:  # noqa: ARG001
    """Understand a list of texts."""
    return ReadField(list(dict.fromkeys(_parts(text))) or None)


def _stances(spec: FieldSpec, text: str, lookups: Lookups) -> ReadField:
    """Understand positions, each with its topic."""
    values: list[dict[str, object]] = []
    new: list[New] = []
    for part in _parts(text):
        position, _, topic = (one.strip() for one in part.partition(":"))
        if position.casefold() not in _POSITIONS:  # the other way round, as a shell has it
            topic, _, position = (one.strip() for one in part.rpartition(":"))
        position = position.casefold()
        if position not in _POSITIONS or not topic:
            return ReadField(problem=f"write {', '.join(_POSITIONS)}, a colon and a topic")
        found, problem = _reference(spec.table, topic, lookups)
        if problem:
            return ReadField(problem=problem)
        new += [found] if isinstance(found, New) else []
        values.append({"topic": found, "position": position})
    return ReadField(values or None, hint=_said_new(new), new=tuple(new))


def _said_new(new: Sequence[New]) -> str:
    """Say which records are made."""
    names = ", ".join(f"“{one.name}”" for one in new)
    return f"new {ONE[new[0].table]}{'s' if len(new) > 1 else ''} {names}" if new else ""


_READERS: Final[Mapping[Shape, Callable[[FieldSpec, str, Lookups], ReadField]]] = {
    Shape.LINE: _line,
    Shape.TEXT: _text,
    Shape.DATE: _line,
    Shape.CHOICE: _choice,
    Shape.PARAGRAPH: _paragraph,
    Shape.ONE: _one,
    Shape.MANY: _many,
    Shape.WORDS: _words,
    Shape.STANCES: _stances,
    Shape.PATH: _line,
}


def completed(spec: FieldSpec, text: str, lookups: Lookups) -> Sequence[Completed]:
    """Return what a text may become, the likeliest first; nothing where it needs nothing more."""
    several = spec.shape in (Shape.MANY, Shape.WORDS, Shape.STANCES)
    before, separator, last = text.rpartition(SEPARATOR) if several else ("", "", text)
    head = f"{before}{separator} " if separator else ""
    if spec.shape is Shape.STANCES:
        position, colon, last = last.partition(":")
        if not colon:
            wanted = position.strip().casefold()
            begun = [one for one in _POSITIONS if wanted and one.startswith(wanted)]
            return [Completed(f"{head}{one}: ", one) for one in begun]
        head += f"{position.strip()}: "
    if spec.shape is Shape.PATH:
        from quoth.tui.editing import paths  # noqa: PLC0415  # once a path is typed

        return [Completed(one, one.rstrip("/").rpartition("/")[2] + "/" * one.endswith("/"))
                for one in paths.offered(text)]  # fmt: skip
    if spec.table:
        return _names_for(spec.table, head, last, lookups)
    if spec.facet is not None:
        found = lookups.values(spec.facet, last)
        same = last.strip().casefold()
        if any(one.casefold() == same for one in found):
            return ()
        return [Completed(head + one, one) for one in found]
    return ()


def _names_for(table: str, head: str, text: str, lookups: Lookups) -> Sequence[Completed]:
    """Return the records that a name may be completed to."""
    if not text.strip() or len(lookups.meant(table, text)) == 1:
        return ()
    return [
        Completed(head + (_name(table, one.id, lookups)), one.name, one.note)
        for one in lookups.offered(table, text)
    ]
