"""What the title bar and the state line say: pure functions of what is looked at."""

from __future__ import annotations

from textual.content import Content

from quoth.corpus import Corpus
from quoth.dates import describe_days
from quoth.query import Result, Sort
from quoth.store import Location, Origin
from quoth.tui.painting import join, line, plain

_ORDERS = {
    Sort.RELEVANCE: "by relevance",
    Sort.NEWEST: "newest first",
    Sort.OLDEST: "oldest first",
    Sort.SPEAKER: "by speaker",
}


def title_line(location: Location, corpus: Corpus | None) -> tuple[Content, Content]:
    """Return what the title bar says of the store, and of where help is."""
    if corpus is None:
        about = f"opening {plain(location.path.name)} …"
    else:
        about = join(
            [
                plain(corpus.title),
                f"{len(corpus):,} statements",
                f"{len(corpus.actors):,} actors",
                describe_days(*corpus.period) if corpus.period else "",
            ]
        )
    sample = "sample store · " if location.origin is Origin.SAMPLE else ""
    return line(" ", ("quoth", "title"), f"  {about}"), line((f"{sample}? help ", "faint"))


def state_line(result: Result, cursor: int) -> str:
    """Return where in the list the cursor is, and how the list is sorted."""
    number = len(result.rows)
    order = _ORDERS[result.query.order]
    return f"{cursor + 1:,} of {number:,} · {order}" if number else "nothing matches"
