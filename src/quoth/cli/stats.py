"""`quoth stats`: what a store holds, in numbers."""

from __future__ import annotations

from quoth.basics.dates import describe_days, iso
from quoth.basics.exits import Exit
from quoth.cli.printing import Printer, shown, table
from quoth.query import Query
from quoth.query.checked import standing
from quoth.query.seam import StoreQueries
from quoth.store import Location
from quoth.store.model import Facet


def stats(store: StoreQueries, printer: Printer, location: Location, *, as_json: bool) -> Exit:
    """Print how much there is of everything."""
    corpus, read = store.corpus, store.find(Query())
    kinds = store.count(read, facets=(Facet.KIND,))[Facet.KIND]
    confirmed, drafts, rejected = standing(corpus)
    numbers: dict[str, int] = {
        "statements": confirmed,
        **{kind: kinds.get(kind, 0) for kind in ("direct", "mixed", "indirect")},
        "undated": sum(count for date, count in store.dates(read) if date.days < 1),
        "drafts": drafts,
        "rejected": rejected,
        "actors": len(corpus.actors),
        "sources": len(corpus.sources),
        "topics": len(corpus.topics),
        "events": len(corpus.events),
    }
    period = corpus.period
    if as_json:
        printer.record(
            {
                "store": str(location.path),
                "title": corpus.title,
                **numbers,
                "first": iso(period[0]) if period else None,
                "last": iso(period[1]) if period else None,
            }
        )
        return Exit.DONE
    rows = [("store", shown(str(location.path))), ("title", shown(corpus.title))]
    rows += [(name, f"{number:,}") for name, number in numbers.items()]
    rows.append(("period", describe_days(*period, printer.dates) if period else "none"))
    for line in table(rows):
        printer.line(line)
    return Exit.DONE
