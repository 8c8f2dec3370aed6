"""What the values of a corpus are called, for the language of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from quoth.basics.text import words
from quoth.index.corpus import Corpus, Piece
from quoth.query.language.names import NamedValue, NameIndex, allowed_slips
from quoth.query.language.resolving import Resolution, resolve
from quoth.query.language.tree import FieldName, FieldTerm, Problem, ProblemLevel
from quoth.query.language.wording import named
from quoth.store.facets import Facet

if TYPE_CHECKING:
    from quoth.query.sources import SourceNames

FACETS: Final[Mapping[FieldName, Facet]] = {
    FieldName.BY: Facet.ACTOR,
    FieldName.TO: Facet.ADDRESSEE,
    FieldName.VIA: Facet.VIA,
    FieldName.ABOUT: Facet.MENTION,
    FieldName.TOPIC: Facet.TOPIC,
    FieldName.KIND: Facet.KIND,
    FieldName.SOURCE: Facet.SOURCE,
    FieldName.MEDIUM: Facet.MEDIUM,
    FieldName.TAG: Facet.TAG,
    FieldName.STATUS: Facet.STATUS,
    FieldName.POLARITY: Facet.POLARITY,
    FieldName.CODER: Facet.CODER,
    FieldName.LAYER: Facet.LAYER,
    FieldName.ATTR: Facet.ACTOR,
    FieldName.STANCE: Facet.STANCE,
    FieldName.HAS: Facet.HAS,
}
"""The facet that each field asks for; the others are dates."""
_ACTORS: Final = frozenset({Facet.ACTOR, Facet.ADDRESSEE, Facet.VIA, Facet.MENTION})
_MOST_TERMS: Final = 1_000
_MOST_TYPED: Final = 20
"""Words of a typed name that are looked at."""
_ALIKE: Final = 0.5
"""How much a word has to be like a typed one to be offered in its place."""
_MOST_ALIKE: Final = 20
_MOST_SOURCES: Final = 5_000
"""Up to so many sources are offered by their titles, too; of more, their publishers alone. By its
title each is found."""
PUBLISHER: Final = "publisher:"
"""Begins the id of an entry that stands for all sources of one publisher."""


class _Few(NamedTuple):
    """The names that may be meant."""

    names: NameIndex

    def entries(self, _: FieldName) -> NameIndex:
        """Return them."""
        return self.names


def publisher_of(value: str) -> str:
    """Return the publisher whose sources all are meant by a value, if one is."""
    return value.removeprefix(PUBLISHER) if value.startswith(PUBLISHER) else ""


class CorpusCatalogue:
    """The names of a corpus, each list made when it is first asked for, and then kept."""

    def __init__(self, corpus: Corpus) -> None:
        """Take the corpus."""
        self._corpus = corpus
        self._made = lru_cache(maxsize=None)(self._make)

    def entries(self, name: FieldName) -> NameIndex:
        """Return the values that a field may have."""
        if name is FieldName.ATTR:
            return self._known_of_actors
        return self._ratings if name is FieldName.RATED else self._made(FACETS[name])

    @cached_property
    def _ratings(self) -> NameIndex:
        """The ratings of checks."""
        from quoth.query.claims import ratings  # noqa: PLC0415  # once one is typed

        return ratings(self._corpus)

    @cached_property
    def _known_of_actors(self) -> NameIndex:
        """What is known of actors, each with how many statements those make."""
        said, properties = self._counts(Facet.ACTOR), self._corpus.properties
        counts: Counter[str] = Counter()
        for number in self._corpus.actors.numbers():
            for one in properties[number]:
                counts[one] += said[number]
        return NameIndex(NamedValue(one, one, (), count) for one, count in counts.items())

    def known_as(self, wanted: Sequence[str]) -> list[int]:
        """Return the numbers of the actors of whom one of some properties is known."""
        properties, asked = self._corpus.properties, frozenset(wanted)
        numbers = self._corpus.actors.numbers()
        return [number for number in numbers if not asked.isdisjoint(properties[number])]

    def _make(self, facet: Facet) -> NameIndex:
        """Return the values of a facet."""
        if facet in _ACTORS:
            return self._actors(facet)
        if facet is Facet.TOPIC:
            topics = self._corpus.topics
            counts = self._counts(facet)
            return NameIndex(
                NamedValue(topic.id, topic.name, (), counts[number])
                for number, topic in ((one, topics.record(one)) for one in topics.numbers())
            )
        if facet is Facet.SOURCE:
            return self._sources()
        counts_by_name: Counter[str] = Counter()
        for piece in self._corpus.pieces:
            counts = _totals(piece, facet)
            for value, number in self._corpus.value_numbers(piece.part, facet).items():
                if counts[number]:  # else only statements have it that others stand for now
                    counts_by_name[value] += counts[number]
        return NameIndex(
            NamedValue(value, value, (), count) for value, count in counts_by_name.items()
        )

    def resolve(self, field: FieldTerm) -> Resolution:
        """Return which values a field means."""
        if field.name is FieldName.SOURCE and len(self._corpus.sources) > _MOST_SOURCES:
            return self._source(field)
        if FACETS[field.name] not in _ACTORS or field.name is FieldName.ATTR:
            return resolve(field, self)
        likely = self._likely(field.value)
        # Their words may stand in different spellings of theirs: then others are as near.
        if likely.spelt(field.value):
            resolution = resolve(field, _Few(likely))
            if resolution.ids:
                return resolution
        return resolve(field, _Few(self._nearly(field.value)))

    def _source(self, field: FieldTerm) -> Resolution:
        """Return which sources and publishers a field means, of more than are looked at."""
        from quoth.query.sources import (  # noqa: PLC0415  # for stores of many sources
            MOST_MEANT,
            TooManySourcesError,
        )

        try:
            names = self._source_names.meant_by(field.value)
        except TooManySourcesError:
            message = (
                f"more than {MOST_MEANT:,} sources may be meant by {named(field.value)}: type more"
                " of the title"
            )
            severity = ProblemLevel.UNFINISHED if field.unfinished else ProblemLevel.WRONG
            return Resolution((), Problem(field.span, message, severity=severity))
        return resolve(field, _Few(names))

    @cached_property
    def _source_names(self) -> SourceNames:
        """The sources by their titles, where they are many."""
        from quoth.query.sources import SourceNames  # noqa: PLC0415

        return SourceNames(self._corpus, self.entries(FieldName.SOURCE))

    def _likely(self, typed: str) -> NameIndex:
        """Return the actors one of whose spellings may have every typed word, or begin with it.

        To fold the spellings of all actors takes longer than to find these by the words they are
        known by.
        """
        base = self._corpus.base
        likely: set[int] | None = None
        for word in words(typed):
            first, end = base.vocabulary.starting_with(word)
            terms = base.names.within(first, end, _MOST_TERMS)
            bearers = {actor for term in terms for actor in base.names.of(term)}
            likely = bearers if likely is None else likely & bearers
        identical = self._corpus.actors.number(typed.casefold())
        if identical is not None:
            likely = {*(likely or ()), identical}
        return NameIndex(self._entry(number, 0) for number in self._as_now(likely or set()))

    def _nearly(self, typed: str) -> NameIndex:
        """Return the actors who may be meant if the typed text is misspelt.

        These are the actors whose names have words like all of those typed. If there are none, they
        are the actors whose names have the words most like any of those typed.
        """
        from rapidfuzz import process  # noqa: PLC0415  # costs start-up time
        from rapidfuzz.distance import OSA  # noqa: PLC0415

        known = self._name_words
        near: list[set[int]] = []
        alike: set[int] = set()
        for word in words(typed)[:_MOST_TYPED]:
            close = process.extract(
                word, known, scorer=OSA.distance, score_cutoff=allowed_slips(word), limit=None
            )
            begun = (place for place, other in enumerate(known) if other.startswith(word))
            near.append(self._bearers([*(place for _, _, place in close), *begun]))
            like = process.extract(
                word,
                known,
                scorer=OSA.normalized_similarity,
                score_cutoff=_ALIKE,
                limit=_MOST_ALIKE,
            )
            alike |= self._bearers([place for _, _, place in like])
        both = set.intersection(*near) if near else set()
        found = self._as_now(both or alike)
        return NameIndex(self._entry(number, self._said(number)) for number in found)

    def _as_now(self, found: Set[int]) -> list[int]:
        """Return those of some actors who are still there, and all who may have another name."""
        actors = self._corpus.actors
        return sorted((found - actors.deleted) | actors.changed.keys())

    def _said(self, actor: int) -> int:
        """Return how many statements an actor made."""
        total = 0
        for piece in self._corpus.pieces:
            column = piece.part.column(Facet.ACTOR)
            is_whole = piece.alive is None
            total += column.size([actor]) if is_whole else len(column.rows([actor]) & piece.rows)
        return total

    @cached_property
    def _name_words(self) -> list[str]:
        """The words that actors are known by."""
        return cast("list[str]", self._corpus.base.sections.texts("names.words"))

    def _bearers(self, places: Iterable[int]) -> set[int]:
        """Return the actors known by any of some words, each named by its place among all."""
        base = self._corpus.base
        terms = base.names.within(0, len(base.vocabulary), len(self._name_words))
        return {actor for place in places for actor in base.names.of(terms[place])}

    def _entry(self, number: int, statements: int) -> NamedValue:
        """Return an actor."""
        corpus = self._corpus
        name, *aliases = corpus.spellings[number]
        return NamedValue(
            corpus.actor_ids[number], name, tuple(aliases), statements, corpus.roles[number]
        )

    def _actors(self, facet: Facet) -> NameIndex:
        """Return all actors; of those who speak, with the statements of their own."""
        counts = self._counts(facet)
        return NameIndex(
            self._entry(number, counts[number]) for number in self._corpus.actors.numbers()
        )

    def _sources(self) -> NameIndex:
        """Return the publishers, and the sources themselves where they are not too many."""
        corpus = self._corpus
        counts = self._counts(Facet.SOURCE)
        by_publisher: Counter[str] = Counter()
        for number, publisher in enumerate(self.publishers):
            by_publisher[publisher] += counts[number]
        entries = [
            NamedValue(PUBLISHER + name, name, (), count, "publisher")
            for name, count in by_publisher.items()
            if name
        ]
        if len(corpus.sources) <= _MOST_SOURCES:
            for number in corpus.sources.numbers():
                source = corpus.sources.record(number)
                entries.append(
                    NamedValue(source.id, source.title, (), counts[number], source.publisher)
                )
        return NameIndex(entries)

    def _counts(self, facet: Facet) -> Counter[int]:
        """Return how many statements have each value."""
        counts: Counter[int] = Counter()
        for piece in self._corpus.pieces:
            counts += _totals(piece, facet)
        return counts

    def sources_of(self, publisher: str) -> list[int]:
        """Return the numbers of the sources of a publisher."""
        return [number for number, name in enumerate(self.publishers) if name == publisher]

    @cached_property
    def publishers(self) -> Sequence[str]:
        """Who published each source, by number."""
        sections, sources = self._corpus.base.sections, self._corpus.sources
        names = cast("list[str]", sections.texts("publishers.names"))
        found = [names[code] for code in sections.numbers("sources.publishers").whole()]
        found += [""] * (sources.end - len(found))
        for number, source in sources.changed.items():
            found[number] = source.publisher
        return found


def _totals(piece: Piece, facet: Facet) -> Counter[int]:
    """Return how many rows of a piece have each value, of those that count."""
    column = piece.part.column(facet)
    counts: Sequence[int] = column.counts.whole()
    if piece.alive is not None:
        counts = piece.part.sets.tally(column.codes.whole(), piece.alive, max(len(counts) - 1, 0))
    found: Counter[int] = Counter()
    for values, count in zip(column.sets, counts, strict=False):
        for value in values:
            found[value] += count
    return found
