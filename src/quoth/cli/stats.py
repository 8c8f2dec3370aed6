"""`quoth stats`: what a store holds, or what a query finds in it, in numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quoth.basics.dates import describe_days, extent, iso
from quoth.basics.exits import Exit
from quoth.basics.guessing import named
from quoth.cli.printing import Printer, shown, table
from quoth.cli.querying import found_by
from quoth.query.checked import standing
from quoth.query.dropped import number_of_actors
from quoth.query.seam import Found, StoreQueries
from quoth.store import Location
from quoth.store.facets import Facet
from quoth.store.model import Polarity, Status
from quoth.store.snapshot import Snapshot


def stats(
    store: StoreQueries,
    printer: Printer,
    location: Location,
    query: Sequence[str],
    *,
    as_json: bool,
) -> Exit:
    """Print how much there is of everything; with a query, in what it finds.

    Raises:
        RefusedError: the query can't be understood.
    """
    corpus, found = store.corpus, found_by(store, printer, query)
    period = corpus.period
    if query:
        numbers = _of_some(store, found)
        period = extent(date for date, _ in store.dates(found))
        if not numbers["statements"]:
            printer.say(f"quoth: nothing matches {named(' '.join(query))}")
            return Exit.NOTHING
    else:
        numbers = _of_all(corpus, store, found)
    if as_json:
        printer.record(
            {
                "store": location.shown,
                "title": corpus.title,
                **numbers,
                "first": iso(period[0]) if period else None,
                "last": iso(period[1]) if period else None,
            }
        )
        return Exit.DONE
    rows = [("store", shown(location.shown)), ("title", shown(corpus.title))]
    rows += [(name, f"{number:,}") for name, number in numbers.items()]
    rows.append(("period", describe_days(*period, printer.dates) if period else "none"))
    for line in table(rows):
        printer.line(line)
    return Exit.DONE


def _of_all(corpus: Snapshot, store: StoreQueries, found: Found) -> Mapping[str, int]:
    """Return how much a store holds of everything."""
    confirmed, drafts, rejected = standing(corpus)
    return {
        "statements": confirmed,
        **_kinds(store, found),
        "drafts": drafts,
        "rejected": rejected,
        "actors": number_of_actors(corpus),
        "sources": len(corpus.sources),
        "topics": len(corpus.topics),
        "events": len(corpus.events),
    }


def _of_some(store: StoreQueries, found: Found) -> Mapping[str, int]:
    """Return how many statements were found, and how many others they have to do with."""
    facets = (Facet.STATUS, Facet.ACTOR, Facet.SOURCE, Facet.TOPIC)
    counts = store.count(found, facets=facets)
    statuses = {} if found.hides_unread else counts[Facet.STATUS]
    return {
        "statements": len(store.rows(found)),
        **_kinds(store, found),
        "drafts": statuses.get(Status.DRAFT, 0),
        "rejected": statuses.get(Status.REJECTED, 0),
        "actors": len(counts[Facet.ACTOR]),
        "sources": len(counts[Facet.SOURCE]),
        "topics": len(counts[Facet.TOPIC]),
    }


def _kinds(store: StoreQueries, found: Found) -> Mapping[str, int]:
    """Return how many statements there are of each kind and polarity, and without a date."""
    counts = store.count(found, facets=(Facet.KIND, Facet.POLARITY))
    kinds, polarities = counts[Facet.KIND], counts[Facet.POLARITY]
    undated = sum(count for date, count in store.dates(found) if date.days < 1)
    return {
        **{kind: kinds.get(kind, 0) for kind in ("direct", "mixed", "indirect")},
        **{str(polarity): polarities.get(polarity, 0) for polarity in Polarity},
        "undated": undated,
    }
