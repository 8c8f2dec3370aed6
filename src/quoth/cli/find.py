"""`quoth find`: the statements that a query finds, the best first."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
# What few searches need, the others do not wait for.
import time
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from quoth.basics.exits import Exit
from quoth.basics.guessing import named
from quoth.cli.printing import Printer, shown
from quoth.presenting.quotation import chain, said, told
from quoth.query import Query
from quoth.query.language.building import LONGEST
from quoth.query.language.wording import remarks
from quoth.search import Matches, highlights
from quoth.store.model import Statement, Status
from quoth.store.writing import document

if TYPE_CHECKING:
    from quoth.cli.watching import Watch
    from quoth.query.seam import Finder, Found
    from quoth.store.snapshot import Snapshot

NO_WORD: Final = "there is no word to search for"
_USUAL: Final = 20
"""Statements that are printed without --limit."""


class FindForm(Enum):
    """How a statement is printed."""

    FULL = "full"
    """In several lines, or as one object of JSON."""
    IDS = "ids"
    LINES = "lines"
    """In one line, with tabs between its parts."""


class FindOptions(NamedTuple):
    """How what is found is to be printed."""

    limit: int | None
    """How many statements at most; 0 is all, nothing is the usual number of the form."""
    as_json: bool
    explain: bool
    """Whether to say how the query was understood, what each statement matched, and the cost."""
    form: FindForm = FindForm.FULL
    watch: "Watch | None" = None
    """The record of statements shown before, if only others are wanted."""


def find(store: "Finder", printer: Printer, arguments: Sequence[str], options: FindOptions) -> Exit:
    """Print what matches, the best first."""
    text = typed(arguments, store)
    started = time.perf_counter()
    found = store.find(Query(text))
    rows = store.rows(found)
    took = time.perf_counter() - started
    if found.problems:
        for remark in remarks(one.message for one in found.problems):
            printer.say(f"quoth: {remark}")
        return Exit.USAGE
    if means_nothing(text, found):
        printer.say(f"quoth: {NO_WORD}")
        return Exit.USAGE
    if options.explain:
        _explain(store.explain(found, len(rows), took), printer)
    if options.watch is not None:
        return _print_new(store, printer, found, rows, options)
    if not rows:
        also = "; drafts are found with status:draft" if found.hides_unread else ""
        what = f"nothing matches {named(text)}" if text.strip() else "the store has no statements"
        printer.say(f"quoth: {what}{also}")
        return Exit.NOTHING
    limit = _limit(options)
    for row in islice(rows, limit or None):
        _print_found(store, printer, found, row, options)
    if limit and len(rows) > limit:
        printer.say(f"quoth: {limit} of {len(rows):,} shown; --limit 0 shows all")
    return Exit.DONE


def _print_new(
    store: "Finder",
    printer: Printer,
    found: "Found",
    rows: Sequence[int],
    options: FindOptions,
) -> Exit:
    """Print what wasn't shown before; if there is nothing, say so only to a person."""
    watch, statements = options.watch, store.corpus.statements
    assert watch is not None  # noqa: S101  # it is what asks for this
    watch.begin()
    new = (row for row in rows if watch.is_new(statements[row].id))
    shown_ones = list(islice(new, options.limit or None))
    for row in shown_ones:
        _print_found(store, printer, found, row, options)
    watch.show(statements[row].id for row in shown_ones)
    if not shown_ones and printer.is_terminal:
        printer.say("quoth: nothing new")
    return Exit.DONE if shown_ones else Exit.NOTHING


def _print_found(
    store: "Finder", printer: Printer, found: "Found", row: int, options: FindOptions
) -> None:
    """Print one statement in the form that is wanted."""
    corpus = store.corpus
    statement = corpus.statements[row]
    if options.form is not FindForm.FULL:
        printer.line(_in_a_line(corpus, printer, statement, options.form))
        return
    reasons = store.reasons(found, statement) if options.explain else []
    if options.as_json:
        score = found.matches.score(row) if found.matches else 0.0
        record = found_record(corpus, statement, score)
        printer.record(record | {"explain": reasons} if options.explain else record)
    else:
        _print(corpus, printer, statement, found.matches)
        for reason in reasons:
            printer.wrapped(printer.faint(shown(reason)), "    ")


def _limit(options: FindOptions) -> int:
    """Return how many statements are printed at most; 0 is all."""
    if options.limit is None:
        return _USUAL if options.form is FindForm.FULL else 0
    return options.limit


def _in_a_line(corpus: "Snapshot", printer: Printer, statement: Statement, form: FindForm) -> str:
    """Return a statement in one line: its id, or with a tab between date, speaker and quote."""
    if form is FindForm.IDS:
        return shown(statement.id)
    speaker = corpus.actors[statement.speaker].name
    cells = (statement.id, said(statement, printer.dates), speaker, told(statement))
    return "\t".join(shown(" ".join(cell.split())) for cell in cells)


def means_nothing(text: str, found: "Found") -> bool:
    """Tell whether a text is neither empty nor a query, such as a lone dash."""
    return found.parsed.root is None and not found.parsed.sort and bool(text.strip())


def _explain(lines: Iterator[str], printer: Printer) -> None:
    """Say how a query was understood, and what it cost."""
    for line in lines:
        printer.say(line)


def typed(arguments: Sequence[str], store: "Finder") -> str:
    """Return the search that some arguments are, no more of it looked at than one can hold."""
    parts: list[str] = []
    length = 0
    for argument in arguments:
        length += len(argument) + 1
        parts.append(_as_typed(argument, store) if length <= LONGEST else argument)
    return " ".join(parts)


def _as_typed(argument: str, store: "Finder") -> str:
    """Return an argument with the quotation marks that the shell took away, if it did.

    `by:"Ann Archer"` and `"by:Ann Archer"` are the same to a program; where the whole of such a
    value is a name or a date, it is one.
    """
    name, colon, value = argument.partition(":")
    if (
        not colon
        or " " not in value
        or len(value) > LONGEST
        or any(sign in value for sign in '"“”„():')
    ):
        return argument
    quoted = f'{name}:"{value}"'
    return argument if store.find(Query(quoted)).problems else quoted


def found_record(corpus: "Snapshot", statement: Statement, score: float) -> dict[str, object]:
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


def _print(
    corpus: "Snapshot", printer: Printer, statement: Statement, matches: Matches | None
) -> None:
    """Print one statement: who and when, the words, and the chain that carried them."""
    name = shown(corpus.actors[statement.speaker].name)
    head = [printer.strong(name), said(statement, printer.dates), str(statement.kind)]
    if statement.medium:
        head.append(shown(statement.medium))
    if statement.status is not Status.CONFIRMED:
        head.append(str(statement.status))
    printer.line(f"{shown(statement.id)}  {' · '.join(head)}")
    text = shown(told(statement))
    for line in _emphasised(text, printer.lines(text, "    "), printer, matches):
        printer.line(line)
    carriers = chain(corpus, statement)[1:]
    printer.wrapped("".join(f"→ {shown(name)} " for name in carriers).rstrip(), "    ")


def _emphasised(
    text: str, lines: Sequence[str], printer: Printer, matches: Matches | None
) -> Iterator[str]:
    """Yield the lines of a text so that what was searched for stands out, across lines as well."""
    spans = highlights(text, matches) if printer.is_styled else []
    place = 0
    for whole in lines:
        line, body = whole, whole.strip()
        first = text.find(body, place)
        place = max(first, place) + len(body)
        moved = len(whole) - len(whole.lstrip()) - first
        for span in reversed(spans):
            start, end = max(span[0], first), min(span[1], first + len(body))
            if start < end:
                start, end = start + moved, end + moved
                line = line[:start] + printer.strong(line[start:end]) + line[end:]
        yield line
