"""`quoth variants`: one utterance in several wordings, and what differs between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quoth.basics.exits import Exit
from quoth.basics.guessing import named
from quoth.cli.printing import Printer, shown
from quoth.cli.querying import found_by
from quoth.presenting.claim_checks import summary
from quoth.presenting.quotation import bare, publication, said
from quoth.query.families.describing import checks_of_family, told
from quoth.query.families.differing import WordDifference
from quoth.query.families.model import ComparedMember, FamilyMember, WordingFamily
from quoth.query.families.relating import RelationKind
from quoth.store.model import Status

if TYPE_CHECKING:
    from quoth.query.run import Engine
    from quoth.store.snapshot import Snapshot


def variants(
    store: Engine, printer: Printer, query: Sequence[str], limit: int, *, as_json: bool
) -> Exit:
    """Print the families of what a query finds, or that of a statement; without either, all.

    Those that several are said to have said come first, then those that may be misquoted.

    Raises:
        RefusedError: the query can't be understood.
    """
    families = _families(store, printer, query)
    if crowded := store.families.crowded() + store.families.crowded(drafts=True):
        printer.say(
            f"quoth: not compared: {_number(crowded, 'wording')} of which every three words in a "
            "row are in more than 64 wordings; quoth variants ID looks for those of one"
        )
    if not families:
        _say_none(printer, query)
        return Exit.NOTHING
    for place, family in enumerate(families[: limit or None]):
        if as_json:
            for one in family.others:
                printer.record(pair_record(store.corpus, family, one))
            continue
        if place:
            printer.line()
        _print(store.corpus, printer, family)
    if limit and len(families) > limit:
        printer.say(f"quoth: {limit} of {len(families):,} shown; --limit 0 shows all")
    return Exit.DONE


def _families(store: Engine, printer: Printer, query: Sequence[str]) -> list[WordingFamily]:
    """Return the families that are wanted, the most urgent first."""
    finder = store.families
    row = store.corpus.row_of(query[0]) if len(query) == 1 else None
    if row is not None:
        family = store.family(row)
        return [family] if family is not None else []
    wanted = None
    drafts = False
    if query:
        found = found_by(store, printer, query)
        drafts = not found.hides_unread and _names_drafts(query)
        wanted = list(store.rows(found))
    families = [finder.compared(rows) for rows in finder.rows(wanted, drafts=drafts)]
    return sorted(families, key=lambda family: (family.urgency, family.reference.row))


def _names_drafts(query: Sequence[str]) -> bool:
    """Tell whether a query asks for drafts."""
    return any("status:" in word and "-status:" not in word for word in query)


def _say_none(printer: Printer, query: Sequence[str]) -> None:
    """Say that there are no other wordings."""
    if not query:
        printer.say("quoth: no two statements are wordings of one utterance")
    else:
        what = named(" ".join(query))
        printer.say(f"quoth: there is no other wording of {what}; only verbatim words are compared")


# -- For another program ---------------------------------------------------------------------------


def pair_record(corpus: Snapshot, family: WordingFamily, one: ComparedMember) -> dict[str, object]:
    """Return a statement and the one it is compared with as JSON fields."""
    return {
        "family": family.reference.statement.id,
        "relation": one.relation.kind,
        "coverage": round(one.relation.coverage, 4),
        "marked": one.relation.marked,
        "weight": one.weight,
        "disputed": one.is_disputed,
        "verdict": one.verdict or None,
        "differences": [difference_record(difference) for difference in one.differences],
        "checks": [check.id for check in checks_of_family(corpus, family)],
        "reference": _member_record(corpus, one.against),
        "other": _member_record(corpus, one.member),
    }


def difference_record(difference: WordDifference) -> dict[str, object]:
    """Return a difference as JSON fields."""
    return {
        "class": difference.kind,
        "weight": difference.weight,
        "reference": difference.reference,
        "other": difference.other,
        "marked": difference.marked,
    }


def _member_record(corpus: Snapshot, member: FamilyMember) -> dict[str, object]:
    """Return a statement of a family as JSON fields."""
    statement = member.statement
    return {
        "id": statement.id,
        "quote": statement.quote,
        "kind": statement.kind,
        "speaker": statement.speaker,
        "speaker_name": corpus.actors[statement.speaker].name,
        "said": statement.said.text if statement.said else None,
        "source": statement.source,
        "publisher": publication(member.source),
        "via": list(statement.via),
        "status": statement.status,
    }


# -- For a person ----------------------------------------------------------------------------------


def _print(corpus: Snapshot, printer: Printer, family: WordingFamily) -> None:
    """Print a family: the reference, then what others make of it, by wording."""
    statements = len(family.members)
    head = f"{statements} statements · {_number(family.papers, 'independent paper')} · "
    printer.line(printer.faint(head + _number(family.wordings, "wording")))
    if family.is_disputed:
        speakers = dict.fromkeys(one.statement.speaker for one in family.members)
        names = ", ".join(shown(corpus.actors[one].name) for one in speakers)
        printer.wrapped(printer.strong(f"disputed: said by {names}"))
    for check in checks_of_family(corpus, family):
        printer.wrapped(shown(f"checked: {summary(check, printer.dates)}"))
    _print_quote(printer, family.reference)
    alike = [one.member for one in family.others if not one.differences]
    for one in (family.reference, *alike):
        printer.wrapped(_cited(corpus, printer, one), "      ")
    by_wording: dict[object, list[ComparedMember]] = defaultdict(list)
    for other in family.others:
        if other.differences:
            key = other.differences, other.member.words, other.verdict
            by_wording[key].append(other)
    for same in by_wording.values():
        _print_quote(printer, same[0].member)
        for line in _differing(same[0], family):
            printer.wrapped(shown(line), "      ")
        for other in same:
            printer.wrapped(_cited(corpus, printer, other.member), "      ")


def _number(count: int, what: str) -> str:
    """Return a number of things."""
    return f"{count} {what}{'s' * (count != 1)}"


def _print_quote(printer: Printer, member: FamilyMember) -> None:
    """Print the words of a wording."""
    words = bare(member.statement)
    quoted = f"“{words}”" if member.statement.kind == "direct" else words
    printer.wrapped(printer.strong(shown(quoted)), "  ")


def _cited(corpus: Snapshot, printer: Printer, member: FamilyMember) -> str:
    """Return where a statement of a family stands."""
    statement = member.statement
    name = corpus.actors[statement.speaker].name
    parts = [name, said(statement, printer.dates), publication(member.source)]
    parts += [f"through {corpus.actors[actor].name}" for actor in statement.via[:1]]
    if statement.status is not Status.CONFIRMED:
        parts.append(str(statement.status))
    return shown(" · ".join([*parts, statement.id]))


def _differing(one: ComparedMember, family: WordingFamily) -> Iterator[str]:
    """Yield what differs in a wording, in lines."""
    kind = one.relation.kind
    if one.against is not family.reference:
        yield f"{kind} of {one.against.statement.id}"
    elif kind in (RelationKind.EXCERPT, RelationKind.ELIDED):
        yield f"{kind}{', marked' * one.relation.marked}"
    if one.verdict:
        yield f"decided: {one.verdict}"
    for difference in one.differences:
        yield told(difference)
