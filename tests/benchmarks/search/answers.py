"""What counts as found: the statement a query was made from, and whichever says the same.

Short fragments stand in several statements, and some statements stand in a store twice. Whoever
typed the words meant any of them, so an answer to a query is every statement whose folded words
hold the query's clean ones at least as closely as the statement does that it was made from:

- words typed in the order in which they were said: in a row, in that order;
- words that were shuffled (`order`) or between which others were left out (`gaps`): all of them,
  each as often as it was typed, within as few words in a row as in that statement, in any order.

The last clean word of a `prefix` is a beginning, and may go on otherwise. Slips change nothing: the
words as they were said count, and not as they were typed.

Of a query read from a file that doesn't give its clean words, answers are the statement it names,
those that contain the whole of it and, where nothing is misspelt, those with the words as typed.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from tests.benchmarks.search.engine import Texts
from tests.benchmarks.search.folding import folded
from tests.benchmarks.search.queries import Frequencies, Query


class Sought(NamedTuple):
    """Words that an answer to a query holds: in a row, or together."""

    query: int
    """The place of the query in its list."""
    words: tuple[str, ...]
    within: int = 0
    """Within how many words in a row they stand, in any order; 0 where they are in a row."""
    cut: bool = False
    """Whether the last may be continued."""

    @property
    def whole(self) -> tuple[str, ...]:
        """The words that stand in an answer as they are."""
        return self.words[:-1] if self.cut and len(self.words) > 1 else self.words

    def is_in(self, words: Sequence[str]) -> bool:
        """Tell whether the words of a statement hold these."""
        if self.within:
            return 0 < fewest_around(words, self.words) <= self.within
        last = len(self.words) - 1

        def fits(place: int, word: str) -> bool:
            wanted = self.words[place]
            return word == wanted or (self.cut and place == last and word.startswith(wanted))

        return _in_row(words, last + 1, fits)


def fewest_around(words: Sequence[str], wanted: Sequence[str]) -> int:
    """Return how many words in a row hold all that are wanted, at the fewest; 0 if none do.

    What is wanted twice has to be there twice.
    """
    counts = Counter(wanted)
    places: dict[str, deque[int]] = {word: deque(maxlen=count) for word, count in counts.items()}
    missing = len(wanted)
    fewest = 0
    for place, word in enumerate(words):
        if word in places:
            latest = places[word]
            missing -= len(latest) < counts[word]
            latest.append(place)
            if not missing:
                size = place - min(one[0] for one in places.values()) + 1
                fewest = min(fewest or size, size)
    return fewest


def _in_row(words: Sequence[str], count: int, fits: Callable[[int, str], bool]) -> bool:
    """Tell whether words fit one right after the other."""
    return any(
        all(fits(place, words[start + place]) for place in range(count))
        for start in range(len(words) - count + 1)
    )


def find_answers(queries: Sequence[Query], texts: Texts, known: Frequencies) -> list[set[str]]:
    """Return the ids of the statements that answer each query, in one pass over the texts.

    A statement is compared only with the queries whose rarest word it has.
    """
    found = [{query.id} for query in queries]
    by_rarest: dict[str, list[Sought]] = {}
    for sought in _all_sought(queries, texts):
        rarest = min(sought.whole, key=lambda word: known.by_word.get(word, 0))
        by_rarest.setdefault(rarest, []).append(sought)
    rarest_words = by_rarest.keys()
    for statement, text in texts:
        words = folded(text)
        for word in rarest_words & set(words):
            for sought in by_rarest[word]:
                if sought.is_in(words):
                    found[sought.query].add(statement)
    return found


def _all_sought(queries: Sequence[Query], texts: Texts) -> Iterable[Sought]:
    """Yield what answers hold, query by query."""
    wanted = {query.id for query in queries if not query.clean or query.shape in _TOGETHER}
    said_by = {statement: folded(text) for statement, text in texts if statement in wanted}
    for place, query in enumerate(queries):
        said = said_by.get(query.id, [])
        if query.clean:
            yield sought_by(place, query, said)
            continue
        typed = tuple(folded(query.text)) if query.typos == 0 else ()
        yield from (Sought(place, words) for words in (tuple(said), typed) if words)


def sought_by(place: int, query: Query, said: Sequence[str]) -> Sought:
    """Return what answers to a query hold whose clean words are known; `said` are the source's."""
    within = fewest_around(said, query.clean) if query.shape in _TOGETHER else 0
    return Sought(place, query.clean, within, cut=query.shape == "prefix")


_TOGETHER: Final = frozenset({"order", "gaps"})
"""The kinds of query whose words are typed in another order, or with some left out."""
