"""A query's tree over a corpus: the rows that each condition lets through, in each part."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, reduce
from operator import and_, or_
from typing import TYPE_CHECKING, TypeAlias

from quoth.basics.dates import EARLIEST, LATEST, DateError
from quoth.basics.guessing import named
from quoth.index.corpus import Corpus
from quoth.index.rows import Rows
from quoth.index.segment.part import Part
from quoth.query.checked import Selection, checked
from quoth.query.language.fields import CHECK, VARIANT
from quoth.query.language.tree import (
    All,
    Either,
    FieldName,
    FieldTerm,
    LooseWords,
    Node,
    Not,
    PatternTerm,
    Phrase,
    Problem,
    ProblemLevel,
    terms,
)
from quoth.search.matching import Answer, FuzzySearcher
from quoth.store.facets import Facet

if TYPE_CHECKING:
    from datetime import date

    from quoth.query.catalogue import CorpusCatalogue
    from quoth.query.families.finder import FamilyFinder
    from quoth.query.patterns import PatternFinder
    from quoth.search.synonyms import Synonyms

# What few queries need, the others do not wait for.
# ruff: noqa: PLC0415


def is_of_wordings(field: FieldTerm) -> bool:
    """Tell whether a field asks for what has another wording."""
    return field.name is FieldName.HAS and field.value == VARIANT


def is_of_checks(field: FieldTerm) -> bool:
    """Tell whether a field asks for what was checked."""
    return field.name is FieldName.RATED or (field.name is FieldName.HAS and field.value == CHECK)


_RowsOf: TypeAlias = "Callable[[Node, Selection | None], Selection]"


def _reads_texts(node: Node) -> bool:
    """Tell whether a node takes reading the texts of statements."""
    return any(isinstance(one, PatternTerm) for one in terms(node))


class Tools:
    """What evaluating a query takes, made once for a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        """Take the corpus."""
        self.corpus = corpus
        pieces = corpus.pieces
        self.searcher = FuzzySearcher.of(
            [piece.part for piece in pieces],
            [piece.alive for piece in pieces],
            age=lambda place, row: corpus.age(pieces[place].start + row),
            same=None if len(pieces) == 1 else self._synonyms.of,
        )

    @cached_property
    def _synonyms(self) -> Synonyms:
        """The words that stand for each other in all pieces."""
        from quoth.search.synonyms import Synonyms

        return Synonyms(self.corpus)

    @cached_property
    def checked(self) -> Selection | None:
        """The rows whose statements are neither drafts nor rejected; nothing where all are not."""
        return checked(self.corpus)

    @cached_property
    def checked_searcher(self) -> FuzzySearcher:
        """What finds those alone: no draft that has the words hides one that nearly has them."""
        return self.searcher if self.checked is None else self.searcher.among(self.checked)

    @cached_property
    def with_checks(self) -> Selection:
        """The rows of the statements whose claims were checked."""
        from quoth.query.claims import listed, rows_of_checks

        return listed(self.corpus, rows_of_checks(self.corpus, self.corpus.checks))

    @cached_property
    def families(self) -> FamilyFinder:
        """What finds families of wordings in the corpus."""
        from quoth.query.families.finder import FamilyFinder

        return FamilyFinder(self.corpus)

    @cached_property
    def patterns(self) -> PatternFinder:
        """What looks for patterns in the texts of the corpus."""
        from quoth.query.patterns import PatternFinder

        return PatternFinder(self.corpus)

    @cached_property
    def catalogue(self) -> CorpusCatalogue:
        """The names of the corpus."""
        from quoth.query.catalogue import CorpusCatalogue

        return CorpusCatalogue(self.corpus)


class Evaluator:
    """Evaluates one tree, and keeps what its words found."""

    def __init__(
        self,
        tools: Tools,
        today: date | None,
        cancelled: Callable[[], bool],
        *,
        checked_alone: bool = False,
    ) -> None:
        """Take the tools, the day that "last week" is said on, and when to give up.

        Words may be looked for in what is neither a draft nor rejected alone.
        """
        self._tools = tools
        self._standing = tools.checked if checked_alone else None
        self._searcher = tools.checked_searcher if checked_alone else tools.searcher
        self._corpus = tools.corpus
        self._parts = [piece.part for piece in self._corpus.pieces]
        self._today = today
        self._cancelled = cancelled
        self.answers: list[Answer] = []
        self.phrases: list[Phrase] = []
        self.patterns: list[PatternTerm] = []
        self.problems: list[Problem] = []
        self._phrases: dict[tuple[tuple[str, ...], bool], Selection] = {}
        self._valued: dict[tuple[Facet, tuple[str, ...]], Selection] = {}

    def rows(self, node: Node, within: Selection | None = None) -> Selection:
        """Return the rows that a node lets through.

        Of those outside of `within`, nothing that is returned means anything.
        """
        if self._cancelled():
            return self._nothing()
        match node:
            case LooseWords():
                return self._words(node)
            case Phrase():
                self.phrases.append(node)
                return self._phrase(node)
            case FieldTerm():
                return self._field(node)
            case PatternTerm():
                self.patterns.append(node)
                return self._matching(node, within)
            case Not():
                return self._complement(self._excluded(node.node, within))
            case All():
                return self._all(self.rows, node, within)
            case Either():
                return self._joined(or_, (self.rows(one, within) for one in node.nodes))

    def _all(self, rows: _RowsOf, node: All, within: Selection | None) -> Selection:
        """Return the rows that all nodes let through; those that read texts come last."""
        left = within
        for one in sorted(node.nodes, key=_reads_texts):
            found = rows(one, left)
            left = found if left is None else self._joined(and_, (left, found))
        assert left is not None  # noqa: S101  # it holds two nodes or more
        return left

    def _matching(self, node: PatternTerm, within: Selection | None) -> Selection:
        """Return the rows whose texts a pattern matches, and say so if it can't be known of all."""
        if within is None:
            within = self._standing or [piece.rows for piece in self._corpus.pieces]
        # No other statement is read, or named where one takes too long.
        within = [
            rows if piece.alive is None else rows & piece.alive
            for rows, piece in zip(within, self._corpus.pieces, strict=True)
        ]
        found = self._tools.patterns.rows(node.source, within, self._cancelled)
        if found.left_out and not self._cancelled():
            where = f" on the statement {named(found.stopped_at)}" if found.stopped_at else ""
            self.problems.append(
                Problem(
                    node.span,
                    f"the pattern {named(f'/{node.source}/')} takes too long{where}: it wasn't"
                    f" looked for in {found.left_out:,} of {sum(map(len, within)):,} statements",
                )
            )
        return found.rows

    def _joined(
        self, join: Callable[[Rows, Rows], Rows], selections: Iterable[Selection]
    ) -> Selection:
        """Return selections joined part by part."""
        return [reduce(join, rows) for rows in zip(*selections, strict=True)]

    def _nothing(self) -> Selection:
        """Return no rows."""
        return [Rows.nothing(part.sets) for part in self._parts]

    def _everything(self) -> Selection:
        """Return all rows."""
        return [Rows.everything(part.sets) for part in self._parts]

    def _complement(self, selection: Selection) -> Selection:
        """Return all other rows."""
        pairs = zip(self._everything(), selection, strict=True)
        return [everything - rows for everything, rows in pairs]

    def _words(self, words: LooseWords) -> Selection:
        """Return the rows that match some words, misspelt or not."""
        answer = self._searcher.search(
            words.text, unfinished=words.unfinished, cancelled=self._cancelled
        )
        if answer is None:
            return self._nothing() if self._cancelled() else self._everything()
        self.answers.append(answer)
        return [found.rows for found in answer.found]

    def _excluded(self, node: Node, within: Selection | None) -> Selection:
        """Return the rows that are excluded: no slip, and no unfinished word, excludes any."""
        match node:
            case LooseWords():
                return self._searcher.exactly(node.text)
            case Phrase():
                return self._phrase(node._replace(unfinished=False))
            case PatternTerm():
                return self._matching(node, within)
            case Not():
                return self._complement(self._excluded(node.node, within))
            case All():
                return self._all(self._excluded, node, within)
            case Either():
                return self._joined(or_, (self._excluded(one, within) for one in node.nodes))
            case FieldTerm():
                return self._field(node, excludes=True)

    def _phrase(self, phrase: Phrase) -> Selection:
        """Return the rows with some words next to each other."""
        from quoth.search.phrases import rows_with_phrase

        if not phrase.words:
            return self._everything()
        known = (phrase.words, phrase.unfinished)
        if known not in self._phrases:
            self._phrases[known] = [
                rows_with_phrase(part, phrase.words, unfinished=phrase.unfinished)
                for part in self._parts
            ]
        return self._phrases[known]

    def _field(self, field: FieldTerm, *, excludes: bool = False) -> Selection:
        """Return the rows that have a property; what is not typed to its end hides none."""
        if field.name in (FieldName.SAID, FieldName.SINCE, FieldName.UNTIL):
            return self._dated(field)
        if field.name is FieldName.DIFFERS or is_of_wordings(field):
            return self._with_wordings(field)
        if is_of_checks(field):
            return self._checked(field, excludes=excludes)
        from quoth.query.catalogue import FACETS

        resolution = self._tools.catalogue.resolve(field)
        if resolution.problem is not None:
            self.problems.append(resolution.problem)
            unfinished = resolution.problem.severity is ProblemLevel.UNFINISHED
            return self._everything() if unfinished and not excludes else self._nothing()
        if field.name is FieldName.ATTR:
            actors = self._corpus.members(self._tools.catalogue.known_as(resolution.ids))
            return [part.column(Facet.ACTOR).rows(actors) for part in self._parts]
        known = (FACETS[field.name], resolution.ids)
        if known not in self._valued:
            facet, ids = known
            self._valued[known] = [
                part.column(facet).rows(self._numbers(part, facet, ids)) for part in self._parts
            ]
        return self._valued[known]

    def _with_wordings(self, field: FieldTerm) -> Selection:
        """Return the rows of whose words there is another wording, or one that differs somehow."""
        from quoth.query.claims import listed

        families = self._tools.families
        found = families.varied() if is_of_wordings(field) else families.differing(field.value)
        return listed(self._corpus, found)

    def _checked(self, field: FieldTerm, *, excludes: bool) -> Selection:
        """Return the rows of what was checked, or rated so."""
        from quoth.presenting.claim_checks import is_rated
        from quoth.query.claims import listed, rows_of_checks

        if field.name is not FieldName.RATED:
            return self._tools.with_checks
        still_typed = field.unfinished and not excludes
        checks = [
            one for one in self._corpus.checks if is_rated(one, field.value, unfinished=still_typed)
        ]
        if not checks:
            severity = ProblemLevel.UNFINISHED if field.unfinished else ProblemLevel.WRONG
            message = f"no check here has the rating {named(field.value)}"
            self.problems.append(Problem(field.span, message, severity=severity))
        return listed(self._corpus, rows_of_checks(self._corpus, checks))

    def _numbers(self, part: Part, facet: Facet, values: Sequence[str]) -> Sequence[int]:
        """Return the numbers in a part of some values: of actors, with those who belong to them."""
        from quoth.query.catalogue import publisher_of

        corpus = self._corpus
        if facet is Facet.STANCE:
            numbers = corpus.value_numbers(part, facet)
            return [
                number
                for name, number in numbers.items()
                if any(name == value or name.startswith(f"{value}:") for value in values)
            ]
        found: list[int] = []
        for value in values:
            if facet is Facet.SOURCE and (publisher := publisher_of(value)):
                found += self._tools.catalogue.sources_of(publisher)
            elif (number := corpus.value_number(part, facet, value)) is not None:
                found.append(number)
        return corpus.members(found) if facet is Facet.ACTOR else found

    def _dated(self, field: FieldTerm) -> Selection:
        """Return the rows that may have been said in a period."""
        from datetime import date

        from quoth.basics.periods import period_of

        try:
            first, last = period_of(field.value, self._today or date.today())
        except DateError as error:  # a period only this corpus could refuse
            self.problems.append(Problem(field.span, str(error)))
            return self._nothing()
        if field.name is FieldName.SINCE:
            last = LATEST
        elif field.name is FieldName.UNTIL:
            first = EARLIEST
        return [part.overlapping(first, last) for part in self._parts]
