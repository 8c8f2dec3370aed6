"""How much of the hand-coded sample an intake finds in the article that the sample was coded from.

    python tests/benchmarks/intake_sample.py ARTICLE.txt [--each]

The article is others' work and stays with whoever has it; the sample holds where each statement
stands in it. Who coded it took statements apart that stand in each other, each with its speaker; an
intake is right where it finds the place, and who spoke there: whoever of them.

A statement counts as found where a draft and it have half of the words in common, of those that
the longer of them has; each draft finds one, or several that stand in the very same place.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from quoth.basics.quotations import quoted_spans
from quoth.editing.current import Current
from quoth.index.opening import open_corpus
from quoth.intake import noted
from quoth.intake.files.batch import taken
from quoth.intake.linking import Linker
from quoth.intake.model import Span
from quoth.store.location import sample_path
from quoth.store.model import Kind

_WORD: Final = re.compile(r"\w+")
_SHARED: Final = 0.5
Words = frozenset[int]
"""Where words begin in the article."""


class Unit(NamedTuple):
    """A statement, or a draft."""

    words: Words
    kind: Kind
    speakers: frozenset[str]


class Figures(NamedTuple):
    """How many were found, of how many, and how many drafts were right, of how many."""

    found: int
    coded: int
    right: int
    drafted: int

    @property
    def precision(self) -> float:
        """The share of the drafts that are right."""
        return self.right / self.drafted if self.drafted else 0.0

    @property
    def recall(self) -> float:
        """The share of the statements that are found."""
        return self.found / self.coded if self.coded else 0.0

    @property
    def f(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def words_of(text: str, spans: Sequence[Span]) -> Words:
    """Return where the words of some spans begin."""
    starts = [match.start() for match in _WORD.finditer(text)]
    return frozenset(one for one in starts for span in spans if span.start <= one < span.end)


def coded(text: str) -> list[Unit]:
    """Return the statements of the sample, those of one place together."""
    found: dict[Words, Unit] = {}
    corpus = open_corpus(sample_path())
    for statement in corpus.statements:
        words = words_of(text, noted.spans_of(statement.locator, len(text)))
        before = found.get(words)
        speakers = frozenset({statement.speaker, *statement.on_behalf_of})
        if before is not None:
            speakers |= before.speakers
        found[words] = Unit(words, statement.kind, speakers)
    return list(found.values())


def drafted(path: Path) -> tuple[str, list[Unit]]:
    """Return the text of an article, and the drafts of an intake, their speakers looked up."""
    result = taken(path, {})
    if result.article is None or result.found is None:
        raise SystemExit(f"{path}: {result.problem}")
    text = result.article.text
    linker = Linker(Current(open_corpus(sample_path())))
    linker.begin(result.found.actors)
    return text, [
        Unit(
            words_of(text, draft.spans),
            draft.kind,
            frozenset({linker.link(draft.speaker.name).id}) if draft.speaker else frozenset(),
        )
        for draft in result.found.drafts
    ]


def quoted(text: str, units: Sequence[Unit]) -> list[Unit]:
    """Return what of some units stands in quotation marks, quotation by quotation."""
    found: dict[Words, Unit] = {}
    for start, end in quoted_spans(text):
        within = words_of(text, [Span(start, end)])
        for unit in units:
            if words := unit.words & within:
                before = found.get(words, unit)
                found[words] = unit._replace(words=words, speakers=before.speakers | unit.speakers)
    return list(found.values())


def nearly_same(one: Unit, other: Unit) -> bool:
    """Tell whether two stand in the same place, nearly."""
    shared = len(one.words & other.words)
    return shared >= _SHARED * max(len(one.words), len(other.words), 1)


def same(one: Unit, other: Unit) -> bool:
    """Tell whether two have the very same words."""
    return one.words == other.words


def same_speaker(one: Unit, other: Unit) -> bool:
    """Tell whether two have a speaker in common, where both are known."""
    return not one.speakers.isdisjoint(other.speakers)


def compared(
    gold: Sequence[Unit], drafts: Sequence[Unit], are_same: Callable[[Unit, Unit], bool]
) -> Figures:
    """Return how well drafts stand for what was coded."""
    found = sum(any(are_same(one, draft) for draft in drafts) for one in gold)
    right = sum(any(are_same(one, draft) for one in gold) for draft in drafts)
    return Figures(found, len(gold), right, len(drafts))


def rows(text: str, gold: Sequence[Unit], drafts: Sequence[Unit]) -> Iterator[tuple[str, Figures]]:
    """Yield what is compared, and the figures."""

    def spoken(are_same: Callable[[Unit, Unit], bool]) -> Callable[[Unit, Unit], bool]:
        return lambda one, other: are_same(one, other) and same_speaker(one, other)

    marked = quoted(text, gold), quoted(text, drafts)
    yield "words in quotation marks, exact", compared(*marked, same)
    yield "the same, with the speaker", compared(*marked, spoken(same))
    indirect = [[unit for unit in some if unit.kind == Kind.INDIRECT] for some in (gold, drafts)]
    yield "indirect statements", compared(indirect[0], indirect[1], nearly_same)
    yield "all statements", compared(gold, drafts, nearly_same)
    yield "the same, with the speaker", compared(gold, drafts, spoken(nearly_same))


def main(arguments: Sequence[str]) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else ""
    )
    parser.add_argument("article", type=Path, help="the article that the sample was coded from")
    parser.add_argument("--each", action="store_true", help="say of each statement how it went")
    options = parser.parse_args(arguments)
    text, drafts = drafted(options.article)
    gold = coded(text)
    print("| | coded | drafted | precision | recall | F |")
    print("| --- | --: | --: | --: | --: | --: |")
    for name, figures in rows(text, gold, drafts):
        print(
            f"| {name} | {figures.coded} | {figures.drafted} | {figures.precision:.2f} "
            f"| {figures.recall:.2f} | {figures.f:.2f} |"
        )
    if options.each:
        for unit in sorted(gold, key=lambda unit: min(unit.words, default=0)):
            near = [one for one in drafts if nearly_same(unit, one)]
            sign = "  " if any(same_speaker(unit, one) for one in near) else "≠ " if near else "– "
            place = f"{min(unit.words, default=0)}–{max(unit.words, default=0)}"
            print(f"{sign}{place} {unit.kind} {', '.join(sorted(unit.speakers))}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
