"""A comparison of two queries as one page of HTML, or in Markdown, ready for an article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from quoth.basics.exits import Exit
from quoth.cli.compare_options import CompareOptions, counted
from quoth.cli.exits import RefusedError
from quoth.formats.outgoing import html, markdown
from quoth.formats.outgoing.exporting import encoded
from quoth.formats.outgoing.files import refusal, write
from quoth.formats.outgoing.selection import Selection
from quoth.formats.outgoing.sheet import Quote, quotes

if TYPE_CHECKING:
    from quoth.basics.places import FilePath
    from quoth.cli.printing import Printer
    from quoth.query.changes.side_by_side import SideBySide, ToldQuote
    from quoth.store.snapshot import Snapshot


def put(
    corpus: Snapshot,
    at: FilePath,
    printer: Printer,
    compared: SideBySide,
    options: CompareOptions,
) -> Exit:
    """Write a comparison into a file, or print it; never over the store, which is `at` a path.

    Raises:
        RefusedError: the file may not be written.
    """
    pieces = _html(corpus, compared) if options.form == "html" else _markdown(corpus, compared)
    if options.output in (None, "-"):
        for data in encoded(pieces):
            printer.data(data)
        return Exit.DONE
    output = str(options.output)
    refused = refusal(output, at, force=options.force)
    if refused is not None:
        more = "; --force replaces it" if refused.is_taken else ""
        raise RefusedError(refused.reason + more)
    try:
        write(output, pieces)
    except OSError as error:
        printer.say(f"quoth: {output}: it can't be written ({error.strerror})")
        return Exit.OUTPUT
    printer.say(f"quoth: the comparison is in {output}")
    return Exit.DONE


def _told(corpus: Snapshot, some: Sequence[ToldQuote]) -> Iterator[tuple[ToldQuote, Quote]]:
    """Yield utterances, each with its entry of a sheet of quotes."""
    selection = Selection(corpus, [one.row for one in some], False)
    yield from zip(some, quotes(selection), strict=True)


def _also(one: ToldQuote) -> str:
    """Say in how many other statements of a side the same quote stands; nothing if in none."""
    return f"the same quote in {len(one.copies)} other statements" if one.copies else ""


def _title(compared: SideBySide) -> str:
    """Return what a comparison is called."""
    return " | ".join(side.query or "everything" for side in compared.sides)


def _both(compared: SideBySide) -> list[ToldQuote]:
    """Return the utterances that both sides have, as the first has them."""
    return [one for one, _ in compared.both]


def _html(corpus: Snapshot, compared: SideBySide) -> Iterator[str]:
    """Yield one page of HTML."""
    yield html.head(_title(compared), "Two searches, side by side")
    for side, words in zip(compared.sides, compared.words, strict=True):
        yield f'<section>\n<h2 dir="auto">{escape(side.query or "everything")}</h2>\n'
        yield f'<p class="about">{escape(counted(side))}</p>\n'
        said = " · ".join(one.word for one in words) or "none"
        yield f'<p class="about" dir="auto">words said more often: {escape(said)}</p>\n'
        for one, quote in _told(corpus, side.quotes):
            yield html.figure(quote)
            yield f'<p class="about">{_also(one)}</p>\n' if one.copies else ""
        yield "</section>\n"
    if compared.both:
        yield "<section>\n<h2>In both</h2>\n"
        for _, quote in _told(corpus, _both(compared)):
            yield html.figure(quote)
        yield "</section>\n"
    yield html.TAIL


def _markdown(corpus: Snapshot, compared: SideBySide) -> Iterator[str]:
    """Yield Markdown."""
    yield f"# {markdown.escaped(_title(compared))}\n"
    for side, words in zip(compared.sides, compared.words, strict=True):
        yield f"\n## {markdown.escaped(side.query or 'everything')}\n"
        yield f"\n{markdown.escaped(counted(side))}\n"
        said = " · ".join(one.word for one in words) or "none"
        yield f"\nWords said more often: {markdown.escaped(said)}\n"
        for one, quote in _told(corpus, side.quotes):
            yield markdown.block(quote)
            yield f"- {_also(one)}\n" if one.copies else ""
    if compared.both:
        yield "\n## In both\n"
        for _, quote in _told(corpus, _both(compared)):
            yield markdown.block(quote)
