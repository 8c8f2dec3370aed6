"""The GDELT Global Quotation Graph: one article per line, with its quotations and their context.

See https://blog.gdeltproject.org/announcing-the-global-quotation-graph/. A line is `date` (when the
article was seen), `url`, `title`, `lang` and `quotes`, each of which has `pre`, `quote` and `post`.

The words were found between quotation marks, so they are direct. The format doesn't name speakers:
a quotation has one only if the words beside it say so plainly (`…,” said Ann Archer`). It doesn't
say when something was said either; the date is the date of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from quoth.basics.dates import DateError
from quoth.basics.places import FilePath
from quoth.basics.written_dates import edtf
from quoth.formats.incoming.json_lines import Entry, line_entries
from quoth.formats.incoming.records import (
    AS_IT_IS,
    UNATTRIBUTED,
    BadRow,
    Choices,
    Incoming,
    IncomingActor,
    IncomingSource,
    IncomingStatement,
    Told,
    unheard,
)
from quoth.formats.incoming.rows import RowError, text_of
from quoth.presenting.verbatim import unmarked
from quoth.store.model import Kind
from quoth.store.parsing import Document

_OF_ARTICLE: Final = frozenset({"date", "url", "title", "quotes"})
"""What of a line is read; all else, as `lang`, is kept with each of its quotations."""
_NEAR: Final = 300
"""Characters beside a quotation that may name its speaker."""
_VERB: Final = r"(?P<cue>said|says|told|added|wrote|writes|tweeted|explained|stated|warned|replied)"
_DAYS: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_NO_NAMES: Final = (
    "But And So Yet Then Now Still On In At As Of When While After Before If The A An He She They "
    "We I It You This That These Those Who Meanwhile However Later Earlier Also Both Yesterday "
    "Today Tomorrow Last Next January February March April May June July August September October "
    "November December"
)
"""Words with a capital that aren't part of a name: they begin a sentence, or belong to a date."""
_PART: Final = rf"(?!(?:{_NO_NAMES.replace(' ', '|')}|{_DAYS})\b)[A-Z][\w’'-]+"
_NAME: Final = (
    rf"(?P<name>{_PART}(?: [A-Z]\.)?(?: (?:de|van|von|bin|al|da|del|der|den)){{0,2}}"
    rf"(?: {_PART}){{1,2}})"
)
_ENDS: Final = (
    r"(?= ?(?:[.,;:!?)\]\"”\n]|$"
    r"| (?:on|in|at|during|after|before|to|of|last|this|that|as|when|while|who|and|earlier|later)\b"
    rf"| {_DAYS}\b))"
)
"""What follows a name that is whole: more capitals would be part of it, or of something else."""
_STARTS: Final = r"(?:^|[.!?”\"]\s+)(?:(?:But|And|So|Yet|Then|Meanwhile|However|Later),? )?"
_ENDED: Final = re.compile(r"[.!?]\s*$")
"""How a sentence ends: what follows it is another's."""


_STOPPED: Final = re.compile(r"\s*[.!?]")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns that name a speaker right after a quotation, and right before it."""
    marks = r"[\s,”\"’']*"
    after = (
        rf"{marks}(?:{_VERB} {_NAME}|{_NAME.replace('name', 'named')} "
        rf"{_VERB.replace('cue', 'cued')})(?![\w’'-]){_ENDS}"
    )
    before = rf"{_STARTS}{_NAME} {_VERB}\s*[,:]?\s*[“\"]?\s*$"
    return re.compile(after), re.compile(before)


def is_article(document: Document) -> bool:
    """Tell whether an object is a line of the graph."""
    return isinstance(document.get("quotes"), list) and "url" in document


def read(path: FilePath, _choices: Choices = AS_IT_IS, told: Told = unheard) -> Incoming:
    """Yield the quotations of a file of the graph.

    Raises:
        FormatError: the text isn't UTF-8, or the file can't be read.
    """
    for entry in line_entries(path, told):
        if isinstance(entry, BadRow):
            yield entry
        else:
            yield from _article(entry)


def _article(entry: Entry) -> Iterator[IncomingStatement | BadRow]:
    """Yield the quotations of an article."""
    line, document = entry
    try:
        source, quotes = _source(document), _quotes(document)
    except RowError as error:
        yield BadRow(line, error.field, error.problem, error.remedy)
        return
    further = {name: value for name, value in document.items() if name not in _OF_ARTICLE}
    for quote in quotes:
        try:
            yield _statement(quote, source, further)._replace(line=line)
        except RowError as error:
            yield BadRow(line, error.field, error.problem, error.remedy)


def _quotes(document: Document) -> list[object]:
    """Return the quotations of an article."""
    quotes = document.get("quotes")
    if not isinstance(quotes, list):
        raise RowError("quotes", "it isn't a list", "name a file of the Global Quotation Graph")
    return quotes


def _source(document: Document) -> IncomingSource:
    """Return the article."""
    url = text_of(document, "url")
    date = text_of(document, "date")
    try:
        published = edtf(date) if date else ""
    except DateError as error:
        raise RowError("date", str(error), "correct the date") from None
    # It is when the article was met with: the day says as much as can be relied upon.
    return IncomingSource(
        title=text_of(document, "title"),
        publisher=site(url),
        published=published.partition("T")[0],
        url=url,
    )


def _statement(quote: object, source: IncomingSource, further: Document) -> IncomingStatement:
    """Return a quotation."""
    if not isinstance(quote, dict):
        raise RowError("quotes", "one of them isn't an object", "correct the line")
    before, after = text_of(quote, "pre"), text_of(quote, "post")
    speaker, cue = named(before, after, text_of(quote, "quote"))
    extra = {name: value for name, value in quote.items() if name != "quote"} | further
    return IncomingStatement(
        quote=unmarked(text_of(quote, "quote")),
        kind=str(Kind.DIRECT),
        speaker=speaker,
        source=source,
        cue=cue,
        extra={name: value for name, value in extra.items() if value not in (None, "")},
    )


def named(before: str, after: str, quote: str = "") -> tuple[IncomingActor, str]:
    """Return whom the words around a quotation plainly name as its speaker, and by which verb.

    A verb that follows is of the same sentence: after one that has ended, `Ann Archer said` begins
    another, in which she says something else.
    """
    behind, ahead = _patterns()
    has_ended = bool(_ENDED.search(quote) or _STOPPED.match(after))
    match = None if has_ended else behind.match(after[:_NEAR])
    if match is not None:
        name = match["name"] or match["named"]
        return IncomingActor(name), match["cue"] or match["cued"]
    match = ahead.search(before[-_NEAR:])
    if match is not None:
        return IncomingActor(match["name"]), match["cue"]
    return UNATTRIBUTED, ""


def site(url: str) -> str:
    """Return the site of an address, by which its publisher goes."""
    match = re.match(r"[a-z][a-z0-9+.-]*://(?:[^/@?#]*@)?([^/:?#]+)", url, re.IGNORECASE)
    return match[1].casefold().removeprefix("www.") if match else ""
