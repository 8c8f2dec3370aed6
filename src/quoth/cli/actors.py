"""`quoth actors`: who speaks, and how often."""

from __future__ import annotations

from itertools import islice

from quoth.basics.exits import Exit
from quoth.cli.printing import Printer, shown, table
from quoth.query import Query
from quoth.query.seam import StoreQueries
from quoth.store.model import Facet
from quoth.store.writing import document


def actors(store: StoreQueries, printer: Printer, limit: int, *, as_json: bool) -> Exit:
    """Print the actors, those with the most statements first, up to a limit; 0 is none."""
    counts = store.count(store.find(Query()), facets=(Facet.ACTOR,))[Facet.ACTOR]
    ranked = list(islice(store.corpus.ranked_actors(counts), limit or None))
    if not ranked:
        printer.say("quoth: the store has no actors")
        return Exit.NOTHING
    if as_json:
        for actor, count in ranked:
            printer.record(document(actor) | {"statements": count})
        return Exit.DONE
    rows = [
        (str(count), shown(actor.name), str(actor.kind or ""), shown(actor.role))
        for actor, count in ranked
    ]
    for line in table(rows, right=frozenset({0})):
        printer.line(line)
    return Exit.DONE
