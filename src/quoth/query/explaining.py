"""Why a query found what it did, and what that cost: lines for a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from quoth.basics.text import fold, raw_words, words
from quoth.index.corpus import Corpus
from quoth.query.filtered import Filtered
from quoth.query.language.rendering import explain
from quoth.query.language.tree import PatternTerm
from quoth.search.matching import Answer
from quoth.search.model import EXACT, PREFIX, SYNONYM
from quoth.store.model import Statement

_HOW: Final = {
    "kept": "from the index kept of it",
    "checked": "from the index kept of it, after the file was found unchanged",
    "appended": "from the index kept of it, and what was appended since",
    "made": "by reading all of it",
}


def explanation(corpus: Corpus, found: Filtered, rows: int, seconds: float) -> Iterator[str]:
    """Yield how a query was understood, what each word stood for, and what all of it cost."""
    yield from explain(found.parsed)
    for answer in found.answers:
        yield from _words(answer)
        if answer.missing:
            yield "no statement has all words: those with most of them are shown"
        elif answer.allowed_slips:
            yield "few statements have the words as typed: slips were allowed for"
    what, opening = corpus.opened.what, corpus.opened.seconds
    looked_at = len(found.matches.scores) if found.matches else 0
    yield (
        f"{rows:,} of {len(corpus):,} statements match; {looked_at:,} were looked at word by word"
    )
    yield f"{seconds * 1000:.1f} ms to find them"
    yield f"{opening * 1000:.1f} ms to open the store, {_HOW[what]}"


def _words(answer: Answer) -> Iterator[str]:
    """Yield what each typed word may stand for."""
    for place, typed in enumerate(answer.typed):
        variants = sorted(
            (-closeness, word)
            for word, meanings in answer.meanings.words.items()
            for at, closeness in meanings
            if at == place
        )
        named = [f"{word} ({_kind(-how)})" for how, word in variants[:_MOST_VARIANTS]]
        named += [
            f"{beginning}… ({_kind(closeness)})"
            for beginning, (at, closeness) in answer.meanings.beginnings
            if at == place
        ][:_MOST_VARIANTS]
        more = len(variants) - _MOST_VARIANTS
        if more > 0:
            named.append(f"{more} more")
        yield f"  “{typed}” is {', '.join(named) if named else 'in no statement'}"


_MOST_VARIANTS: Final = 6


def _kind(closeness: float) -> str:
    """Say how a word stands for a typed one."""
    if closeness >= EXACT:
        return "as typed"
    if closeness == PREFIX:
        return "unfinished"
    if closeness == SYNONYM:
        return "the same name"
    return f"like it, {closeness:.2f}"


def reasons_for(statement: Statement, found: Filtered) -> list[str]:
    """Return which words of a statement matched, and how."""
    reasons = []
    for answer in found.answers:
        parts = []
        for place, typed in enumerate(answer.typed):
            best = max(
                (
                    (closeness, word)
                    for word in raw_words(f"{statement.quote} {statement.context}")
                    for at, closeness in answer.meanings.of(fold(word))
                    if at == place
                ),
                default=None,
            )
            if best is not None:
                parts.append(f"{typed} → {best[1]} ({_kind(best[0])})")
        if parts:
            reasons.append("words: " + ", ".join(parts))
    text = words(statement.quote), words(statement.context)
    reasons += [
        f"phrase: “{' '.join(phrase.words)}”"
        for phrase in found.phrases
        if any(_holds(part, phrase.words) for part in text)
    ]
    for pattern in found.patterns:
        reasons += [f"pattern /{pattern.source}/ → {hit}" for hit in _hits(statement, pattern)]
    return reasons


def _hits(statement: Statement, pattern: PatternTerm) -> Iterator[str]:
    """Yield what a pattern matched in a statement."""
    from quoth.query.patterns import hits  # noqa: PLC0415  # for those who type one

    return hits(statement, pattern.source)


def _holds(text: list[str], phrase: tuple[str, ...]) -> bool:
    """Tell whether words stand in a text next to each other."""
    length = len(phrase)
    places = (n for n in range(len(text) - length + 1) if text[n] == phrase[0])
    return any(tuple(text[n : n + length]) == phrase for n in places)
