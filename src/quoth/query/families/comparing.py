"""Statements of one utterance, compared with the wording that is most likely the right one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from quoth.basics.dates import EARLIEST, LATEST
from quoth.basics.text import words
from quoth.query.families.differing import (
    DifferenceClass,
    StoreWords,
    Weight,
    WordDifference,
    differences,
)
from quoth.query.families.model import (
    ComparedMember,
    FamilyMember,
    WordingFamily,
    independent,
    order_of,
)
from quoth.query.families.relating import UNRELATED, RelationKind, WordingRelation, relate
from quoth.query.families.stretches import stretches_of
from quoth.store.model import Status

if TYPE_CHECKING:
    from quoth.query.families.stretches import VerbatimStretch
    from quoth.store.model import Statement, WordingDecision
    from quoth.store.snapshot import Snapshot

_PRIMARY: Final = frozenset(
    {"speech", "statement", "post", "transcript", "address", "tweet", "x", "twitter", "facebook",
     "telegram", "mastodon", "bluesky", "youtube", "release", "hansard"}
)  # fmt: skip
"""Words for a medium in which the speaker's own words are read or heard."""
_BY_TAG: Final = frozenset({"primary", "primary source", "transcript", "speech"})
_GOODNESS: Final = {
    RelationKind.SAME: 4, RelationKind.EXCERPT: 3, RelationKind.ELIDED: 2, RelationKind.VARIANT: 1,
}  # fmt: skip
_LONGEST_LINEAGE: Final = 10


def member(corpus: Snapshot, row: int) -> FamilyMember:
    """Return the statement of a row as one of a family."""
    statement = corpus.statements[row]
    source = corpus.sources[statement.source]
    carriers = {corpus.actors[actor].name for actor in statement.via}
    carriers.add(source.publisher or source.title)
    named = frozenset(" ".join(words(one)) or one for one in carriers)
    stretches = stretches_of(statement.quote, statement.kind)
    return FamilyMember(row, statement, source, stretches, named)


def compared(
    corpus: Snapshot,
    rows: Iterable[int],
    store: StoreWords,
    decisions: Sequence[WordingDecision] = (),
) -> WordingFamily:
    """Return some statements as a family, with what a person decided, the last said last."""
    members = [member(corpus, row) for row in rows]
    reference = chosen_reference(members, [one.right for one in decisions])
    verdicts = _by_words(members, decisions)
    others = (one for one in members if one is not reference)
    compared_ones = (_beside(corpus, one, reference, members, store) for one in others)
    beside = [
        one._replace(verdict=verdicts.get(frozenset((one.member.words, one.against.words)), ""))
        for one in compared_ones
    ]
    return WordingFamily(reference, tuple(sorted(beside, key=order_of)))


def _by_words(
    members: Sequence[FamilyMember], decisions: Sequence[WordingDecision]
) -> dict[frozenset[object], str]:
    """Return what was decided about two wordings, whichever statements have them."""
    words = {one.statement.id: one.words for one in members}
    return {
        frozenset(words[one] for one in decision.statements): str(decision.verdict)
        for decision in decisions
    }


# -- The reference ---------------------------------------------------------------------------------


def chosen_reference(members: Sequence[FamilyMember], right: Sequence[str] = ()) -> FamilyMember:
    """Return the statement whose wording is most likely the right one.

    That is what a person said; else what stands in a primary source; else what most papers have
    that didn't have it from each other, then the longest, then what was said first.
    """
    named = {one.statement.id: one for one in members}
    for statement_id in reversed(right):
        if statement_id in named:
            return named[statement_id]
    by_words: dict[object, list[FamilyMember]] = defaultdict(list)
    for one in members:
        by_words[one.words].append(one)
    badness = {words: _badness(some) for words, some in by_words.items()}
    return min(members, key=lambda one: (*badness[one.words], *_own(one)))


def _badness(alike: Sequence[FamilyMember]) -> tuple[object, ...]:
    """Return how unlikely a wording is the right one, from all statements that have it."""
    checked = [one for one in alike if one.statement.status is _CHECKED]
    firsthand = max(map(_firsthand, alike))
    return -firsthand, -independent(checked), -alike[0].size, min(map(_age, alike))


_CHECKED: Final = Status.CONFIRMED


def _own(one: FamilyMember) -> tuple[object, ...]:
    """Return by which of several of one wording stands for it."""
    return -_firsthand(one), one.statement.status is not _CHECKED, *_age(one)


def _age(one: FamilyMember) -> tuple[int, int, str]:
    """Return by what is said first: by the day by which it surely was, then by id."""
    said = one.statement.said
    day = said.last if said and said.first != EARLIEST else LATEST
    return day, len(one.statement.id), one.statement.id


def _firsthand(one: FamilyMember) -> int:
    """Return how near the speaker it is: in their own medium, or at least not through others."""
    statement = one.statement
    medium = frozenset(words(statement.medium))
    tags = {tag.casefold() for tag in statement.tags}
    if medium & _PRIMARY or tags & _BY_TAG:
        return 2
    return 0 if statement.via else 1


# -- What the others make of it --------------------------------------------------------------------


def _beside(
    corpus: Snapshot,
    one: FamilyMember,
    reference: FamilyMember,
    members: Sequence[FamilyMember],
    store: StoreWords,
) -> ComparedMember:
    """Return a statement beside the reference, or what is nearest it in the family."""
    against = reference
    relation, ours, theirs = nearest(reference, one)
    if not relation.links:
        others = [other for other in members if other is not one]
        found = [(nearest(other, one), other) for other in others]
        (relation, ours, theirs), against = max(found, key=lambda pair: _goodness(pair[0][0]))
    apart = differences(ours, theirs, store) if ours and theirs and relation.links else ()
    polarity = _of_polarity(against.statement, one.statement)
    disputed = not are_one_voice(corpus, against.statement, one.statement)
    return ComparedMember(one, against, relation, (*polarity, *apart), disputed)


def _goodness(relation: WordingRelation) -> tuple[int, float]:
    """Return how near two wordings are."""
    return _GOODNESS.get(relation.kind, 0), relation.coverage


def nearest(
    one: FamilyMember, other: FamilyMember
) -> tuple[WordingRelation, VerbatimStretch | None, VerbatimStretch | None]:
    """Return how two statements are related by the stretches that are nearest each other."""
    found = [
        (relate(ours, theirs), ours, theirs) for ours in one.stretches for theirs in other.stretches
    ]
    if not found:
        return UNRELATED, None, None
    return max(found, key=lambda pair: (_goodness(pair[0]), min(len(p.words) for p in pair[1:])))


def _of_polarity(reference: Statement, other: Statement) -> tuple[WordDifference, ...]:
    """Return what differs where one of two denies what the words say."""
    if reference.polarity is other.polarity:
        return ()
    ours, theirs = (str(one.polarity or "affirmed") for one in (reference, other))
    return (WordDifference(DifferenceClass.NEGATION, Weight.HIGH, ours, theirs),)


def are_one_voice(corpus: Snapshot, one: Statement, other: Statement) -> bool:
    """Tell whether two statements are by one, or by who speaks for the other."""
    return not _voices(corpus, one).isdisjoint(_speakers(other)) or not _voices(
        corpus, other
    ).isdisjoint(_speakers(one))


def _speakers(statement: Statement) -> set[str]:
    """Return who speaks, and for whom."""
    return {statement.speaker, *statement.on_behalf_of}


def _voices(corpus: Snapshot, statement: Statement) -> set[str]:
    """Return who speaks, for whom, and to whom they belong."""
    found = _speakers(statement)
    for actor in list(found):
        home = actor
        for _ in range(_LONGEST_LINEAGE):
            record = corpus.actors.get(home)
            home = record.affiliation if record is not None else ""
            if not home:
                break
            found.add(home)
    return found
