"""`quoth find`: the statements that match half-remembered words, the best first."""

from __future__ import annotations

from itertools import islice

from quoth.cli.exits import Exit
from quoth.cli.printing import Printer, shown
from quoth.corpus import Corpus
from quoth.model import Statement
from quoth.query import Query, run
from quoth.quotation import chain, quoted, said
from quoth.search import Matches, highlights
from quoth.search.index import SearchIndex
from quoth.search.matching import FuzzySearcher
from quoth.store.writing import document
from quoth.text import words


def find(corpus: Corpus, printer: Printer, text: str, limit: int, *, as_json: bool) -> Exit:
    """Print what matches, up to a limit; 0 is none."""
    if not words(text):
        printer.say("quoth: there is no word to search for")
        return Exit.USAGE
    result = run(corpus, Query(text), FuzzySearcher(SearchIndex(corpus)))
    if result.matches is None or not result.rows:
        printer.say(f"quoth: nothing matches “{text}”")
        return Exit.NOTHING
    for row in islice(result.rows, limit or None):
        statement = corpus.statements[row]
        if as_json:
            printer.record(found_record(corpus, statement, result.matches.scores[row]))
        else:
            _print(corpus, printer, statement, result.matches)
    if limit and len(result.rows) > limit:
        printer.say(f"quoth: {limit} of {len(result.rows)} shown; --limit 0 shows all")
    return Exit.DONE


def found_record(corpus: Corpus, statement: Statement, score: float) -> dict[str, object]:
    """Return a found statement under stable names, the rest of its record after them."""
    first: dict[str, object] = {
        "id": statement.id,
        "score": round(score, 4),
        "quote": statement.quote,
        "kind": statement.kind,
        "speaker": statement.speaker,
        "speaker_name": corpus.actors[statement.speaker].name,
        "said": statement.said.text if statement.said else None,
        "source": statement.source,
    }
    return first | {key: value for key, value in document(statement).items() if key not in first}


def _print(corpus: Corpus, printer: Printer, statement: Statement, matches: Matches) -> None:
    """Print one statement: who and when, the words, and the chain that carried them."""
    name = shown(corpus.actors[statement.speaker].name)
    head = [printer.strong(name), said(statement), str(statement.kind)]
    if statement.medium:
        head.append(shown(statement.medium))
    printer.line(f"{shown(statement.id)}  {' · '.join(head)}")
    text = shown(quoted(statement))
    for line in printer.lines(text, "    "):
        printer.line(_emphasised(line, printer, matches))
    carriers = chain(corpus, statement)[1:]
    printer.wrapped("".join(f"→ {shown(name)} " for name in carriers).rstrip(), "    ")


def _emphasised(line: str, printer: Printer, matches: Matches) -> str:
    """Make the words of a line stand out that were searched for."""
    for start, end in reversed(highlights(line, matches)):
        line = line[:start] + printer.strong(line[start:end]) + line[end:]
    return line
