"""`quoth actors`: who speaks, and how often."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from quoth.basics.exits import Exit
from quoth.basics.guessing import named
from quoth.cli.printing import Printer, shown, table
from quoth.cli.querying import found_by
from quoth.query.dropped import listed_actors
from quoth.query.seam import StoreQueries
from quoth.store.facets import Facet
from quoth.store.writing import document


def actors(
    store: StoreQueries, printer: Printer, query: Sequence[str], limit: int, *, as_json: bool
) -> Exit:
    """Print the actors, those with the most statements first, up to a limit; 0 is none.

    With a query, only those whose statements it finds.

    Raises:
        RefusedError: the query can't be understood.
    """
    found, corpus = found_by(store, printer, query), store.corpus
    counts = store.count(found, facets=(Facet.ACTOR,))[Facet.ACTOR]
    wanted = (pair for pair in listed_actors(corpus, counts) if pair[1] or not query)
    ranked = list(islice(wanted, limit or None))
    if not ranked:
        what = f"nothing matches {named(' '.join(query))}" if query else "the store has no actors"
        printer.say(f"quoth: {what}")
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
