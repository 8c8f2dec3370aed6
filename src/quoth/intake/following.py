"""What follows from a change for what an intake made: dates of drafts, and unused actors.

Both are part of the change, so that one step back takes all of it back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from quoth.editing.changes import Change, Edit, ManyEdits
from quoth.editing.current import record_id_of, references
from quoth.editing.many import ManyChange
from quoth.intake.keeping import no_later_than
from quoth.intake.noted import FIELD, settled
from quoth.query.seam import HeldRecords
from quoth.store.links import ACTOR_LISTS
from quoth.store.model import Status
from quoth.store.parsing import Document

_LINKED: Final = frozenset({"kind", "speaker", *ACTOR_LISTS})
"""The fields of a statement that a draft may be in doubt about, or that refer to an actor."""


def followed(current: HeldRecords, change: Change) -> Change:
    """Return a change with what follows from it.

    Drafts that said "no later than published" say so of a source's new date. Actors that an intake
    made, whom the change leaves without anything that refers to them, go.
    """
    edits = list(change.edits)
    for edit in change.edits:
        if edit.table == "sources" and edit.before is not None and edit.after is not None:
            edits += _dated(current, edit.key, edit.before, edit.after)
    edits += _unused(current, edits)
    return change if len(edits) == len(change.edits) else change._replace(edits=edits)


def with_what_follows(current: HeldRecords, made: ManyChange) -> ManyChange:
    """Return a change of many records as a form would make it: doubts settled, and what follows."""
    if isinstance(made.change.edits, ManyEdits) and _LINKED.isdisjoint(made.change.edits.fields):
        return made  # it settles no doubt, and leaves everyone in use
    edits = [
        one._replace(after=settled(one.table, one.before, one.after))
        if one.before is not None and one.after is not None
        else one
        for one in made.change.edits
    ]
    whole = followed(current, made.change._replace(edits=edits))
    more = len(whole.edits) - len(edits)
    return made._replace(change=whole, others=made.others + more)


def _dated(current: HeldRecords, key: str, before: Document, after: Document) -> Iterator[Edit]:
    """Yield the drafts of a source that say when it was published, with its new date."""
    old, new = (no_later_than(str(one.get("published") or "")) for one in (before, after))
    if old == new:
        return
    for statement, document in current.of_source(record_id_of(before, key)):
        is_drafted = document.get("status") == str(Status.DRAFT) and FIELD in document
        if is_drafted and (document.get("said") or "") == old:
            dated = {**document, "said": new}
            if not new:
                del dated["said"]
            yield Edit("statements", statement, document, dated)


def _unused(current: HeldRecords, edits: list[Edit]) -> list[Edit]:
    """Return the deletion of actors that an intake made and that some edits leave unused."""
    gone: list[Edit] = []
    beside = {(edit.table, edit.key) for edit in edits}
    waiting = _left(edits)
    while waiting:
        actor = waiting.pop()
        found = current.find("actors", actor)
        if found is None or ("actors", found[0]) in beside or found[1].get(FIELD) is not True:
            continue
        if current.referring({"actors": {actor}}, beside) is None:
            gone.append(Edit("actors", found[0], found[1], None))
            beside.add(("actors", found[0]))
            waiting += _actors("actors", found[1])
    return gone


def _left(edits: list[Edit]) -> list[str]:
    """Return the actors that edited records referred to, and that none of them refers to now."""
    before, after = (
        {
            actor
            for edit in edits
            for actor in _actors(edit.table, edit.before if was else edit.after)
        }
        for was in (True, False)
    )
    return sorted(before - after)


def _actors(table: str, document: Mapping[str, object] | None) -> list[str]:
    """Return the actors that a record refers to, if there is one."""
    return references(table, dict(document))["actors"] if document is not None else []
