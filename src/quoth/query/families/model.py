"""A family of wordings as it is shown: the reference, and what each other statement makes of it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Final, NamedTuple

from quoth.basics.unions import Unions
from quoth.query.families.differing import Weight, WordDifference
from quoth.query.families.relating import WordingRelation
from quoth.query.families.stretches import VerbatimStretch
from quoth.store.model import Source, Statement, WordingVerdict

_ORDER: Final = {weight: place for place, weight in enumerate(Weight)}


class FamilyMember(NamedTuple):
    """A statement of a family."""

    row: int
    statement: Statement
    source: Source
    stretches: tuple[VerbatimStretch, ...]
    carriers: frozenset[str]
    """By whom it came, and where it was published, so one at least: papers that share one count
    once."""

    @property
    def words(self) -> tuple[tuple[str, ...], ...]:
        """The words that are verbatim."""
        return tuple(one.words for one in self.stretches)

    @property
    def size(self) -> int:
        """How many words its longest stretch has."""
        return max((len(one.words) for one in self.stretches), default=0)


class ComparedMember(NamedTuple):
    """A statement of a family, beside the one that it is compared with."""

    member: FamilyMember
    against: FamilyMember
    """The reference; or where that has too little in common, what is nearest in the family."""
    relation: WordingRelation
    differences: tuple[WordDifference, ...]
    """What may matter most first."""
    is_disputed: bool
    """Whether others are said to have said it."""
    verdict: str = ""
    """What a person decided about the two; empty if nothing was decided."""

    @property
    def weight(self) -> Weight:
        """How much the difference that may matter most does."""
        return min((one.weight for one in self.differences), key=_ORDER.get, default=Weight.NONE)  # type: ignore[arg-type]

    @property
    def may_misquote(self) -> bool:
        """Whether it is worth asking if someone is misquoted; a person may have answered that."""
        if self.verdict:
            return self.verdict == WordingVerdict.MISQUOTE
        return any(one.may_misquote for one in self.differences)


class WordingFamily:
    """Statements of one utterance, the reference first."""

    def __init__(self, reference: FamilyMember, others: tuple[ComparedMember, ...]) -> None:
        """Take the reference, and the others: those that may matter most first."""
        self.reference = reference
        self.others = others

    @cached_property
    def members(self) -> tuple[FamilyMember, ...]:
        """All statements, the reference first."""
        return (self.reference, *(one.member for one in self.others))

    @cached_property
    def is_disputed(self) -> bool:
        """Whether several are said to have said it."""
        return any(one.is_disputed for one in self.others)

    @cached_property
    def weight(self) -> Weight:
        """How much the difference that may matter most does."""
        return min((one.weight for one in self.others), key=_ORDER.get, default=Weight.NONE)  # type: ignore[arg-type]

    @cached_property
    def wordings(self) -> int:
        """How many wordings there are."""
        return len({one.words for one in self.members})

    @cached_property
    def papers(self) -> int:
        """In how many papers it stands that didn't have it from each other."""
        return independent(self.members)

    def differs_highly(self, row: int) -> bool:
        """Tell whether what differs in a row's wording, or from it, may change what was said.

        What a person decided to be the same doesn't.
        """
        return any(
            one.weight is Weight.HIGH and one.verdict != WordingVerdict.SAME
            for one in self.others
            if row in (one.member.row, one.against.row)
        )

    @property
    def urgency(self) -> tuple[bool, int, bool, int]:
        """Return by what families are listed: disputed ones first, then by what differs."""
        misquoted = any(one.may_misquote for one in self.others)
        return not self.is_disputed, _ORDER[self.weight], not misquoted, -len(self.members)


def order_of(member: ComparedMember) -> tuple[bool, int, bool]:
    """Return by what the statements of a family are listed."""
    return not member.is_disputed, _ORDER[member.weight], not member.may_misquote


def independent(members: Iterable[FamilyMember]) -> int:
    """Return how many papers have a quote, those that share a carrier counted once."""
    joined: Unions[str] = Unions()
    carriers: set[str] = set()
    for member in members:
        first, *others = member.carriers
        for other in others:
            joined.join(first, other)
        carriers |= member.carriers
    return len(set(map(joined.leader, carriers)))
