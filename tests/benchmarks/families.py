"""Measure how many injected wordings of a made store are found, how many are right, and the cost.

    python tests/benchmarks/families.py [--statements N] [--variants N] [--seed N] [--pure]

It makes a store (`make_store`), takes direct statements of 12 words and more from it, and adds
other papers' wordings of them, as many of each kind: one word changed, two, half of it kept, half
kept and a word of that changed, the middle cut out, two slips of a letter. Then it asks for all
families, and counts an injected wording as found if it is in one family with what it was made of.
Of the pairs found that were not injected, those are right of which the shorter one stands in the
other to 70 %. Last it asks for the family of one statement, again and again. The same seed makes
the same store. Nothing is judged.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

# Run as a script, this finds its neighbours where tests do: under the root of the checkout.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.make_store import Document, Store, write

from quoth.index import quotes
from quoth.index.corpus import Corpus
from quoth.index.indexing import sets_for
from quoth.index.opening import open_corpus
from quoth.query.families.relating import relate
from quoth.query.families.stretches import stretches_of
from quoth.query.families.wordings import CorpusWordings

_FEWEST_WORDS: Final = 12
_ASKED: Final = 500
_LOOKED_AT: Final = 1_000


class Injected(NamedTuple):
    """A wording that was added, and what it was made of, by the keys of both."""

    how: str
    original: str
    made: str


Spoil = Callable[[list[str], Random], list[str]]


def _changed(words: list[str], rng: Random) -> list[str]:
    """Put another word in place of one."""
    place = rng.randrange(len(words))
    return [*words[:place], f"{words[place][::-1]}o", *words[place + 1 :]]


def _half(words: list[str], rng: Random) -> list[str]:
    """Keep half of the words, six at least."""
    size = max(6, len(words) // 2)
    start = rng.randrange(len(words) - size + 1)
    return words[start : start + size]


def _without_middle(words: list[str], _: Random) -> list[str]:
    """Cut the middle out."""
    third = len(words) // 3
    return [*words[:third], *words[-third:]]


def _misspelt(words: list[str], rng: Random) -> list[str]:
    """Leave a letter out of two words."""
    for place in rng.sample(range(len(words)), 2):
        words = [*words[:place], words[place][1:] or "o", *words[place + 1 :]]
    return words


_KINDS: Final[dict[str, Spoil]] = {
    "one word changed": _changed,
    "two words changed": lambda words, rng: _changed(_changed(words, rng), rng),
    "half kept": _half,
    "half kept, one changed": lambda words, rng: _changed(_half(words, rng), rng),
    "middle cut out": _without_middle,
    "two slips": _misspelt,
}


class VariedStore(Store):
    """A made store, with other papers' wordings of some statements at its end."""

    def __init__(self, statements: int, variants: int, seed: int) -> None:
        """Take how many of both there are to be."""
        super().__init__(statements, 12 + int(2 * statements**0.6), seed)
        self.injected: list[Injected] = []
        self._variants = variants
        self._rng = Random(seed)  # noqa: S311  # not for secrets

    def tables(self) -> Iterator[tuple[str, Iterable[Document]]]:
        """Yield the tables in order, each with its records."""
        for name, records in super().tables():
            yield name, self._varied(records) if name == "statements" else records

    def _varied(self, records: Iterable[Document]) -> Iterator[Document]:
        """Yield statements, and after them the wordings of some."""
        kept: list[tuple[int, Document]] = []
        last = 0
        for last, record in enumerate(records, 1):
            if _is_fit(record):
                self._keep(kept, (last, record))
            yield record
        kinds = list(_KINDS)
        for number, (original, record) in enumerate(kept):
            how = kinds[number % len(kinds)]
            words = _KINDS[how](str(record["quote"]).split(), self._rng)
            self.injected.append(Injected(how, str(original), str(last + 1 + number)))
            yield {**record, "quote": " ".join(words), "kind": "direct"}

    def _keep(self, kept: list[tuple[int, Document]], one: tuple[int, Document]) -> None:
        """Keep a statement, or one in place of another, each as likely."""
        if len(kept) < self._variants:
            kept.append(one)
        elif (place := self._rng.randrange(one[0])) < len(kept):
            kept[place] = one


def _is_fit(record: Document) -> bool:
    """Tell whether wordings may be made of a statement."""
    words = str(record["quote"]).split()
    return record["kind"] == "direct" and "status" not in record and len(words) >= _FEWEST_WORDS


def measure(corpus: Corpus, injected: Sequence[Injected]) -> None:
    """Print what is found, what of it is right, and what that costs."""
    before = _memory()
    began = time.perf_counter()
    wordings = CorpusWordings(corpus)
    families = wordings.families()
    print(
        f"{len(corpus):,} statements: {len(families):,} families in "
        f"{time.perf_counter() - began:.1f} s; memory {before:.0f} MB before, {_memory():.0f} MB "
        "at most"
    )
    of_row = {row: number for number, rows in enumerate(families) for row in rows}
    rows = {key: corpus.row_of(key) for one in injected for key in one[1:]}
    found: Counter[str] = Counter()
    for one in injected:
        family = of_row.get(rows[one.original] or 0, -1)
        found[one.how] += family >= 0 and family == of_row.get(rows[one.made] or 0, -2)
    every = Counter(one.how for one in injected)
    for how, count in every.items():
        print(f"  {how:24} {found[how] / count:.4f} of {count:,}")
    _print_others(corpus, families, {frozenset((rows[o], rows[m])) for _, o, m in injected})


def _print_others(
    corpus: Corpus, families: Sequence[Sequence[int]], known: set[frozenset[int | None]]
) -> None:
    """Print how many pairs are found that were not injected, and how many of them are right."""
    pairs = [
        (one, other)
        for rows in families
        for place, one in enumerate(rows)
        for other in rows[place + 1 :]
        if frozenset((one, other)) not in known
    ]
    some = Random(1).sample(pairs, min(len(pairs), _LOOKED_AT))  # noqa: S311
    right = sum(_are_related(corpus, one, other) for one, other in some)
    whole = len(known) + len(pairs)
    print(
        f"  pairs not injected       {len(pairs):,} of {whole:,}; of {len(some):,} {right:,} right"
    )


def _are_related(corpus: Corpus, one: int, other: int) -> bool:
    """Tell whether two statements share enough of what is verbatim."""
    sides = [corpus.read_statement(row) for row in (one, other)]
    ours, theirs = (stretches_of(side.quote, side.kind) for side in sides)
    return any(relate(a, b).links for a in ours for b in theirs)


def ask_for_one(corpus: Corpus, injected: Sequence[Injected]) -> None:
    """Print how long the family of one statement takes, of injected ones and of any."""
    wordings = CorpusWordings(corpus)
    wordings.family(0)
    rng = Random(1)  # noqa: S311
    some = [
        corpus.row_of(one.made) or 0
        for one in rng.sample(list(injected), min(_ASKED, len(injected)))
    ]
    for what, rows in (
        ("an injected wording", some),
        ("any statement", [rng.randrange(len(corpus)) for _ in range(_ASKED)]),
    ):
        took = []
        for row in rows:
            began = time.perf_counter()
            wordings.family(row)
            took.append(1000 * (time.perf_counter() - began))
        took.sort()
        print(
            f"  family of {what:20} median {took[len(took) // 2]:.2f} ms, 95 % within "
            f"{took[len(took) * 95 // 100]:.1f} ms, longest {took[-1]:.1f} ms"
        )


def _memory() -> float:
    """Return the most memory that this process had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments: Sequence[str] | None = None) -> int:
    """Make a store and measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--statements", type=int, default=100_000, metavar="N")
    parser.add_argument("--variants", type=int, metavar="N", help="default: a twentieth")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--pure", action="store_true", help="without numpy")
    options = parser.parse_args(arguments)
    if options.pure:
        quotes.MANY = sys.maxsize  # type: ignore[misc]
    variants = options.variants or max(options.statements // 20, len(_KINDS))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.json"
        store = VariedStore(options.statements, variants, options.seed)
        write(path, store)
        # The index is made by another process: its memory is none of ours.
        subprocess.run(
            [sys.executable, "-m", "quoth", "stats", "--store", str(path)],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        injected = store.injected
        del store
        corpus = open_corpus(path, make_sets=sets_for(path))
        measure(corpus, injected)
        ask_for_one(corpus, injected)
    return 0


if __name__ == "__main__":
    sys.exit(main())
