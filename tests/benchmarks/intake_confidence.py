"""How many drafts are right at each confidence: what the review says before it accepts many.

    python tests/benchmarks/intake_confidence.py [--write] [FOLDER]

FOLDER holds articles (.txt, .md, .html), each with what a careful reader finds in it beside it, in
NAME.gold.json (see `intake/gold.py`). Without FOLDER, the articles of `intake/unread` are read: the
rules were not written with them in view, and nothing is trained on them. They are few, and
invented: the figures say how sure quoth's confidence is on such articles, and on others it may be
less. Those of `intake/articles` were in view, so their figures are higher.

A draft is right if a statement has its words (F of the words at least .95), its kind and its
speaker. One that overlaps an optional statement alone counts nowhere. `--write` puts the figures
into `src/quoth/intake/text/accuracy.json`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.intake.gold import Gold, articles, is_by, nearest, shared

import quoth.intake.text
from quoth.intake.accuracy import STEPS
from quoth.intake.files.batch import taken
from quoth.intake.model import Draft

_ARTICLES: Final = Path(__file__).parent / "intake" / "unread"
_SAME: Final = 0.95


class Judged(NamedTuple):
    """A draft, and whether it is right; nothing where that doesn't count."""

    confidence: float
    is_right: bool | None


def judged(folder: Path) -> Iterator[Judged]:
    """Yield what became of each draft of the articles in a folder."""
    for path, statements in articles(folder):
        found = taken(path, {}).found
        for draft in found.drafts if found is not None else ():
            yield Judged(draft.confidence, is_right(draft, statements))


def is_right(draft: Draft, statements: Sequence[Gold]) -> bool | None:
    """Tell whether a draft is one of some statements; nothing for one that counts nowhere."""
    best, share = nearest(draft, statements)
    if best is None or share < _SAME:
        near = [one for one in statements if shared(draft, one) > _SAME / 2]
        return None if near and all(one.is_optional for one in near) else False
    if best.is_optional:
        return None
    name = draft.speaker.name if draft.speaker else ""
    return is_by(name, best.names) and str(draft.kind) == best.kind


def main() -> None:
    """Print the figures, and write them if that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=_ARTICLES)
    parser.add_argument("--write", action="store_true", help="write them for the review to tell")
    options = parser.parse_args()
    counted = [one for one in judged(options.folder) if one.is_right is not None]
    steps = []
    for step in STEPS:
        sure = [one for one in counted if one.confidence >= step]
        right = sum(bool(one.is_right) for one in sure)
        steps.append([step, len(sure), right])
        print(f"{step:.2f}+ {len(sure):5} drafts {right:5} right")
    if options.write:
        read = sum(1 for _ in options.folder.glob("*.gold.json"))
        made = {"measured": date.today().isoformat(), "articles": read, "steps": steps}
        path = Path(quoth.intake.text.__path__[0], "accuracy.json")
        path.write_text(json.dumps(made) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
