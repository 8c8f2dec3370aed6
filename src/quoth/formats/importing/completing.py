"""What stands in where a file doesn't say: what a person decided, else what promises the least."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from quoth.basics.places import FilePath
from quoth.formats.incoming.mapping import field_named
from quoth.formats.incoming.records import (
    NOBODY,
    NOWHERE,
    UNATTRIBUTED,
    BadRow,
    FormatError,
    IncomingActor,
    IncomingSource,
    IncomingStatement,
    Record,
    Remark,
    filled,
)
from quoth.formats.incoming.rows import statement_of
from quoth.presenting.verbatim import kind_alone, unmarked
from quoth.store.model import NOTHING_MORE, Kind

PUBLISHED: Final = "published"
"""The default of `said` that takes the day of publication for it."""


def completer(
    defaults: Mapping[str, str], path: FilePath
) -> Callable[[Record | BadRow | Remark], Record | BadRow | Remark]:
    """Return what completes each statement.

    Raises:
        FormatError: a default is of a field that there isn't, or can't be its value.
    """
    named = {field_named(name, path): value for name, value in defaults.items()}
    by_publication = named.get("said", "").strip().casefold() == PUBLISHED
    if by_publication:
        named.pop("said")
    # The order of the fields is theirs: a stance needs its topic.
    template = statement_of(named, NOTHING_MORE, 0)
    if isinstance(template, BadRow):
        raise FormatError(
            path, 0, f"the default of “{template.field}”: {template.problem}", template.remedy
        )

    def complete(record: Record | BadRow | Remark) -> Record | BadRow | Remark:
        if not isinstance(record, IncomingStatement):
            return record
        made = _filled(record, template) if named else record
        if by_publication and not made.said:
            made = made._replace(said=made.source.published)
        return _settled(made)

    return complete


def _filled(statement: IncomingStatement, template: IncomingStatement) -> IncomingStatement:
    """Return a statement with what a template has and it hasn't."""
    return filled(statement, template)._replace(
        speaker=_speaker(statement.speaker, template.speaker),
        source=_source(statement.source, template.source),
    )


def _speaker(actor: IncomingActor, template: IncomingActor) -> IncomingActor:
    """Return a speaker, or who stands in for none."""
    return template if actor in (NOBODY, UNATTRIBUTED) and template != NOBODY else actor


def _source(source: IncomingSource, template: IncomingSource) -> IncomingSource:
    """Return a source with what a template has and it hasn't, unless it is one of a store."""
    if template == NOWHERE or (source.id and not source.title):
        return source
    return filled(source, template)


def _settled(statement: IncomingStatement) -> IncomingStatement:
    """Return a statement that has a speaker and a kind."""
    if statement.speaker == NOBODY:
        statement = statement._replace(speaker=UNATTRIBUTED)
    if not statement.kind:
        kind = kind_alone(statement.quote)
        quote = unmarked(statement.quote) if kind is Kind.DIRECT else statement.quote
        statement = statement._replace(kind=str(kind), quote=quote)
    return statement
