"""What finds families of wordings in a store: all of them, those of some statements, or of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Final

from quoth.basics.text import words
from quoth.index.corpus import Corpus
from quoth.query.families.comparing import compared
from quoth.query.families.differing import StoreWords
from quoth.query.families.model import WordingFamily
from quoth.query.families.wordings import CorpusWordings
from quoth.store.model import WordingDecision, WordingVerdict

_FEW: Final = 200
"""Statements whose families are looked for one by one."""
_SMALL: Final = 20_000
"""Up to so many statements, all families are found at once in no time."""

_SPEAKER: Final = "speaker"
"""What differs where one quote is given to several speakers."""


class FamilyFinder:
    """Finds families in a corpus; nothing is made before it is asked for."""

    def __init__(self, corpus: Corpus) -> None:
        """Take the corpus."""
        self._corpus = corpus
        self._wordings = lru_cache(maxsize=2)(self._make)
        self._words = StoreWords(
            lru_cache(maxsize=4096)(self._bearers), lru_cache(maxsize=4096)(self._count)
        )

    def _make(self, drafts: bool) -> CorpusWordings:
        """Return the wordings of the corpus, with drafts or without."""
        same: list[tuple[int, int]] = []
        apart: list[tuple[int, int]] = []
        for one, other in self._decided:
            rows = self._corpus.row_of(one), self._corpus.row_of(other)
            if rows[0] is not None and rows[1] is not None:
                decision = self._decided[one, other]
                is_apart = decision.verdict is WordingVerdict.DIFFERENT
                (apart if is_apart else same).append((rows[0], rows[1]))
        return CorpusWordings(self._corpus, drafts=drafts, same=same, apart=apart)

    @cached_property
    def _decided(self) -> Mapping[tuple[str, str], WordingDecision]:
        """What was decided last about each pair of statements."""
        found: dict[tuple[str, str], WordingDecision] = {}
        for decision in self._corpus.decisions:
            one, other = sorted(decision.statements)
            found.pop((one, other), None)
            found[one, other] = decision
        return found

    @cached_property
    def _decisions(self) -> Sequence[WordingDecision]:
        """The same in the order in which they were made."""
        return list(self._decided.values())

    @cached_property
    def _decided_of(self) -> Mapping[str, Sequence[int]]:
        """Which of these are about each statement, by its id."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for place, decision in enumerate(self._decisions):
            for one in decision.statements:
                found[one].append(place)
        return found

    def family(self, row: int, *, drafts: bool = False) -> WordingFamily | None:
        """Return the family of one statement; nothing where it has none."""
        rows = self._wordings(drafts).family(row)
        return self.compared(rows) if len(rows) > 1 else None

    def rows(
        self, wanted: Collection[int] | None = None, *, drafts: bool = False
    ) -> list[Sequence[int]]:
        """Return the rows of all families, or of those with one of some statements."""
        wordings = self._wordings(drafts)
        if wanted is None:
            return wordings.families()
        if len(wanted) <= _FEW and len(self._corpus) > _SMALL:
            found = (tuple(wordings.family(row)) for row in wanted)
            return [rows for rows in dict.fromkeys(found) if len(rows) > 1]
        among = frozenset(wanted)
        return [rows for rows in wordings.families() if not among.isdisjoint(rows)]

    def crowded(self, *, drafts: bool = False) -> int:
        """Return how many wordings were compared with none when all families were looked for.

        More than 64 wordings have each three words in a row of theirs.
        """
        return self._wordings(drafts).crowded

    @cached_property
    def _all(self) -> Sequence[Sequence[int]]:
        """The rows of all families, drafts left out."""
        return self.rows()

    def varied(self) -> Collection[int]:
        """Return the rows of whose words there is another wording."""
        wordings = self._wordings(False)  # it is what is kept
        return [
            row
            for rows in self._all
            if len({wordings.wording(row) for row in rows}) > 1
            for row in rows
        ]

    def differing(self, what: str) -> Collection[int]:
        """Return the rows whose wording differs from the reference in a class, or by a weight.

        Of what several are said to have said, all rows differ in the `speaker`.
        """
        if what == _SPEAKER:
            disputed = (one for one in self._compared if one.is_disputed)
            return [member.row for one in disputed for member in one.members]
        return [
            one.member.row
            for family in self._compared
            for one in family.others
            if any(what in (apart.kind, apart.weight) for apart in one.differences)
        ]

    @cached_property
    def _compared(self) -> Sequence[WordingFamily]:
        """All families, drafts left out."""
        return [self.compared(rows) for rows in self._all]

    def compared(self, rows: Sequence[int]) -> WordingFamily:
        """Return some statements as a family."""
        decisions: Sequence[WordingDecision] = ()
        if self._decided_of:
            ids = {self._corpus.statements[row].id for row in rows}
            own = {place for one in ids for place in self._decided_of.get(one, ())}
            every = (self._decisions[place] for place in sorted(own))
            decisions = [one for one in every if ids.issuperset(one.statements)]
        return compared(self._corpus, rows, self._words, decisions)

    def _bearers(self, word: str) -> frozenset[str]:
        """Return the actors in whose names a word is."""
        corpus = self._corpus
        term = corpus.base.vocabulary.term(word)
        numbers = set(corpus.base.names.of(term)) if term is not None else set()
        actors = corpus.actors
        found = {corpus.actor_ids[one] for one in numbers - actors.deleted - actors.changed.keys()}
        for number, actor in actors.changed.items():
            if any(word in words(one) for one in corpus.spellings[number]):
                found.add(actor.id)
        return frozenset(found)

    def _count(self, word: str) -> int:
        """Return how many statements have a word."""
        total = 0
        for piece in self._corpus.pieces:
            term = piece.part.vocabulary.term(word)
            total += 0 if term is None else piece.part.postings.sizes[term]
        return total
