"""`quoth timeline`: how much was said when, and what happened."""

from __future__ import annotations

from quoth.basics.dates import describe, iso
from quoth.basics.exits import Exit
from quoth.cli.printing import Printer, shown
from quoth.presenting import timeline as lines
from quoth.query import Query
from quoth.query.seam import StoreQueries
from quoth.store.snapshot import Snapshot

_BAR = 40
_MOST_LINES = 10_000
_COLUMNS = 100
"""The room for which the scale is chosen, where none is asked for."""


def timeline(store: StoreQueries, printer: Printer, scale: str | None, *, as_json: bool) -> Exit:
    """Print the buckets of a scale, or of the finest that takes few lines, and the events."""
    corpus, dated = store.corpus, store.dates(store.find(Query()))
    extent = corpus.period
    if extent is None:
        printer.say("quoth: nothing in the store has a date")
        return Exit.NOTHING
    chosen = lines.Scale[scale.upper()] if scale else lines.fit(*extent, _COLUMNS)
    if chosen.steps(*extent) > _MOST_LINES:
        printer.say(f"quoth: that would be more than {_MOST_LINES:,} {chosen.plural}")
        return Exit.USAGE
    window = lines.whole(chosen, extent)
    buckets = lines.density(window, dated)
    most = max(1, *(bucket.total for bucket in buckets))
    for start, end, bucket in zip(window.bounds, window.bounds[1:], buckets, strict=False):
        if as_json:
            printer.record(
                {
                    "first": iso(start),
                    "last": iso(end - 1),
                    "within": bucket.within,
                    "across": bucket.across,
                    "events": [e.id for e in corpus.events if e.when.overlaps(start, end - 1)],
                }
            )
            continue
        bar = _bar(bucket, most)
        printer.line(
            f"{chosen.describe(start, printer.dates):>18}  {bucket.total:>7}  {bar}".rstrip()
        )
    if not as_json:
        _print_events(corpus, printer, window)
    return Exit.DONE


def _bar(bucket: lines.Bucket, most: int) -> str:
    """Draw a bucket: solid what was certainly said in it, light what may have been."""
    solid = -(-bucket.within * _BAR // most)
    return "█" * solid + "░" * (-(-bucket.total * _BAR // most) - solid)


def _print_events(corpus: Snapshot, printer: Printer, window: lines.Window) -> None:
    """Print the events of the days shown, below a line that explains the bars."""
    printer.line()
    printer.line(printer.faint("█ said then   ░ perhaps said then   ◆ happened"))
    for event in sorted(corpus.events, key=lambda event: (event.when.last, event.when.first)):
        if event.when.overlaps(window.first, window.last):
            printer.wrapped(f"◆ {describe(event.when, printer.dates)}: {shown(event.title)}")
