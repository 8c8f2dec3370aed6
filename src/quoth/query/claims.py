"""Which statements fact-checkers checked, and how they rated them: read from the checks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from quoth.index.corpus import Corpus
from quoth.index.rows import Rows
from quoth.query.checked import Selection
from quoth.query.language.names import NamedValue, NameIndex
from quoth.store.model import ClaimCheck


def listed(corpus: Corpus, found: Iterable[int]) -> Selection:
    """Return some rows of a corpus as a selection."""
    by_place: list[list[int]] = [[] for _ in corpus.pieces]
    for row in sorted(found):
        place = corpus.place_of(row)
        by_place[place].append(row - corpus.pieces[place].start)
    pairs = zip(corpus.pieces, by_place, strict=True)
    return [Rows.listed(piece.part.sets, rows) for piece, rows in pairs]


def rows_of_checks(corpus: Corpus, checks: Iterable[ClaimCheck]) -> list[int]:
    """Return the rows of the statements that some checks are of, each once."""
    ids = dict.fromkeys(one for check in checks for one in check.statements)
    rows = (corpus.row_of(one) for one in ids)
    return [row for row in rows if row is not None]


def ratings(corpus: Corpus) -> NameIndex:
    """Return the ratings that statements have, each with how many have it."""
    counts: Counter[str] = Counter()
    for rating, checks in _by_rating(corpus.checks).items():
        counts[rating] = len(rows_of_checks(corpus, checks))
    return NameIndex(NamedValue(one, one, (), count) for one, count in counts.items() if count)


def _by_rating(checks: Iterable[ClaimCheck]) -> dict[str, Sequence[ClaimCheck]]:
    """Return the checks of each rating, which is called as the first of them writes it."""
    found: dict[str, tuple[str, list[ClaimCheck]]] = {}
    for check in checks:
        if check.rating:
            key = " ".join(check.rating.split()).casefold()
            found.setdefault(key, (check.rating, []))[1].append(check)
    return dict(found.values())
