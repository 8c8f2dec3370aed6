"""The lines that quoth itself exports, as documents: for a server that takes millions of them."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Iterator
from typing import Final, NamedTuple

from quoth.basics.places import FilePath
from quoth.formats.incoming.json_lines import line_entries
from quoth.formats.incoming.own import is_own
from quoth.formats.incoming.records import BadRow, FormatError, Told, unheard
from quoth.formats.tagging import STORE, WORDING, untagged
from quoth.store.accepting import Acceptor
from quoth.store.errors import FieldError
from quoth.store.parsing import Document
from quoth.store.reading import read_record

_TABLES: Final = {
    "actor": "actors", "source": "sources", "topic": "topics", "event": "events",
    "statement": "statements", "check": "checks", WORDING: "wordings", STORE: "meta",
}  # fmt: skip
_ANY_KEY: Final = "1"


class OwnLine(NamedTuple):
    """A record of a file, and where it stands."""

    line: int
    table: str
    """That of a store; `meta` for what the store is called."""
    document: Document


def own_lines(path: FilePath, told: Told = unheard) -> Iterator[OwnLine]:
    """Yield the records of a file that quoth exported as JSON Lines, each valid by itself.

    Raises:
        FormatError: the file can't be read, a line isn't such a record, or it has a wrong field.
    """
    accept = Acceptor().check
    for entry in line_entries(path, told):
        if isinstance(entry, BadRow):
            raise FormatError(path, entry.line, entry.problem, entry.remedy)
        line, found = entry
        if not is_own(found):
            problem = "this isn't a record as quoth exports it"
            raise FormatError(path, line, problem, "quoth import takes it into a store's file")
        kind, document = untagged(found)
        table = _TABLES.get(kind or "statement", "")
        try:
            if table == "statements":
                accept(document, _ANY_KEY)
            else:
                read_record(table, document, _ANY_KEY)
        except FieldError as error:
            raise FormatError(path, line, error.problem, error.remedy) from None
        yield OwnLine(line, table, document)
