"""Other spellings of a name, which stand for each other in a search.

An actor who is called "Archer" and "the Miller" is found by either word. The segments of a store
hold these words for the actors they were made of; an actor who was changed since is looked at here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property

from quoth.index.corpus import Corpus
from quoth.index.segment.names import telling


class Synonyms:
    """The words that stand for each other in a corpus, with all that was changed."""

    def __init__(self, corpus: Corpus) -> None:
        """Take the corpus."""
        self._corpus = corpus

    def of(self, word: str) -> Collection[str]:
        """Return the words that stand for a word, which is folded."""
        base = self._corpus.base
        term = base.vocabulary.term(word)
        found: dict[str, None] = {}
        if term is not None:
            for other in base.synonyms.of(term):
                if not self._stale or self._still_mean_the_same(term, other):
                    found[base.vocabulary[other]] = None
        for words in self._of_changed.values():
            if word in words:
                found.update(dict.fromkeys(sorted(words - {word})))
        return found

    @cached_property
    def _stale(self) -> Collection[int]:
        """The actors whose names the first segment doesn't know as they are now."""
        return self._corpus.actors.changed.keys() | self._corpus.actors.deleted

    @cached_property
    def _of_changed(self) -> Mapping[int, frozenset[str]]:
        """The words that stand for each other in the names of each changed actor."""
        return {
            number: telling((actor.name, *actor.aliases), str(actor.kind or ""))
            for number, actor in self._corpus.actors.changed.items()
        }

    def _still_mean_the_same(self, term: int, other: int) -> bool:
        """Tell whether an actor whose names didn't change is called by both terms."""
        corpus = self._corpus
        names, vocabulary = corpus.base.names, corpus.base.vocabulary
        both = {*names.of(term)} & {*names.of(other)}
        left = both - {*self._stale}
        if left == both:
            return True
        wanted = {vocabulary[term], vocabulary[other]}
        return any(wanted <= telling(corpus.spellings[one], corpus.kinds[one]) for one in left)
