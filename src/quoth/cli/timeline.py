"""`quoth timeline`: how much was said when, and what happened."""

from __future__ import annotations

import argparse
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from quoth.basics import dates
from quoth.basics.dates import describe, iso, recency
from quoth.basics.exits import Exit
from quoth.basics.guessing import named
from quoth.basics.places import FilePath
from quoth.cli.printing import Printer, shown
from quoth.cli.querying import found_by
from quoth.presenting import timeline as lines
from quoth.query.seam import StoreQueries
from quoth.store.model import Event
from quoth.store.snapshot import Snapshot

_BAR = 40
_LABEL = 18
"""Columns of what a bucket is called, at least."""
_DIGITS = 7
"""Columns of a number, at least."""
_MOST_LINES = 10_000
_COLUMNS = 100
"""The room for which the scale is chosen, where none is asked for."""


def timeline(
    store: StoreQueries, path: FilePath, printer: Printer, options: argparse.Namespace
) -> Exit:
    """Print the buckets of a scale, or of the finest that takes few lines, and the events.

    With a query, the days of what it finds. They are drawn to a file instead, if one is named.

    Raises:
        RefusedError: the query can't be understood, or the picture can't be made.
    """
    query: Sequence[str] = options.query
    scale: str | None = options.by
    corpus, dated = store.corpus, store.dates(found_by(store, printer, query))
    extent = dates.extent(date for date, _ in dated) if query else corpus.period
    if extent is None:
        what = "nothing that has a date matches" if query else "nothing in the store has a date"
        printer.say(f"quoth: {what}{' ' + named(' '.join(query)) if query else ''}")
        return Exit.NOTHING
    chosen = lines.Scale[scale.upper()] if scale else lines.fit(*extent, _COLUMNS)
    if chosen.steps(*extent) > _MOST_LINES:
        printer.say(f"quoth: that would be more than {_MOST_LINES:,} {chosen.plural}")
        return Exit.USAGE
    window = lines.whole(chosen, extent)
    buckets = lines.density(window, dated)
    most = max(1, *(bucket.total for bucket in buckets))
    labels = [chosen.describe(start, printer.dates) for start in window.bounds[:-1]]
    if options.svg or options.png:
        return _draw(store, path, printer, options, _Drawn(window, buckets, labels))
    width = max(_LABEL, *map(len, labels))
    numbers = [_number(bucket) for bucket in buckets]
    digits = max(_DIGITS, *map(len, numbers))
    days = zip(window.bounds, window.bounds[1:], strict=False)
    for label, (start, end), bucket, number in zip(labels, days, buckets, numbers, strict=True):
        if options.json:
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
        printer.line(f"{label:>{width}}  {number:>{digits}}  {bar}".rstrip())
    if not options.json:
        _print_events(corpus, printer, window)
    return Exit.DONE


class _Drawn(NamedTuple):
    """What a picture shows."""

    window: lines.Window
    buckets: Sequence[lines.Bucket]
    labels: Sequence[str]


def _draw(
    store: StoreQueries,
    path: FilePath,
    printer: Printer,
    options: argparse.Namespace,
    drawn: _Drawn,
) -> Exit:
    """Draw the buckets and the events to the files that are named."""
    # What draws isn't loaded for those who read.
    from quoth.cli.analyse import outputs_of, write_report  # noqa: PLC0415
    from quoth.formats.outgoing.reports import WrittenReport  # noqa: PLC0415
    from quoth.presenting.reports.pictures import TIMELINE  # noqa: PLC0415
    from quoth.presenting.reports.report import Report, ReportMark, Series  # noqa: PLC0415

    window, buckets, labels = drawn
    last = len(buckets) - 1
    marks = [
        ReportMark(
            min(max(bisect_right(window.bounds, one.when.first) - 1, 0), last),
            min(max(bisect_right(window.bounds, one.when.last) - 1, 0), last),
            f"{describe(one.when, printer.dates)}: {one.title}",
        )
        for one in _events(store.corpus, window)
    ]
    points = [(float(one.within), float(one.total), float(one.total)) for one in buckets]
    text = " ".join(options.query)
    report = Report(
        TIMELINE,
        f"How much was said when · by {window.scale.name.lower()}",
        [f"of: {text or 'everything'} · {store.corpus.title}"],
        [], [], None,
        periods=labels, series=[Series("statements", points)], marks=marks,
    )  # fmt: skip
    outputs = outputs_of(options, path)
    return write_report(WrittenReport(report, store.corpus, path), outputs, printer)


def _events(corpus: Snapshot, window: lines.Window) -> list[Event]:
    """Return the events of the days shown, the oldest first."""
    newest = sorted(corpus.events, key=lambda event: recency(event.when.first, event.when.last))
    return [event for event in reversed(newest) if event.when.overlaps(window.first, window.last)]


def _number(bucket: lines.Bucket) -> str:
    """Return how many were said: at least and at most, where some dates reach further."""
    if not bucket.across:
        return f"{bucket.total}"
    return f"{bucket.within}–{bucket.total}" if bucket.within else f"up to {bucket.total}"


def _bar(bucket: lines.Bucket, most: int) -> str:
    """Draw a bucket: solid what was certainly said in it, light what may have been."""
    solid = -(-bucket.within * _BAR // most)
    return "█" * solid + "░" * (-(-bucket.total * _BAR // most) - solid)


def _print_events(corpus: Snapshot, printer: Printer, window: lines.Window) -> None:
    """Print the events of the days shown, below a line that explains the bars."""
    printer.line()
    printer.line(printer.faint("█ said then   ░ perhaps said then   ◆ happened"))
    for event in _events(corpus, window):
        printer.wrapped(f"◆ {describe(event.when, printer.dates)}: {shown(event.title)}")
