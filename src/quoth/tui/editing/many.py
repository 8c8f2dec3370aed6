"""Commands on all marked statements: worked out in the background, and previewed."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from quoth.basics.garbage import let_stay, uncollected
from quoth.basics.text import capitalised
from quoth.editing.changes import Change
from quoth.editing.drafting import Assignment, described
from quoth.editing.errors import EditError
from quoth.editing.fields import FieldSpec
from quoth.editing.instructions import headline, in_words, instruction
from quoth.editing.many import (
    ChosenRecords,
    ManyChange,
    changed,
    deleted,
    preview,
    statements_at,
    tagging,
)
from quoth.editing.names import NameResolver
from quoth.intake.following import followed, with_what_follows
from quoth.store.errors import StoreError
from quoth.store.file_records import Row, StatementsInFile
from quoth.store.snapshot import Snapshot

if TYPE_CHECKING:
    from quoth.query.seam import Changer

_SHOWN: Final = 4
"""Lines of a preview of a kind."""
_LOW: Final = 20
"""Lines of a screen that has room for all of those."""
_TOLD_EVERY: Final = 2_000
"""Statements between two reports of progress."""

Progress = Callable[[int], None]
"""Called with the number of statements examined so far."""


class MarkedRows(NamedTuple):
    """The statements that are to be changed together."""

    snapshot: Snapshot
    rows: array[int]


class ManyProposal(NamedTuple):
    """A change of many statements, as it is previewed."""

    change: Change
    headline: str
    """What would be done to how many; not neutral."""
    made: ManyChange | None = None
    """What that is in particular."""
    more: Sequence[str] = ()
    """What follows from it; not neutral."""
    problem: str = ""
    """Why it can't be made, in a clause; not neutral."""
    kept: object = None
    """What was read of the statements, at hand while the change is made."""


Propose = Callable[["Changer", ChosenRecords, Progress], ManyProposal]
"""Works a change out."""


def details(found: ManyProposal, height: int) -> list[str]:
    """Return lines that say what would change in particular, as many as a screen has room for."""
    most = _SHOWN if height >= _LOW else 1
    lines = [] if found.made is None else preview(found.made, most)
    return [*lines, *found.more]


def refused(problem: str) -> ManyProposal:
    """Return what can't be done, and why."""
    return ManyProposal(Change("", ()), "", problem=problem)


def proposed(
    changer: Changer, marked: MarkedRows, propose: Propose, progress: Progress
) -> ManyProposal:
    """Return what is proposed for the marked statements, or why nothing can be."""
    try:
        with uncollected():
            chosen = statements_at(marked.snapshot, marked.rows)
            found = propose(changer, chosen, progress)
            let_stay(len(chosen.rows))
            return found._replace(kept=chosen.ahead)
    except (EditError, StoreError) as error:
        return refused(str(error))


def assigned(fields: Sequence[FieldSpec], values: Mapping[str, object]) -> list[Assignment]:
    """Return what was typed into a form for many as an instruction.

    Raises:
        EditError: it can't be read.
    """
    return [
        one
        for field in fields
        for one in instruction(field._replace(is_shared=False), str(values.get(field.name) or ""))
    ]


def setting(fields: Sequence[FieldSpec], values: Mapping[str, object]) -> Propose:
    """Return the job that works out what was typed into a form for many statements."""

    def propose(changer: Changer, chosen: ChosenRecords, progress: Progress) -> ManyProposal:
        instructions = assigned(fields, values)
        words = in_words(instructions, fields)
        return _worked_out(changer, _told(chosen.rows, progress), instructions, words)

    return propose


def starring(star: str) -> Propose:
    """Return the job that stars all statements, or unstars them if all have a star."""

    def propose(changer: Changer, chosen: ChosenRecords, progress: Progress) -> ManyProposal:
        rows = _told(chosen.rows, progress)
        on = _worked_out(changer, rows, tagging([f"+{star}"]), ["star"])
        if on.change.edits:
            return on
        return _worked_out(changer, chosen.rows, tagging([f"-{star}"]), ["remove the star"])

    return propose


def deleting(changer: Changer, chosen: ChosenRecords, _: Progress) -> ManyProposal:
    """Work out what is deleted, and what is deleted with it."""
    made = deleted(chosen.rows)
    change = followed(changer.current, made.change)
    more = len(change.edits) - len(made.change.edits)
    follows = [f"and {more:,} that nothing refers to any more"] if more else []
    label = made.change.label
    return ManyProposal(change, f"{capitalised(label)}?", made, follows)


def _worked_out(
    changer: Changer,
    rows: Iterable[Row],
    instructions: Sequence[Assignment],
    words: Sequence[str],
) -> ManyProposal:
    """Return the proposal that an instruction amounts to."""
    names = NameResolver(changer.current, makes=True)
    made = changed(rows, instructions, names)
    done = f"{'; '.join(words)} in {described(made.change.edits)}"
    if made.change.edits:
        made = with_what_follows(changer.current, made)
        edits = [*names.made, *made.change.edits] if names.made else made.change.edits
        made = made._replace(
            change=made.change._replace(edits=edits, label=done),
            others=made.others + len(names.made),
        )
    return ManyProposal(made.change, headline(instructions, words, made), made._replace(same=0))


def _told(rows: Sequence[Row], progress: Progress) -> Iterable[Row]:
    """Return rows, of which is reported how many were looked at so far."""
    return rows.watched(progress) if isinstance(rows, StatementsInFile) else _each(rows, progress)


def _each(rows: Sequence[Row], progress: Progress) -> Iterator[Row]:
    """Yield rows, and report how many there were so far."""
    for number, row in enumerate(rows):
        if number % _TOLD_EVERY == 0:
            progress(number)
        yield row
