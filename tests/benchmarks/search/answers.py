"""What counts as found: the statement a query was made from, and whichever says the same.

Short fragments stand in several statements, and some statements stand in a store twice. Whoever
typed the words meant any of them, so an answer to a query is every statement whose folded words
hold the query's clean ones in their order: in a row, or, where words were left out (`gaps`), with
others between them. The last clean word of a `prefix` is a beginning, and may go on otherwise.

Of a query read from a file that doesn't give its clean words, answers are the statement it names,
those that contain the whole of it and, where nothing is misspelt, those with the words as typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from tests.benchmarks.search.engine import Texts
from tests.benchmarks.search.folding import folded
from tests.benchmarks.search.queries import Frequencies, Query


class Sought(NamedTuple):
    """Words that an answer to a query holds in their order."""

    query: int
    """The place of the query in its list."""
    words: tuple[str, ...]
    apart: bool = False
    """Whether others may stand between them."""
    cut: bool = False
    """Whether the last may be continued."""

    @property
    def whole(self) -> tuple[str, ...]:
        """The words that stand in an answer as they are."""
        return self.words[:-1] if self.cut and len(self.words) > 1 else self.words

    def is_in(self, words: Sequence[str]) -> bool:
        """Tell whether the words of a statement hold these."""
        last = len(self.words) - 1

        def fits(place: int, word: str) -> bool:
            wanted = self.words[place]
            return word == wanted or (self.cut and place == last and word.startswith(wanted))

        return _in_order(words, last + 1, fits) if self.apart else _in_row(words, last + 1, fits)


def _in_order(words: Sequence[str], count: int, fits: Callable[[int, str], bool]) -> bool:
    """Tell whether words fit one after the other, with or without others between them."""
    place = 0
    for word in words:
        if fits(place, word):
            place += 1
            if place == count:
                return True
    return False


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
    unknown = {query.id for query in queries if not query.clean}
    quotes = {statement: text for statement, text in texts if statement in unknown}
    for place, query in enumerate(queries):
        if query.clean:
            yield sought_by(place, query)
            continue
        said = tuple(folded(quotes.get(query.id, "")))
        typed = tuple(folded(query.text)) if query.typos == 0 else ()
        yield from (Sought(place, words) for words in (said, typed) if words)


def sought_by(place: int, query: Query) -> Sought:
    """Return what answers to a query hold whose clean words are known."""
    return Sought(place, query.clean, apart=query.shape == "gaps", cut=query.shape == "prefix")
