"""Queries over a store with layers: each is answered without them, unless it names one.

What a query is asked of is narrowed before: to the curated statements, or to all that the person
who asks may see (`quoth.index.layers`).
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Final

from quoth.index.corpus import Corpus
from quoth.index.layers import curated, seen_by
from quoth.query.filtered import Filtered
from quoth.query.language.parsing import parse
from quoth.query.language.tree import FieldName, FieldTerm, Node, terms
from quoth.query.model import Query, Sort
from quoth.query.result import Dated, Result
from quoth.query.run import COUNTED, Engine
from quoth.search.matching import Answer
from quoth.search.model import Meanings
from quoth.store.facets import Facet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from quoth.query.analysis.columns import StatementColumns
    from quoth.query.changes.positions import PositionHistory
    from quoth.query.families.model import WordingFamily
    from quoth.query.language.completion import Completion
    from quoth.query.language.names import NameIndex
    from quoth.query.seam import Found
    from quoth.store.model import Statement

_HAS_LAYER = str(Facet.LAYER)
_MOST_BEGUN: Final = 1_000
"""Words that begin alike of which it is asked whether one is seen."""


def engine_of(
    corpus: Corpus, saved: Callable[[], Mapping[str, str]] = dict, who: Callable[[], str] = str
) -> Engine:
    """Return what queries a store for a person, of whose name only blind coding takes note."""
    if not corpus.hides_something:
        return Engine(corpus, saved)
    return LayeredEngine(seen_by(corpus, who()), saved)


class LayeredEngine(Engine):
    """Queries a store with layers."""

    def __init__(self, seen: Corpus, saved: Callable[[], Mapping[str, str]] = dict) -> None:
        """Take all that the person who asks may see, and what a query may name with `@`."""
        super().__init__(curated(seen), saved)
        self.seen = seen
        """The statements that may be shown by their id."""

    @cached_property
    def _whole(self) -> Engine:
        """What finds in the layers as well."""
        return Engine(self.seen, self._saved)

    def with_layers(self) -> Engine:
        """Return what asks all that may be seen, the layers among it."""
        return self._whole

    def _of(self, found: "Found") -> Engine | None:
        """Return what found something, if that was not found without the layers."""
        assert isinstance(found, Filtered)  # noqa: S101
        return self._whole if names_a_layer(found.query, found.parsed.root) else None

    def find(
        self,
        query: Query,
        today: "date | None" = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Filtered:
        """Return what a query lets through: of layers nothing, unless it names one."""
        root = parse(query.text, self._saved() if "@" in query.text else {}).root
        if names_a_layer(query, root):
            return self._whole.find(query, today, cancelled)
        return super().find(query, today, cancelled)

    def family(self, row: int) -> "WordingFamily | None":
        """Return the wordings of what a statement says; of one in a layer there are none."""
        if self.corpus.row_of(self.corpus.statements[row].id) is None:
            return None
        return super().family(row)

    def positions(self, found: "Found") -> "list[tuple[str, PositionHistory]]":
        """Return what became of positions, each with the id of whose it is."""
        other = self._of(found)
        return super().positions(found) if other is None else other.positions(found)

    def rows(self, found: "Found", order: Sort | None = None) -> Sequence[int]:
        """Return the rows of what was found."""
        other = self._of(found)
        return super().rows(found, order) if other is None else other.rows(found, order)

    def explain(self, found: "Found", rows: int, seconds: float) -> "Iterator[str]":
        """Yield how a query was understood."""
        other = self._of(found)
        if other is not None:
            return other.explain(found, rows, seconds)
        assert isinstance(found, Filtered)  # noqa: S101
        told = found._replace(answers=[self._without_unseen(one) for one in found.answers])
        return super().explain(told, rows, seconds)

    def _without_unseen(self, answer: Answer) -> Answer:
        """Return an answer without the words that stand in layers alone."""
        vocabularies = [piece.part.vocabulary for piece in self.corpus.pieces]

        def is_seen(word: str) -> bool:
            return any(self.tools.searcher.exactly(word))

        def begins_seen(beginning: str) -> bool:
            return any(
                is_seen(word)
                for one in vocabularies
                for word in islice(one.words(*one.starting_with(beginning)), _MOST_BEGUN)
            )

        words, beginnings = answer.meanings
        kept = Meanings(
            {word: how for word, how in words.items() if is_seen(word)},
            [one for one in beginnings if begins_seen(one[0])],
        )
        return answer._replace(meanings=kept)

    def reasons(self, found: "Found", statement: "Statement") -> list[str]:
        """Return which words of a statement matched, and how."""
        other = self._of(found)
        return (
            super().reasons(found, statement) if other is None else other.reasons(found, statement)
        )

    def result(self, found: "Found") -> Result:
        """Return what was found with all that the panes show."""
        other = self._of(found)
        return super().result(found) if other is None else other.result(found)

    def dates(self, found: "Found") -> "Dated":
        """Return the statements by date, whatever period is chosen."""
        other = self._of(found)
        return super().dates(found) if other is None else other.dates(found)

    def count(
        self, found: "Found", most: int | None = None, facets: "Sequence[Facet] | None" = None
    ) -> dict[Facet, Mapping[str, int]]:
        """Return how many statements have each value; layers are counted whichever is named."""
        wanted = COUNTED if facets is None else facets
        other = self._of(found)
        if other is not None:
            return other.count(found, most, wanted)
        counts = super().count(found, most, [one for one in wanted if one is not Facet.LAYER])
        if Facet.LAYER in wanted:
            assert isinstance(found, Filtered)  # noqa: S101
            again = self._whole.find(found.query, found.today)
            counts |= self._whole.count(again, most, [Facet.LAYER])
        return {one: counts[one] for one in wanted}

    def columns(self, found: "Found") -> "StatementColumns":
        """Return what was found column by column."""
        other = self._of(found)
        return super().columns(found) if other is None else other.columns(found)

    def complete(self, text: str, cursor: int) -> "list[Completion]":
        """Return what completes a text at its cursor; the names of layers come from all."""
        from quoth.query.language.completion import complete  # noqa: PLC0415  # for who types

        return complete(text, cursor, LayeredCatalogue(self), saved=self._saved())

    def names(self, field: FieldName) -> "NameIndex":
        """Return the values that a field may have."""
        engine = self._whole if field is FieldName.LAYER else self
        return engine.tools.catalogue.entries(field)


class LayeredCatalogue:
    """The names of a store with layers: of layers those that may be seen, else the curated ones."""

    def __init__(self, engine: LayeredEngine) -> None:
        """Take what knows them."""
        self._engine = engine

    def entries(self, name: FieldName) -> "NameIndex":
        """Return the values that a field may have."""
        return self._engine.names(name)


def names_a_layer(query: Query, root: Node | None) -> bool:
    """Tell whether a query names a layer anywhere."""
    if query.chosen(Facet.LAYER) or _HAS_LAYER in query.chosen(Facet.HAS):
        return True
    fields = (one for one in terms(root) if isinstance(one, FieldTerm))
    return any(
        one.name is FieldName.LAYER or (one.name is FieldName.HAS and one.value == _HAS_LAYER)
        for one in fields
    )
