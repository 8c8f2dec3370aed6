"""`quoth stats`: what a store holds, or what a query finds in it, in numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quoth.basics.dates import describe_days, extent, iso
from quoth.basics.exits import Exit
from quoth.basics.guessing import named
from quoth.cli.printing import Printer, shown, table
from quoth.cli.querying import selected
from quoth.index.corpus import Corpus, Facet
from quoth.query.checked import Selection, standing
from quoth.query.counting import Counting
from quoth.store import Location
from quoth.store.model import Status


def stats(
    corpus: Corpus, printer: Printer, location: Location, query: Sequence[str], *, as_json: bool
) -> Exit:
    """Print how much there is of everything; with a query, in what it finds.

    Raises:
        RefusedError: the query can't be understood.
    """
    chosen, counting = selected(corpus, printer, query), Counting(corpus)
    period = corpus.period
    if query:
        numbers = _of_some(counting, chosen)
        period = extent(date for date, _ in counting.dates(chosen))
        if not numbers["statements"]:
            printer.say(f"quoth: nothing matches {named(' '.join(query))}")
            return Exit.NOTHING
    else:
        numbers = _of_all(corpus, counting, chosen)
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


def _of_all(corpus: Corpus, counting: Counting, chosen: Selection | None) -> Mapping[str, int]:
    """Return how much a store holds of everything."""
    confirmed, drafts, rejected = standing(corpus)
    return {
        "statements": confirmed,
        **_kinds(counting, chosen),
        "drafts": drafts,
        "rejected": rejected,
        "actors": len(corpus.actors),
        "sources": len(corpus.sources),
        "topics": len(corpus.topics),
        "events": len(corpus.events),
    }


def _of_some(counting: Counting, chosen: Selection | None) -> Mapping[str, int]:
    """Return how many statements were found, and how many others they have to do with."""
    statuses = counting.values(Facet.STATUS, chosen)
    return {
        "statements": sum(statuses.values()),
        **_kinds(counting, chosen),
        "drafts": statuses.get(Status.DRAFT, 0),
        "rejected": statuses.get(Status.REJECTED, 0),
        "actors": len(counting.values(Facet.ACTOR, chosen)),
        "sources": len(counting.values(Facet.SOURCE, chosen)),
        "topics": len(counting.values(Facet.TOPIC, chosen)),
    }


def _kinds(counting: Counting, chosen: Selection | None) -> Mapping[str, int]:
    """Return how many statements there are of each kind, and how many have no date."""
    kinds = counting.values(Facet.KIND, chosen)
    undated = sum(count for date, count in counting.dates(chosen) if date.days < 1)
    return {
        **{kind: kinds.get(kind, 0) for kind in ("direct", "mixed", "indirect")},
        "undated": undated,
    }
