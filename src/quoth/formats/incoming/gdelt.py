"""The GDELT Global Quotation Graph: an article a line, with its quotations and what is around them.

See https://blog.gdeltproject.org/announcing-the-global-quotation-graph/. A line is `date` (when the
article was seen), `url`, `title`, `lang` and `quotes`, each of which has `pre`, `quote` and `post`.

The words were found between quotation marks, so they are direct. Nobody is named as the speaker:
only where the words beside a quotation say so plainly (`…,” said Ann Archer`) is it taken for
said by them. When a thing was said is not known either; the date is that of its publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from quoth.basics.dates import DateError
from quoth.basics.places import FilePath
from quoth.basics.written_dates import edtf
from quoth.formats.incoming.json_lines import Entry, line_entries
from quoth.formats.incoming.records import (
    UNATTRIBUTED,
    BadRow,
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
_NAME: Final = (
    r"(?P<name>[A-Z][\w’'-]+(?: [A-Z]\.)?(?: (?:de|van|von|bin|al|da|del|[A-Z][\w’'-]+)){1,3})"
)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns that name a speaker right after a quotation, and right before it."""
    after = (
        rf"\W*(?:{_VERB} {_NAME}|{_NAME.replace('name', 'named')} {_VERB.replace('cue', 'cued')})\b"
    )
    before = rf"(?:^|[.!?”\"]\s+){_NAME} {_VERB}\s*[,:]?\s*[“\"]?\s*$"
    return re.compile(after), re.compile(before)


def is_article(document: Document) -> bool:
    """Tell whether an object is a line of the graph."""
    return isinstance(document.get("quotes"), list) and "url" in document


def read(path: FilePath, _decided: Mapping[str, str], told: Told = unheard) -> Incoming:
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
        raise RowError("quotes", "it is no list", "name a file of the Global Quotation Graph")
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
        raise RowError("quotes", "one of them is no object", "correct the line")
    before, after = text_of(quote, "pre"), text_of(quote, "post")
    speaker, cue = named(before, after)
    extra = {name: value for name, value in quote.items() if name != "quote"} | further
    return IncomingStatement(
        quote=unmarked(text_of(quote, "quote")),
        kind=str(Kind.DIRECT),
        speaker=speaker,
        source=source,
        cue=cue,
        extra={name: value for name, value in extra.items() if value not in (None, "")},
    )


def named(before: str, after: str) -> tuple[IncomingActor, str]:
    """Return whom the words around a quotation plainly name as its speaker, and by which verb."""
    behind, ahead = _patterns()
    match = behind.match(after[:_NEAR])
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
