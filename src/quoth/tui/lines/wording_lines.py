"""The statements of a family as lines: the words, what differs in them, and where they are from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from quoth.basics.dates import DateStyle
from quoth.presenting.claim_checks import summary
from quoth.presenting.quotation import publication, said, told
from quoth.query.families.describing import checks_of_family
from quoth.query.families.describing import told as told_difference
from quoth.query.families.differing import Weight
from quoth.query.families.relating import RelationKind
from quoth.tui.look.painting import ends, indented, line, plain

if TYPE_CHECKING:
    from quoth.query.families.model import ComparedMember, FamilyMember, WordingFamily
    from quoth.store.snapshot import Snapshot

_SIGNS: Final = {Weight.HIGH: "≠ ", Weight.MEDIUM: "~ "}
"""The signs before a difference that may matter."""
_MOST_LINES: Final = 6
"""Lines of a wording, and of what differs in it, that are shown at most."""


def heading(corpus: Snapshot, family: WordingFamily) -> str:
    """Return a line that describes a family; for a disputed one, its speakers."""
    if family.is_disputed:
        speakers = dict.fromkeys(one.statement.speaker for one in family.members)
        names = ", ".join(plain(corpus.actors[one].name) for one in speakers)
        return f"Disputed: said by {names}"
    statements, papers = len(family.members), family.papers
    wordings = family.wordings
    return (
        f"One quote: {statements} statements in {papers} independent paper{'s' * (papers != 1)}, "
        f"{wordings} wording{'s' * (wordings != 1)}"
    )


def checked(corpus: Snapshot, family: WordingFamily) -> str:
    """Return what fact-checkers found about a quote in any wording, if it was checked."""
    found = [plain(summary(one)) for one in checks_of_family(corpus, family)]
    return f"Checked: {'; '.join(found)}" if found else ""


def wording_lines(
    corpus: Snapshot, family: WordingFamily, item: int, width: int, form: DateStyle
) -> list[Content]:
    """Return the lines of one statement of a family."""
    member = family.members[item]
    words = line((plain(told(member.statement)), "strong" if item == 0 else ""))
    differs = "the wording closest to the speaker, or in most papers"
    role = "faint"
    if item:
        other = family.others[item - 1]
        differs = _differing(other, family)
        role = "faint" if other.weight not in _SIGNS else "sign"
    return [
        *indented(words, 1, width, most=_MOST_LINES),
        *indented(line((plain(differs), role)), 3, width, most=_MOST_LINES),
        ends(line("   ", (_cited(corpus, member, form), "faint")), line(""), width),
    ]


def _differing(one: ComparedMember, family: WordingFamily) -> str:
    """Say what differs in a statement, what may matter most first."""
    if not one.differences:
        return "the same words"
    sign = _SIGNS.get(one.weight, "")
    kind = (
        "" if one.relation.kind in (RelationKind.SAME, RelationKind.VARIANT) else one.relation.kind
    )
    of = f"of {one.against.statement.id}" if one.against is not family.reference else ""
    decided = f"decided: {one.verdict}" if one.verdict else ""
    parts = [part for part in (decided, kind, of) if part]
    return sign + " · ".join([*map(told_difference, one.differences), *parts])


def _cited(corpus: Snapshot, member: FamilyMember, form: DateStyle) -> str:
    """Say who said it, when, and where that stands."""
    statement = member.statement
    parts = [corpus.actors[statement.speaker].name, said(statement, form)]
    parts.append(publication(member.source))
    if statement.via:
        parts.append(f"through {corpus.actors[statement.via[0]].name}")
    return plain(" · ".join(parts))
