"""What one coder made of one place of a source, and what several made of the same one."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Mapping, Sequence
from typing import NamedTuple


class CodedUnit(NamedTuple):
    """A statement as one coder has it."""

    id: str
    source: str
    coder: str
    span: tuple[int, int] | None
    """The characters of its source that it takes, as in a slice; nothing if they aren't known."""
    kind: str
    speaker: str
    chain: tuple[str, ...]
    """Who carried it."""
    topics: frozenset[str]
    positions: Mapping[str, str]
    """The side that it takes, by topic."""
    words: frozenset[str] = frozenset()
    """Its words, by which it is matched where its place or another's isn't known."""


class CodedSource(NamedTuple):
    """A source that several coded."""

    id: str
    length: int
    """How many characters its text has."""
    coders: tuple[str, ...]
    """Who coded it, whether they found a statement in it or not."""
    units: Sequence[CodedUnit]


class UnitGroup(NamedTuple):
    """The units that several coders made of one place, at most one of each."""

    source: CodedSource
    units: tuple[CodedUnit, ...]
    """In the order of their coders' names."""

    @property
    def missing(self) -> tuple[str, ...]:
        """The coders of the source who found nothing here."""
        there = {one.coder for one in self.units}
        return tuple(one for one in self.source.coders if one not in there)


class CodedTable(NamedTuple):
    """All units of several sources, one after the other, and which are of one place."""

    sources: Sequence[CodedSource]
    units: Sequence[CodedUnit]
    """Source after source, those of each by their places."""
    begins: Sequence[int]
    """The number of the first unit of each source; last, how many units there are."""
    groups: Sequence[Sequence[int]]
    """The numbers of the units of one place, in the order of their coders' names."""
    homes: Sequence[int]
    """The number of the source of each group."""

    def group(self, number: int) -> UnitGroup:
        """Return a group with its units."""
        units = tuple(self.units[place] for place in self.groups[number])
        return UnitGroup(self.sources[self.homes[number]], units)
