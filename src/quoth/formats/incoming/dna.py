"""Discourse Network Analyzer: who supports and who opposes a concept, as coded in documents.

See https://github.com/leifeld/dna. Its tables of events are separated by semicolons; its `.dna`
files are SQLite, of version 2 (texts in `ATTRIBUTES`, or in place; dates in milliseconds) and of
version 3 (texts in `ENTITIES`; dates in seconds). They are opened for reading alone.

An agreement with a concept is support of a topic, a disagreement opposes it. A person belongs to
the first organization that they are coded for, and speaks on behalf of any other. The date is that
of the document, which is when it was published; when a thing was said is not known.

In a table that quoth itself wrote, "[denied]" before the words is the polarity of the statement,
and is read as that. In any other table it is part of the text, and stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from quoth.basics.dates import DateError
from quoth.basics.places import FilePath
from quoth.basics.written_dates import AmbiguousDateError
from quoth.formats.incoming.conventions import ALONE, Conventions
from quoth.formats.incoming.mapping import squashed
from quoth.formats.incoming.records import (
    AS_IT_IS,
    BadRow,
    Choices,
    Incoming,
    IncomingActor,
    IncomingSource,
    IncomingStance,
    IncomingStatement,
    IncomingTopic,
    Told,
    unheard,
)
from quoth.formats.incoming.rows import RowError, is_all_said, position_of, text_of
from quoth.formats.incoming.table import DelimitedFile, column_of, opened
from quoth.formats.outgoing.dna import COLUMNS
from quoth.presenting.quotation import split_told
from quoth.presenting.verbatim import kind_alone
from quoth.store.model import NOTHING_MORE, Kind

VARIABLES: Final[Mapping[str, str]] = {
    "person": "person", "actor": "person", "speaker": "person", "name": "person",
    "organization": "organization", "organisation": "organization", "org": "organization",
    "concept": "concept", "category": "concept", "issue": "concept",
    "agreement": "agreement", "agree": "agreement", "position": "agreement",
}  # fmt: skip
"""What coders call the four variables."""
_COLUMNS: Final[Mapping[str, str]] = {
    **VARIABLES,
    "id": "id", "statementid": "id", "time": "date", "date": "date", "documentdate": "date",
    "docid": "document", "documentid": "document", "doctitle": "title", "documenttitle": "title",
    "docauthor": "author", "documentauthor": "author", "docsource": "publisher",
    "documentsource": "publisher", "docsection": "section", "documentsection": "section",
    "doctype": "doctype", "documenttype": "doctype", "text": "text", "statement": "text",
    "statementtext": "text", "selectedtext": "text", "quote": "text",
}  # fmt: skip
_NOTES: Final = ("section", "notes", "annotations")
_DOCUMENT: Final = frozenset({"document", "title"})


def is_table(header: Sequence[str]) -> bool:
    """Tell whether a header is that of a table of coded events."""
    names = {_COLUMNS.get(squashed(name), "") for name in header}
    return bool(names & _DOCUMENT) and {"concept", "agreement"} <= names


class Coded:
    """Makes statements of what was coded, and remembers to whom each person belongs."""

    def __init__(self, conventions: Conventions = ALONE) -> None:
        """Start with no people, in a file with these conventions."""
        self._homes: dict[str, str] = {}
        self._conventions = conventions

    def statement(
        self, coded: Mapping[str, object], extra: Mapping[str, object]
    ) -> IncomingStatement:
        """Return the statement of one coding.

        Raises:
            RowError: it names no concept and no words, or an agreement that is none.
        """
        concept, words = text_of(coded, "concept"), text_of(coded, "text")
        if not (concept or words):
            raise RowError("concept", "it is empty", "fill it in")
        speaker, behalf = self._speaker(text_of(coded, "person"), text_of(coded, "organization"))
        topics = (IncomingTopic(concept),) if concept else ()
        agreement = text_of(coded, "agreement")
        position = position_of(agreement, self._conventions, "agreement") if agreement else ""
        stances = [IncomingStance(topic, position) for topic in topics if position]
        if agreement and not (topics and is_all_said(agreement, position)):
            extra = {**extra, "agreement": agreement}
        # Where a table has no words, the concept is all that is known of them: a paraphrase.
        return IncomingStatement(
            quote=words or concept,
            kind=text_of(coded, "kind") or str(kind_alone(words) if words else Kind.INDIRECT),
            speaker=speaker,
            source=source_of(coded, self._conventions),
            on_behalf_of=behalf,
            topics=topics,
            stances=tuple(stances),
            note="" if words else "The words are those of the concept that it was coded with.",
            polarity=text_of(coded, "polarity"),
            extra=extra,
        )

    def _speaker(
        self, person: str, organization: str
    ) -> tuple[IncomingActor, tuple[IncomingActor, ...]]:
        """Return who speaks, and for whom besides the organization they belong to."""
        if not person:
            return IncomingActor(organization, kind="organisation" if organization else ""), ()
        home = self._homes.setdefault(person, organization)
        actor = IncomingActor(person, kind="person", affiliation=home)
        if organization in ("", home):
            return actor, ()
        return actor, (IncomingActor(organization, kind="organisation"),)


def source_of(coded: Mapping[str, object], conventions: Conventions) -> IncomingSource:
    """Return the document that was coded."""
    date = text_of(coded, "date")
    try:
        published = conventions.date("date", date) if date else ""
    except AmbiguousDateError as error:
        raise RowError("time", str(error), "or say --dates day-first or month-first") from None
    except DateError as error:
        raise RowError("time", str(error), "correct the date") from None
    return IncomingSource(
        title=text_of(coded, "title"),
        publisher=text_of(coded, "publisher"),
        author=text_of(coded, "author"),
        published=published.removesuffix("T00:00:00"),
        note="\n".join(part for name in _NOTES if (part := text_of(coded, name))),
        extra=extra if isinstance(extra := coded.get("document"), dict) else NOTHING_MORE,
    )


def read_table(path: FilePath, choices: Choices = AS_IT_IS, told: Told = unheard) -> Incoming:
    """Yield the statements of a table of coded events.

    Raises:
        FormatError: it has no header, or isn't UTF-8.
    """
    with opened(path, told) as table:
        fields = {name: _COLUMNS.get(squashed(name), "") for name in table.header}
        conventions = Conventions(column_of(path, fields), choices.dates)
        coding = Coded(conventions)
        yield from table.remarks
        is_own = tuple(table.header) == COLUMNS
        for record in _coded_rows(table, coding, is_own=is_own):
            yield record
            yield from conventions.remarks()


def _coded_rows(table: DelimitedFile, coding: Coded, *, is_own: bool) -> Incoming:
    """Yield the statements of the rows of a table, which quoth itself may have written."""
    for row in table.rows:
        if isinstance(row, BadRow):
            yield row
            continue
        coded: dict[str, object] = {}
        extra: dict[str, object] = {}
        for name, cell in zip(table.header, row.cells, strict=False):
            field = _COLUMNS.get(squashed(name), "")
            if field and field not in ("id", "document", "doctype") and not coded.get(field):
                coded[field] = cell
            elif cell:
                extra[
                    f"dna_{field}"
                    if field and f"dna_{field}" not in extra and field not in coded
                    else name
                ] = cell
        if is_own:
            coded["polarity"], coded["text"] = split_told(text_of(coded, "text"))
        try:
            yield coding.statement(coded, extra)._replace(line=row.line)
        except RowError as error:
            yield BadRow(row.line, error.field, error.problem, error.remedy)
