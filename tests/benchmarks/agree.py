"""How long the agreement of coders takes who disagree much.

    python tests/benchmarks/agree.py [--units 100000] [--coders 3] [--differing 0.5]

Each place is found by all coders; each moves its ends, and has another kind, speaker, topic and
position, with the chance that is given, each by itself: at 0.5 hardly a place is agreed on. Times
are seconds of processor time of this process.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from random import Random
from typing import Final

# Run as a script, this finds its neighbours where tests do: under the root of the checkout.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from quoth.basics.garbage import uncollected
from quoth.query.agreement.measuring import agreement
from quoth.query.agreement.units import CodedSource, CodedUnit

_PLACES: Final = 33
"""Places in each source."""
_APART: Final = 300
"""Characters from one to the next."""
_KINDS: Final = ("direct", "mixed", "indirect")
_SIDES: Final = ("support", "neutral", "oppose")
_SPEAKERS: Final = tuple(f"speaker {number}" for number in range(200))
_TOPICS: Final = tuple(f"topic {number}" for number in range(50))


def main() -> None:
    """Measure three times, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--units", type=int, default=100_000)
    parser.add_argument("--coders", type=int, default=3)
    parser.add_argument("--differing", type=float, default=0.5)
    options = parser.parse_args()
    sources = coded(options.units, options.coders, options.differing)
    many = sum(len(one.units) for one in sources)
    for _ in range(3):
        begun = time.process_time()
        with uncollected():
            found = agreement(sources)
        taken = time.process_time() - begun
        sys.stdout.write(f"{many:,} units, {len(found.disagreements):,} places: {taken:.2f} s\n")


def coded(units: int, coders: int, differing: float) -> list[CodedSource]:
    """Return sources that several coded, each with so many units in all, about."""
    lot = Random(22)  # noqa: S311  # the same each time
    names = tuple(f"coder {number}" for number in range(coders))
    return [
        CodedSource(
            f"source {number:05}", _APART * (_PLACES + 1), names,
            [
                unit
                for place in range(_PLACES)
                for unit in _place(lot, f"source {number:05}", place, names, differing)
            ],
        )
        for number in range(max(2, units // (_PLACES * coders)))
    ]  # fmt: skip


def _place(
    lot: Random, source: str, place: int, coders: tuple[str, ...], differing: float
) -> list[CodedUnit]:
    """Return what coders made of one place."""
    start, length = _APART * place + 40 + lot.randrange(60), lot.randrange(60, 190)
    kind, speaker, side = lot.choice(_KINDS), lot.choice(_SPEAKERS), lot.choice(_SIDES)
    topics = frozenset(lot.sample(_TOPICS, 2))

    def differs() -> bool:
        return lot.random() < differing

    made = []
    for coder in coders:
        moved = lot.randrange(-20, 20) if differs() else 0
        chosen = frozenset(lot.sample(_TOPICS, 2)) if differs() else topics
        made.append(
            CodedUnit(
                f"{source} {place} {coder}", source, coder,
                (start + moved, start + moved + length),
                lot.choice(_KINDS) if differs() else kind,
                lot.choice(_SPEAKERS) if differs() else speaker,
                (), chosen,
                {topic: lot.choice(_SIDES) if differs() else side for topic in chosen},
            )
        )  # fmt: skip
    return made


if __name__ == "__main__":
    main()
