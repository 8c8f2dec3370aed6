"""The words of a corpus, and where each stands.

The distinct folded words of many quotes are few, so a query's words are compared with those, by
rapidfuzz, and never with the quotes.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from quoth.corpus import Corpus
from quoth.model import Actor, ActorKind
from quoth.text import fold, raw_words, tokenise


class SearchIndex:
    """The words of quotes, contexts and speakers' names.

    A word is known by its number in `vocabulary`. The words of a row stand in `tokens` from
    `starts[row]` up to `starts[row + 1]`; the quote's come first, up to `quote_ends[row]`.
    """

    def __init__(self, corpus: Corpus) -> None:
        """Read every quote, context and name; about 25 µs a statement."""
        self.corpus = corpus
        self._numbering = _Numbering()
        self.numbers: Mapping[str, int] = self._numbering.numbers
        self.tokens = array("I")
        self.starts = array("Q", [0])
        self.quote_ends = array("Q")
        rows: defaultdict[int, array[int]] = defaultdict(lambda: array("I"))
        for row, statement in enumerate(corpus.statements):
            quote = self._numbering.encode(statement.quote)
            context = self._numbering.encode(statement.context)
            self.tokens.extend(quote)
            self.quote_ends.append(len(self.tokens))
            self.tokens.extend(context)
            self.starts.append(len(self.tokens))
            for number in {*quote, *context}:
                rows[number].append(row)
        self._rows: Mapping[int, Sequence[int]] = rows
        self._speakers = self._read_names()
        self.vocabulary: Sequence[str] = tuple(self.numbers)
        self._sorted = sorted(self.vocabulary)
        self._by_length: defaultdict[int, list[str]] = defaultdict(list)
        for word in self.vocabulary:
            self._by_length[len(word)].append(word)
        self.beginnings = lru_cache(maxsize=8)(self._beginnings)

    def _read_names(self) -> dict[int, list[int]]:
        """Read the names of all who speak: the words, and the rows of those who bear them."""
        rows_of: defaultdict[str, list[int]] = defaultdict(list)
        for row, statement in enumerate(self.corpus.statements):
            for speaker in (statement.speaker, *statement.on_behalf_of):
                rows_of[speaker].append(row)
        speakers: defaultdict[int, list[int]] = defaultdict(list)
        synonyms: defaultdict[str, set[str]] = defaultdict(set)
        for actor in self.corpus.actors.values():
            spellings = (actor.name, *actor.aliases)
            for number in {n for spelling in spellings for n in self._numbering.encode(spelling)}:
                speakers[number].extend(rows_of[actor.id])
            tellings = {word for spelling in spellings if (word := _telling(spelling, actor))}
            for telling in tellings:
                synonyms[telling] |= tellings - {telling}
        self.synonyms: Mapping[str, set[str]] = synonyms
        return speakers

    def text_rows(self, word: str) -> Sequence[int]:
        """Return the rows whose quote or context has a word."""
        return self._rows.get(self.numbers[word], ())

    def name_rows(self, word: str) -> Sequence[int]:
        """Return the rows of speakers whose name, or whose alias, has a word."""
        return self._speakers.get(self.numbers[word], ())

    def starting_with(self, prefix: str) -> Iterator[str]:
        """Yield the words that start with a prefix, the prefix itself not counted."""
        for position in range(bisect_left(self._sorted, prefix), len(self._sorted)):
            word = self._sorted[position]
            if not word.startswith(prefix):
                return
            if word != prefix:
                yield word

    def of_length(self, shortest: int, longest: int) -> list[str]:
        """Return the words that have from `shortest` to `longest` letters."""
        return [word for length in range(shortest, longest + 1) for word in self._by_length[length]]

    def _beginnings(self, length: int) -> Mapping[str, Sequence[str]]:
        """Return the first `length` letters of all longer words, with those words."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for word in self.vocabulary:
            if len(word) > length:
                found[word[:length]].append(word)
        return found


class _Numbering(dict[str, int]):
    """The number of each word as it is written; each is folded once, however often it stands."""

    NO_WORD = -1

    def __init__(self) -> None:
        """Start with no words."""
        super().__init__()
        self.numbers: dict[str, int] = {}

    def __missing__(self, written: str) -> int:
        """Give a number to a word that is written for the first time."""
        folded = fold(written)
        number = self.numbers.setdefault(folded, len(self.numbers)) if folded else self.NO_WORD
        self[written] = number
        return number

    def encode(self, text: str) -> list[int]:
        """Return the numbers of the words of a text, in order."""
        numbers = [self[written] for written in raw_words(text)]
        return [number for number in numbers if number >= 0] if self.NO_WORD in numbers else numbers


def _telling(spelling: str, actor: Actor) -> str:
    """Return the word of a spelling that means the actor without the others, if one does.

    That is the only word there is, or a person's surname: the last word, unless it is a common one
    ("the French leader").
    """
    tokens = tokenise(spelling)
    if not tokens:
        return ""
    *others, last = tokens
    proper = not spelling[last.start].islower()
    return last.word if proper and (not others or actor.kind is ActorKind.PERSON) else ""
