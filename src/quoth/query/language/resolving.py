"""Which values of a corpus a field means."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, Protocol

from quoth.query.language.fields import split_stance
from quoth.query.language.names import NamedValue, NameIndex
from quoth.query.language.tree import FieldName, FieldTerm, Problem, ProblemLevel
from quoth.query.language.wording import named, quoted


class Catalogue(Protocol):
    """What the language needs to know of a corpus."""

    def entries(self, name: FieldName) -> Sequence[NamedValue]:
        """Return the values that statements have of a field.

        If they are kept as a `NameIndex`, they needn't be folded at each query.
        """


class Resolution(NamedTuple):
    """What a field means."""

    ids: tuple[str, ...]
    """The values of which one has to be there. Of `stance`, a position and a topic's id, as in
    `support:peace`, or a position alone."""
    problem: Problem | None = None


NAMED: Final[Mapping[FieldName, str]] = {
    FieldName.BY: "no actor here is called",
    FieldName.TO: "no actor here is called",
    FieldName.VIA: "no actor here is called",
    FieldName.ABOUT: "no actor here is called",
    FieldName.TOPIC: "no topic here is called",
    FieldName.SOURCE: "no source here is called",
    FieldName.MEDIUM: "no medium here is called",
    FieldName.TAG: "no tag here is called",
    FieldName.CODER: "no coder here is called",
    FieldName.LAYER: "no layer here is called",
    FieldName.ATTR: "no actor here is known to be",
}
"""The fields whose values a corpus knows, with what to say of a value that it doesn't."""


def resolve(field: FieldTerm, catalogue: Catalogue) -> Resolution:
    """Return which values a field means; `NameIndex` says how a name is understood.

    The value of any other field than a name means itself.
    """
    if field.name is FieldName.STANCE:
        return _resolve_stance(field, catalogue)
    if field.name is FieldName.ATTR:
        return _resolve_attribute(field, catalogue)
    if field.name not in NAMED:
        return Resolution((field.value,))
    return _resolve_name(field, field.name, field.value, catalogue)


def _resolve_stance(field: FieldTerm, catalogue: Catalogue) -> Resolution:
    """Return the position, on each of the topics meant where one was typed."""
    position, topic = split_stance(field.value)
    if not topic:
        return Resolution((position,))
    ids, problem = _resolve_name(field, FieldName.TOPIC, topic, catalogue, f"{position}:")
    return Resolution(tuple(f"{position}:{topic}" for topic in ids), problem)


def _resolve_attribute(field: FieldTerm, catalogue: Catalogue) -> Resolution:
    """Return the attributes that are meant: a name alone stands for all values under it.

    What stands before an equals sign is the name of an attribute, and of no other.
    """
    entries = catalogue.entries(FieldName.ATTR)
    name, equals, _ = (part.strip().casefold() for part in field.value.partition("="))
    own = [one for one in entries if one.id.partition("=")[0].strip().casefold() == name]
    if own and not equals:
        return Resolution(tuple(one.id for one in own))
    if not equals:
        return _resolve_name(field, FieldName.ATTR, field.value, catalogue)
    return _resolve_name(field, FieldName.ATTR, field.value, _Own(NameIndex(own or entries)))


class _Own(NamedTuple):
    """The entries of one field."""

    names: NameIndex

    def entries(self, _: FieldName) -> NameIndex:
        """Return them."""
        return self.names


def _resolve_name(
    field: FieldTerm, name: FieldName, typed: str, catalogue: Catalogue, before: str = ""
) -> Resolution:
    """Return the values that a name means; `before` is what stands before it in the field."""
    names = NameIndex.of(catalogue.entries(name))
    found = names.meant_by(typed)
    if found:
        return Resolution(tuple(entry.id for entry in found))
    message = f"{NAMED[name]} {named(typed)}"
    suggestion = ""
    near = names.nearest_name(typed)
    if near is not None:
        message += f"; did you mean {named(near.name)}"
        # A saved search can't be mended where it is merely named.
        if field.is_typed:
            suggestion = f"{field.name}:{quoted(before + unambiguous(near, names))}"
    severity = ProblemLevel.UNFINISHED if field.unfinished else ProblemLevel.WRONG
    return Resolution((), Problem(field.span, message, suggestion, severity))


def unambiguous(entry: NamedValue, names: NameIndex) -> str:
    """Return what to type for one entry alone: its name, or its id where others share that."""
    name, identity = (" ".join(text.split()) for text in (entry.name, entry.id))
    for typed in (name, identity):
        if names.meant_by(_as_typed(typed)) == [entry]:
            return typed
    return name or identity


def _as_typed(value: str) -> str:
    """Return a value as it arrives once it was typed."""
    return quoted(value).strip('"')
