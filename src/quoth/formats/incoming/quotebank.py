"""Quotebank: one quotation per line, with the speaker that a model found most likely.

See T. Vaucher and others, "Quotebank: A Corpus of Quotations from a Decade of News" (WSDM 2021),
https://zenodo.org/records/4277311, the quotation-centric version. A line is `quoteID`, `quotation`,
`speaker`, `qids` (all people of that name), `date` (when it was first published),
`numOccurrences`, `probas`, `urls` and `phase`.

A statement's source is the first of the addresses; all of them stay in its further fields. People
with the same name can't be distinguished: their actor has no Wikidata id, and is marked ambiguous.
"""

from __future__ import annotations

from typing import Final

from quoth.basics.dates import DateError
from quoth.basics.places import FilePath
from quoth.basics.written_dates import edtf
from quoth.formats.importing.references import AMBIGUOUS
from quoth.formats.incoming.gdelt import site
from quoth.formats.incoming.json_lines import line_entries
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
from quoth.formats.incoming.rows import RowError, text_of, texts_of
from quoth.presenting.verbatim import unmarked
from quoth.store.model import Kind
from quoth.store.parsing import Document

_READ: Final = frozenset({"quoteID", "quotation", "speaker", "date"})
"""What is elsewhere in a statement; all else of a line is kept as it is."""


def is_quotation(document: Document) -> bool:
    """Tell whether an object is a line of Quotebank."""
    return "quoteID" in document and "quotation" in document


def read(path: FilePath, _choices: Choices = AS_IT_IS, told: Told = unheard) -> Incoming:
    """Yield the quotations of a file of Quotebank.

    Raises:
        FormatError: the text isn't UTF-8, or the file can't be read.
    """
    for entry in line_entries(path, told):
        if isinstance(entry, BadRow):
            yield entry
            continue
        line, document = entry
        try:
            yield _statement(document)._replace(line=line)
        except RowError as error:
            yield BadRow(line, error.field, error.problem, error.remedy)


def _statement(document: Document) -> IncomingStatement:
    """Return a quotation."""
    urls = texts_of(document, "urls")
    date = text_of(document, "date")
    try:
        published = edtf(date).partition("T")[0] if date else ""
    except DateError as error:
        raise RowError("date", str(error), "correct the date") from None
    url = urls[0] if urls else ""
    return IncomingStatement(
        quote=unmarked(text_of(document, "quotation")),
        kind=str(Kind.DIRECT),
        speaker=_speaker(document),
        source=IncomingSource(title=url, publisher=site(url), published=published, url=url),
        id=text_of(document, "quoteID"),
        extra={
            name: value
            for name, value in document.items()
            if name not in _READ and value not in (None, "")
        },
    )


def _speaker(document: Document) -> IncomingActor:
    """Return the likeliest speaker; Quotebank writes `None` for an unknown one."""
    name = text_of(document, "speaker")
    if name in ("", "None"):
        return UNATTRIBUTED
    people = texts_of(document, "qids")
    if len(people) > 1:
        return IncomingActor(name, extra={AMBIGUOUS: True})
    return IncomingActor(name, wikidata="".join(people))
