"""`quoth compare`: two queries side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quoth.basics.exits import Exit
from quoth.cli.compare_options import KINDS, POSITIONS, CompareOptions, counted
from quoth.cli.exits import RefusedError
from quoth.cli.printing import Printer, shown
from quoth.cli.querying import found_by
from quoth.presenting.quotation import publication, said, told
from quoth.query.changes.side_by_side import ComparedSide, SideBySide, ToldQuote, side_by_side

if TYPE_CHECKING:
    from quoth.basics.places import FilePath
    from quoth.query.run import Engine
    from quoth.store.snapshot import Snapshot


def compare(
    store: Engine, at: FilePath, printer: Printer, queries: Sequence[str], options: CompareOptions
) -> Exit:
    """Print what two queries found: by date, what both have, and what tells them apart.

    The store stands at a path, over which nothing is written.

    Raises:
        RefusedError: there are not two queries, or one can't be understood; or a file is taken.
    """
    if len(queries) != 2:
        raise RefusedError(
            'compare takes two queries, each in quotation marks: quoth compare "by:ann" "by:ben"'
        )
    found = [store.rows(found_by(store, printer, [query])) for query in queries]
    if not any(map(len, found)):
        printer.say("quoth: neither query finds anything")
        return Exit.NOTHING
    one, other = queries
    compared = side_by_side(store.corpus, store.families, (one, other), (found[0], found[1]))
    if options.as_json:
        printer.record(comparison_record(store.corpus, compared))
        return Exit.DONE
    if options.form == "text":
        for line in _lines(store.corpus, printer, compared):
            printer.wrapped(line)
        return Exit.DONE
    from quoth.cli.comparison_pages import put  # noqa: PLC0415  # for those who ask for it

    return put(store.corpus, at, printer, compared, options)


# -- For another program ---------------------------------------------------------------------------


def comparison_record(corpus: Snapshot, compared: SideBySide) -> dict[str, object]:
    """Return a comparison as JSON fields."""
    return {
        "sides": [_side_record(corpus, side) for side in compared.sides],
        "both": [[corpus.statements[quote.row].id for quote in pair] for pair in compared.both],
        "words": [
            [
                {"word": one.word, "z": round(one.z, 4), "first": one.first, "second": one.second}
                for one in words
            ]
            for words in compared.words
        ],
    }


def _side_record(corpus: Snapshot, side: ComparedSide) -> dict[str, object]:
    """Return the result of one query as JSON fields."""
    return {
        "query": side.query,
        "statements": side.statements,
        "quotes": len(side.quotes),
        "positions": {name: side.positions.get(name, 0) for name in POSITIONS},
        "kinds": {name: side.kinds.get(name, 0) for name in KINDS},
        "said": [_quote_record(corpus, quote) for quote in side.quotes],
    }


def _quote_record(corpus: Snapshot, quote: ToldQuote) -> dict[str, object]:
    """Return one utterance as JSON fields."""
    statement = corpus.statements[quote.row]
    return {
        "id": statement.id,
        "quote": statement.quote,
        "kind": statement.kind,
        "speaker": statement.speaker,
        "speaker_name": corpus.actors[statement.speaker].name,
        "said": statement.said.text if statement.said else None,
        "source": statement.source,
        "copies": [corpus.statements[row].id for row in quote.copies],
    }


# -- For a person ----------------------------------------------------------------------------------


def _lines(corpus: Snapshot, printer: Printer, compared: SideBySide) -> Iterator[str]:
    """Yield a comparison in lines."""
    for side in compared.sides:
        yield printer.strong(shown(side.query or "everything"))
        yield f"  {counted(side)}"
        for quote in side.quotes:
            yield "    " + shown(cited(corpus, quote, printer))
        yield ""
    yield printer.strong(f"in both: {len(compared.both)}")
    for one, other in compared.both:
        ids = dict.fromkeys(corpus.statements[quote.row].id for quote in (one, other))
        words = told(corpus.statements[one.row])
        yield "    " + shown(f"{' and '.join(ids)} · {words}")
    for side, telling in zip(compared.sides, compared.words, strict=True):
        said_more = " · ".join(one.word for one in telling) or "none"
        yield shown(f"said more often in {side.query or 'everything'}: {said_more}")


def cited(corpus: Snapshot, quote: ToldQuote, printer: Printer) -> str:
    """Say one utterance in a line."""
    statement = corpus.statements[quote.row]
    where = publication(corpus.sources[statement.source])
    also = f"also in {len(quote.copies)} others" if quote.copies else ""
    name = corpus.actors[statement.speaker].name
    parts = (said(statement, printer.dates), name, told(statement), where, also, statement.id)
    return " · ".join(part for part in parts if part)
