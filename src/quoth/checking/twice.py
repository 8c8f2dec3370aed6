"""What may stand in a store twice: statements nearly the same, people under several names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from quoth.basics.dates import EARLIEST, LATEST, DateError, parse
from quoth.checking.findings import Finding
from quoth.checking.namesakes import MergeCandidate, proposals
from quoth.checking.nearly_same import ComparedStatement, nearly_same
from quoth.checking.rules import NAMESAKES, NEARLY_SAME
from quoth.checking.schema import place_of
from quoth.store.model import ActorKind
from quoth.store.parsing import Document, Tables

_SURE = 0.84
"""How sure a proposal of namesakes is that a check speaks of."""
_NAMED = 6


def check_nearly_same(tables: Tables) -> Iterator[Finding]:
    """Yield statements that are nearly the same as an earlier one."""
    rows = tables.get("statements", {})
    for group in nearly_same(filter(None, map(_said, rows, rows.values()))):
        first, *others = group.keys
        named = ", ".join(_called(key, rows[key]) for key in others[:_NAMED])
        how = "word for word" if group.score == 1 else "nearly"
        message = f"it says {how} what {named}{', …' * (len(others) > _NAMED)} says"
        remedy = "keep the one whose source is the better, or reject one"
        yield NEARLY_SAME.at(place_of("statements", first, rows[first]), message, remedy)


def _called(key: str, document: Document) -> str:
    """Return the id that a statement goes by."""
    own = document.get("id")
    return own if isinstance(own, str) and own else key


def _said(key: str, document: Document) -> ComparedStatement | None:
    """Return what of a statement is compared; nothing where it isn't fit for it."""
    speaker, quote, said = (document.get(field) for field in ("speaker", "quote", "said"))
    if not isinstance(speaker, str) or not isinstance(quote, str):
        return None
    if document.get("status") == "rejected":
        return None
    try:
        _, first, last = parse(said) if isinstance(said, str) else ("", LATEST, EARLIEST)
    except DateError:
        first, last = LATEST, EARLIEST
    polarity = document.get("polarity")  # a denial says another thing than its words
    who = f"{speaker}, {polarity}" if isinstance(polarity, str) else speaker
    return ComparedStatement(key, who, quote, first, last)


def check_namesakes(tables: Tables) -> Iterator[Finding]:
    """Yield actors that seem to be one."""
    rows = {str(d.get("id")): (key, d) for key, d in tables.get("actors", {}).items()}
    for proposal in proposals(candidates(tables)):
        if proposal.score < _SURE:
            continue
        key, document = rows[proposal.keep]
        named = ", ".join(f"“{rows[one][1].get('name')}”" for one in proposal.ids[1 : _NAMED + 1])
        more = ", …" if len(proposal.ids) > _NAMED + 1 else ""
        message = f"“{document.get('name')}” may be {named}{more}: {proposal.reason}"
        yield NAMESAKES.at(place_of("actors", key, document), message, "merge them if they are one")


def candidates(tables: Tables) -> list[MergeCandidate]:
    """Return the actors of tables as candidates, one of each id."""
    counts: Counter[object] = Counter(
        speaker
        for document in tables.get("statements", {}).values()
        if isinstance(speaker := document.get("speaker"), str)
    )
    kinds = {kind.value: kind for kind in ActorKind}
    made: dict[str, MergeCandidate] = {}
    for document in tables.get("actors", {}).values():
        own, name, aliases = (document.get(field) for field in ("id", "name", "aliases"))
        if not isinstance(own, str) or not isinstance(name, str):
            continue
        listed = aliases if isinstance(aliases, list) else []
        made[own] = MergeCandidate(
            own,
            name,
            tuple(one for one in listed if isinstance(one, str)),
            kinds.get(str(document.get("kind"))),
            counts[own],
            str(document.get("affiliation") or ""),
            str(document.get("wikidata") or ""),
        )
    return list(made.values())
