"""What a command says about wordings: of imported statements, and in a check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from quoth.checking.findings import Finding, FindingPlace
from quoth.checking.rules import WORDING
from quoth.editing.current import record_id_of
from quoth.query.families.describing import told
from quoth.query.families.finder import FamilyFinder
from quoth.store.errors import Damaged, StoreError

if TYPE_CHECKING:
    from quoth.cli.printing import Printer
    from quoth.editing.changes import Edit
    from quoth.index.corpus import Corpus
    from quoth.query.families.model import WordingFamily

_MOST: Final = 200
"""Statements that came in whose wordings are looked for in any store."""
_QUICK: Final = 20_000
"""Statements of the largest store in which more are: a larger one keeps a person waiting."""
_NAMED: Final = 5
_SIZE: Final = 200_000
"""Statements of the largest store that a check looks for wordings in."""


def added_ids(edits: Iterable[Edit]) -> list[str]:
    """Return the ids of the statements that some edits add."""
    return [
        record_id_of(one.after, one.key)
        for one in edits
        if one.table == "statements" and one.before is None and one.after is not None
    ]


def say_wordings(corpus: Corpus, printer: Printer, ids: Sequence[str]) -> None:
    """Say which of the imported statements are wordings of existing ones.

    What is in the store is safe already: where its wordings can't be read, nothing is said.
    """
    if not ids:
        return
    if len(ids) > _MOST and len(corpus) > _QUICK:
        printer.say("quoth: other wordings weren't looked for; see quoth variants")
        return
    with suppress(StoreError, Damaged):
        rows = {row: one for one in ids if (row := corpus.row_of(one)) is not None}
        finder = FamilyFinder(corpus)
        groups = finder.rows(rows.keys(), drafts=True)
        known = [some for some in groups if not rows.keys() >= set(some)]
        if not known:
            return
        new = [rows[row] for some in known for row in some if row in rows]
        families = [finder.compared(some) for some in known]
        differ = sum(_may_matter(family) for family in families)
        named = " ".join(new[:_NAMED]) + " …" * (len(new) > _NAMED)
        are = "is a wording" if len(new) == 1 else "are wordings"
        more = f", {differ:,} of which differ in what may matter" if differ else ""
        printer.say(
            f"quoth: {len(new):,} {are} of what is there{more} ({named}); see quoth variants"
        )


def _may_matter(family: WordingFamily) -> bool:
    """Tell whether a family is worth a look: several speakers said it, or one may be misquoted."""
    return family.is_disputed or any(one.may_misquote for one in family.others)


def wording_findings(corpus: Corpus) -> Iterator[Finding]:
    """Yield the quotes that have another wording which may change what they say."""
    if len(corpus) > _SIZE:
        return
    finder = FamilyFinder(corpus)
    families = [family for rows in finder.rows() if _may_matter(family := finder.compared(rows))]
    for family in sorted(families, key=lambda one: (one.urgency, one.reference.row)):
        member = family.reference
        key, _ = corpus.document_of_row(member.row)
        place = FindingPlace("statements", key, member.statement.id, "quote")
        yield WORDING.at(place, _message(corpus, family), "quoth variants shows all that differs")


def _message(corpus: Corpus, family: WordingFamily) -> str:
    """Say what may matter in a family: who disputes it, or the first thing that differs."""
    if family.is_disputed:
        speakers = dict.fromkeys(one.statement.speaker for one in family.members)
        names = ", ".join(corpus.actors[one].name for one in speakers)
        return f"these words are attributed to {names}"
    worst = next(one for one in family.others if one.may_misquote)
    others = len(family.others)
    more = f", one of {others:,} others that have it" if others > 1 else ""
    apart = told(worst.differences[0]) if worst.differences else f"decided: {worst.verdict}"
    return f"it is worded differently in {worst.member.statement.id} ({apart}){more}"
