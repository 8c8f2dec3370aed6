"""What an import would do, for a person to look at before it is done."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from quoth.basics.counting import counted
from quoth.editing.changes import Change, Edit
from quoth.formats.incoming.records import BadRow, Remark
from quoth.store.links import ACTOR_LISTS
from quoth.store.parsing import Document

TABLES: Final = ("actors", "sources", "topics", "events", "statements", "checks")
"""The tables in the order in which an import adds to them: what is referred to comes first."""

_NAMING: Final[Mapping[str, Sequence[str]]] = {
    "statements": ("speaker", *ACTOR_LISTS),
    "events": ("actors",),
}
"""The fields that name actors."""


class Duplicate(NamedTuple):
    """A statement that may be another one, in nearly the same words; a person decides."""

    line: int
    file: str
    quote: str
    speaker: str
    other: str
    """The id of the other in the store; empty where it comes from the import as well."""
    other_line: int
    other_quote: str
    """What the other says, where it comes from the import as well."""
    score: float
    """How much they are alike, of 100."""
    edit: int | None
    """Which of the change's edits adds it; none where it is left out."""


class ImportReport(NamedTuple):
    """What was found."""

    added: Mapping[str, int]
    """How many records each table gets."""
    same: int
    """How many records are in the store already, the same in every field."""
    repeated: int
    """How many records the files have again, the same in every field."""
    left_out: int
    """How many statements are left out since they are nearly the same as others."""
    duplicates: Sequence[Duplicate]
    bad: Sequence[BadRow]
    """The first rows that can't be taken."""
    bad_count: int
    ambiguous: Sequence[str]
    """Names shared by several actors, none of which was chosen."""
    circles: Sequence[str]
    """Actors that would have belonged to themselves, and now have no affiliation."""
    known: Sequence[str] = ()
    """Actors of the store about whom the files say more than it does; they are left unchanged."""
    title: str = ""
    """What the first store that came in is called, for who makes a new one of it."""
    remarks: Sequence[Remark] = ()
    """What a person should know of how the files were understood."""
    columns: Sequence[str] = ()
    """Which columns go where, file by file."""
    has_words: bool = True
    """Whether a column of each file that has columns is the words of statements."""
    unstated: Collection[int] = ()
    """Which edits add a statement that counts as confirmed because its row has no status."""


class Plan(NamedTuple):
    """A change that imports, and what there is to know of it."""

    change: Change
    report: ImportReport

    def without(self, edits: Collection[int]) -> "Plan":
        """Return it without some of its statements, and without what only they refer to."""
        dropped = frozenset(edits)
        gone = [edit for place, edit in enumerate(self.change.edits) if place in dropped]
        left_out = {_id(edit) for edit in gone if edit.table == "statements"} - {None}
        kept = [
            _without(edit, left_out)
            for place, edit in enumerate(self.change.edits)
            if place not in dropped
        ]
        unused = _referred(gone)
        while kept_ids := unused & _referred(kept):
            unused -= kept_ids
        left = [edit for edit in kept if (edit.table, _id(edit)) not in unused]
        counts = {table: sum(edit.table == table for edit in left) for table in TABLES}
        duplicates = [one for one in self.report.duplicates if one.edit not in dropped]
        report = self.report._replace(
            added=counts,
            left_out=self.report.left_out + len(dropped),
            duplicates=[one._replace(edit=None) for one in duplicates],
            unstated=[place for place in self.report.unstated if place not in dropped],
        )
        return Plan(labelled(left, counts["statements"]), report)


_TOLD: Final = ("statements", "checks", "events", "sources", "actors", "topics")
"""The tables in the order in which one tells what was imported: the first that got records."""


def labelled(edits: Sequence[Edit], statements: int) -> Change:
    """Return edits as a change that says what it does."""
    numbers = Counter(edit.table for edit in edits) | Counter(statements=statements)
    table = next((one for one in _TOLD if numbers[one]), _TOLD[0])
    return Change(f"import {counted(numbers[table], table.removesuffix('s'))}", edits)


def _id(edit: Edit) -> object:
    """Return the id of what an edit adds."""
    return (edit.after or {}).get("id")


def _without(edit: Edit, statements: Collection[object]) -> Edit:
    """Return an edit; of a check it names none of some statements any more."""
    made = edit.after or {}
    named = made.get("statements")
    if edit.table != "checks" or not isinstance(named, list) or not statements:
        return edit
    there = [one for one in named if one not in statements]
    return edit._replace(after={**made, "statements": there})


def _referred(edits: Sequence[Edit]) -> set[tuple[str, object]]:
    """Return what the records that edits add refer to, by table and id."""
    return {pair for edit in edits for pair in references(edit.table, edit.after or {})}


def references(table: str, document: Document) -> Iterator[tuple[str, object]]:
    """Yield what a document refers to, by table and id."""
    if table == "actors" and (home := document.get("affiliation")):
        yield "actors", home
    if table not in _NAMING:
        return
    # A field of another table's is one that this version doesn't know, and may be anything.
    for field in _NAMING[table]:
        value = document.get(field) or []
        for actor in [value] if isinstance(value, str) else value:  # type: ignore[attr-defined]
            yield "actors", actor
    if source := document.get("source"):
        yield "sources", source
    if table == "events":
        return
    for topic in document.get("topics") or []:  # type: ignore[attr-defined]
        yield "topics", topic
    for stance in document.get("stances") or []:  # type: ignore[attr-defined]
        yield "topics", stance["topic"]
