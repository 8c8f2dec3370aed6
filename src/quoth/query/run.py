"""A query over a corpus: the one place where it is decided which statements are shown."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, reduce
from operator import or_
from typing import TYPE_CHECKING, Final

from quoth.index.corpus import Corpus, Piece
from quoth.query.checked import Selection, names_a_status
from quoth.query.evaluating import Evaluator, Tools
from quoth.query.filtered import Filtered, Masks
from quoth.query.language.fields import CHECK
from quoth.query.language.parsing import parse
from quoth.query.language.tree import FieldName
from quoth.query.model import Query, Sort
from quoth.query.ordering import in_order
from quoth.query.result import Dated, Lanes, Result
from quoth.search.matching import Answer
from quoth.search.model import LEAST, Matches, Meaning, Meanings
from quoth.store.facets import Facet
from quoth.store.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from quoth.query.analysis.columns import StatementColumns
    from quoth.query.changes.positions import PositionHistory
    from quoth.query.counting import Counting
    from quoth.query.families.finder import FamilyFinder
    from quoth.query.families.model import WordingFamily
    from quoth.query.language.completion import Completion
    from quoth.query.language.names import NameIndex
    from quoth.query.seam import Found
    from quoth.store.model import Statement

# What a list of rows does not take, it does not wait for.
# ruff: noqa: PLC0415

LANES: Final = 40
"""Speakers whose dates a result tells apart."""


class Engine:
    """Runs queries over one corpus, and keeps what is worth keeping between them.

    It is what finds and counts (`quoth.query.seam`) in a store that is a file.
    """

    def __init__(self, corpus: Corpus, saved: Callable[[], Mapping[str, str]] = dict) -> None:
        """Take the corpus, and what a query may name with `@`."""
        self.corpus = corpus
        self.tools = Tools(corpus)
        self._saved = saved

    @cached_property
    def _counting(self) -> "Counting":
        """What counts over the corpus."""
        from quoth.query.counting import Counting

        return Counting(self.corpus)

    def with_layers(self) -> "Engine":
        """Return what asks all that may be seen, the layers of coders among it."""
        return self

    @property
    def families(self) -> "FamilyFinder":
        """What finds families of wordings in the corpus."""
        return self.tools.families

    def wordings(self) -> "Sequence[Sequence[int]]":
        """Return the rows of statements that are wordings of one quote, those of one together."""
        return self.families.rows()

    def family(self, row: int) -> "WordingFamily | None":
        """Return the wordings of what a statement says; nothing where nothing else has its words.

        Drafts are among them only if it is one.
        """
        is_draft = self.corpus.statements[row].status is Status.DRAFT
        return self.families.family(row, drafts=is_draft)

    def positions(self, found: "Found") -> "list[tuple[str, PositionHistory]]":
        """Return what became of positions, each with the id of whose it is, certain ones first."""
        from quoth.query.changes.positions import histories

        every = histories(self.corpus, self.families, self.rows(found))
        return [(self.corpus.actor_ids[one.who], one) for one in every]

    def find(
        self,
        query: Query,
        today: "date | None" = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Filtered:
        """Return what a query lets through; it means nothing once `cancelled()` is true.

        "Last week" is said on `today`, or on the day that it is.
        """
        parsed = parse(query.text, self._saved() if "@" in query.text else {})
        asks = bool(query.chosen(Facet.STATUS)) or names_a_status(parsed.root)
        standing = None if asks else self.tools.checked
        evaluator = Evaluator(self.tools, today, cancelled, checked_alone=standing is not None)
        masks: dict[str, Selection] = {}
        if standing is not None:
            masks[Facet.STATUS] = standing
        if parsed.root is not None:
            masks[_TEXT] = evaluator.rows(parsed.root)
        masks |= self._chosen(query)
        if any(piece.alive is not None for piece in self.corpus.pieces):
            masks[_ALIVE] = [piece.rows for piece in self.corpus.pieces]
        problems = [*parsed.problems, *evaluator.problems]
        matches = _matches(self.corpus, evaluator)
        return Filtered(
            query,
            parsed,
            problems,
            masks,
            matches,
            evaluator.answers,
            evaluator.phrases,
            today,
            evaluator.patterns,
        )

    def complete(self, text: str, cursor: int) -> "list[Completion]":
        """Return what completes a text at its cursor, the likeliest first."""
        from quoth.query.language.completion import complete

        return complete(text, cursor, self.tools.catalogue, saved=self._saved())

    def names(self, field: FieldName) -> "NameIndex":
        """Return the values that a field may have."""
        return self.tools.catalogue.entries(field)

    def prepare(self) -> None:
        """Make ready what the first search, or the first completion, would have to wait for."""
        for name in (FieldName.BY, FieldName.TOPIC):
            self.tools.catalogue.entries(name).prepare()

    def _chosen(self, query: Query) -> dict[str, Selection]:
        """Return what the choices and the period of a query let through."""
        corpus = self.corpus
        masks: dict[str, Selection] = {}
        for facet in dict.fromkeys(choice.facet for choice in query.choices):
            selection = []
            for piece in corpus.pieces:
                numbers = [
                    number
                    for value in query.chosen(facet)
                    if (number := corpus.value_number(piece.part, facet, value)) is not None
                ]
                if facet is Facet.ACTOR:
                    numbers = list(corpus.members(numbers))
                selection.append(piece.part.column(facet).rows(numbers))
            if facet is Facet.HAS and CHECK in query.chosen(facet):
                pairs = zip(selection, self.tools.with_checks, strict=True)
                selection = [rows | others for rows, others in pairs]
            masks[facet] = selection
        if (period := query.period) is not None:
            masks[_PERIOD] = [piece.part.overlapping(*period) for piece in corpus.pieces]
        return masks

    def rows(self, found: "Found", order: Sort | None = None) -> Sequence[int]:
        """Return the rows of what was found, in an order, or in that of the query."""
        own = _own(found)
        return in_order(self.corpus, order or own.order, _all(own.masks), own.matches)

    def explain(self, found: "Found", rows: int, seconds: float) -> "Iterator[str]":
        """Yield how a query was understood, what each word stood for, and what all of it cost."""
        from quoth.query.explaining import explanation

        return explanation(self.corpus, _own(found), rows, seconds)

    def reasons(self, found: "Found", statement: "Statement") -> list[str]:
        """Return which words of a statement matched, and how."""
        from quoth.query.explaining import reasons_for

        return reasons_for(statement, _own(found))

    def result(self, found: "Found") -> Result:
        """Return what was found with all that the panes show."""
        found = _own(found)
        corpus, counting = self.corpus, self._counting
        everything = _all(found.masks)
        whoever = _all(found.masks, but=Facet.ACTOR) if Facet.ACTOR in found.masks else everything
        whenever = _all(found.masks, but=_PERIOD) if _PERIOD in found.masks else everything
        return Result(
            query=found.query,
            parsed=found.parsed,
            problems=found.problems,
            order=found.order,
            rows=in_order(corpus, found.order, everything, found.matches),
            matches=found.matches,
            actors=counting.values(Facet.ACTOR, whoever),
            whoever=_size(corpus.pieces, whoever),
            dates=counting.dates(whenever),
            lanes=Lanes(
                counting.speakers(whenever, LANES),
                lambda speaker: counting.dates_of(speaker, whenever),
            ),
        )

    def dates(self, found: "Found") -> "Dated":
        """Return the statements by date, the newest first, whatever period is chosen."""
        return self._counting.dates(_all(_own(found).masks, but=_PERIOD))

    def count(
        self, found: "Found", most: int | None = None, facets: "Sequence[Facet] | None" = None
    ) -> dict[Facet, Mapping[str, int]]:
        """Return how many statements have each value of some facets, whatever is chosen of it.

        Without `facets`, these are all that can be filtered by. With `most`, of each facet only
        that many values, those with the most statements, and those that are chosen.
        """
        found = _own(found)
        counts: dict[Facet, Mapping[str, int]] = {}
        for facet in COUNTED if facets is None else facets:
            masks = self._whatever_status(found) if facet is Facet.STATUS else found.masks
            selection = _all(masks, facet)
            counts[facet] = self._counting.values(facet, selection, most, found.query.chosen(facet))
            if facet is Facet.HAS and (checked := self._with_checks(selection)):
                counts[facet] = {**counts[facet], CHECK: checked}
        return counts

    def _with_checks(self, selection: Selection | None) -> int:
        """Return how many statements of a selection were checked."""
        if not self.corpus.checks:
            return 0
        selected = [piece.rows for piece in self.corpus.pieces] if selection is None else selection
        return sum(
            len(one & other) for one, other in zip(selected, self.tools.with_checks, strict=True)
        )

    def columns(self, found: "Found") -> "StatementColumns":
        """Return what was found column by column."""
        from quoth.query.coded import selected

        return selected(self._columns, self.corpus, _all(_own(found).masks))

    @cached_property
    def _columns(self) -> "StatementColumns":
        """What is there column by column: made once for all analyses."""
        from quoth.query.coded import columns_of

        return columns_of(self.corpus, lambda: self.tools.catalogue.publishers)

    def _whatever_status(self, found: Filtered) -> Masks:
        """Return what each part of a query lets through whether or not a person has read it."""
        root, standing = found.parsed.root, found.masks.get(Facet.STATUS)
        if root is None or standing is None or standing is not self.tools.checked:
            return found.masks
        evaluator = Evaluator(self.tools, found.today, lambda: False)
        return {**found.masks, _TEXT: evaluator.rows(root)}


COUNTED: Final = (
    Facet.KIND, Facet.TOPIC, Facet.VIA, Facet.MEDIUM, Facet.ADDRESSEE, Facet.SOURCE, Facet.STATUS,
    Facet.POLARITY, Facet.TAG, Facet.CODER, Facet.LAYER, Facet.ACTOR, Facet.STANCE, Facet.HAS,
)  # fmt: skip
"""The facets that are offered as filters, beside time."""


def run(corpus: Corpus, query: Query, today: "date | None" = None) -> Result:
    """Return the result of one query; to run several, keep an `Engine`."""
    engine = Engine(corpus)
    return engine.result(engine.find(query, today))


def _own(found: "Found") -> Filtered:
    """Return what was found by an engine: it is asked for nothing that another store found."""
    assert isinstance(found, Filtered)  # noqa: S101
    return found


_TEXT = "text"
_PERIOD = "period"
_ALIVE = "alive"


def _all(masks: Masks, but: str | None = None) -> Selection | None:
    """Return the rows that all masks let through, but for one; nothing stands for all rows."""
    kept = [selection for key, selection in masks.items() if key != but]
    if not kept:
        return None
    whole = list(kept[0])
    for selection in kept[1:]:
        whole = [rows & other for rows, other in zip(whole, selection, strict=True)]
    return whole


def _size(pieces: Sequence[Piece], selection: Selection | None) -> int:
    """Return how many rows a selection has."""
    return sum(map(len, pieces if selection is None else selection))


def _matches(corpus: Corpus, evaluator: Evaluator) -> Matches | None:
    """Return what the words, phrases and patterns of a query matched."""
    if not (evaluator.answers or evaluator.phrases or evaluator.patterns):
        return None
    scores: dict[int, float] = {}
    words: dict[str, list[Meaning]] = {}
    beginnings: list[tuple[str, Meaning]] = []
    places = 0
    for answer in evaluator.answers:
        for piece, found in zip(corpus.pieces, answer.found, strict=True):
            for row, score in found.scores.items():
                scores[piece.start + row] = max(scores.get(piece.start + row, 0.0), score)
        for word, meanings in answer.meanings.words.items():
            words.setdefault(word, []).extend((places + n, how) for n, how in meanings)
        beginnings += [(b, (places + n, how)) for b, (n, how) in answer.meanings.beginnings]
        places += len(answer.typed)
    for phrase in evaluator.phrases:
        for word in phrase.words:
            words.setdefault(word, []).append((places, 1.0))
            if phrase.unfinished and word == phrase.words[-1]:
                beginnings.append((word, (places, 1.0)))
            places += 1
    rest = min(scores.values(), default=LEAST)
    answers = tuple(evaluator.answers)
    return Matches(
        scores,
        rest,
        Meanings(words, beginnings),
        lambda grade: _of(answers, grade),
        tuple(dict.fromkeys(pattern.source for pattern in evaluator.patterns)),
    )


def _of(answers: Sequence[Answer], grade: int) -> Selection:
    """Return the rows of a grade, of those that any group of words found."""
    by_part = zip(*(answer.found for answer in answers), strict=True)
    return [reduce(or_, (found.near.rows_of(grade) for found in same)) for same in by_part]
