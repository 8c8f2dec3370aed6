"""Likely duplicates, and who said what: looked up for the dialogs that merge and split."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from quoth.checking import merging
from quoth.checking.merging import MergeError
from quoth.checking.namesakes import MergeCandidate, Proposal, proposals
from quoth.checking.previewing import preview
from quoth.editing.changes import Change
from quoth.query.language.tree import FieldName
from quoth.query.seam import StoreQueries
from quoth.store.model import Status

if TYPE_CHECKING:
    from quoth.query.seam import Changer

MOST_STATEMENTS = 1_000
"""Statements of one actor that are listed to be given to another."""


class ActorCard(NamedTuple):
    """An actor, as a dialog shows one; nothing in it is neutral yet."""

    id: str
    name: str
    role: str
    statements: int


class StatementCard(NamedTuple):
    """A statement that names an actor, as a dialog shows it."""

    key: str
    quote: str
    about: str


def people(engine: StoreQueries) -> Mapping[str, ActorCard]:
    """Return all actors by id."""
    entries = engine.names(FieldName.BY)
    return {one.id: ActorCard(one.id, one.name, one.note, one.statements) for one in entries}


def proposed(
    engine: StoreQueries, chosen: Sequence[str], actor: str, declined: Collection[frozenset[str]]
) -> list[Proposal]:
    """Return likely duplicates: the actors chosen, then those like the current one."""
    everyone = people(engine)
    actors = map(engine.corpus.actors.record, engine.corpus.actors.numbers())
    found = proposals(
        MergeCandidate(
            one.id, one.name, one.aliases, one.kind, everyone[one.id].statements,
            one.affiliation, one.wikidata,
        )
        for one in actors
        if one.id in everyone
    )  # fmt: skip
    left = [one for one in found if frozenset(one.ids) not in declined]
    first = [Proposal(tuple(chosen), 1.0, "you chose them")] if len(chosen) > 1 else []
    return [*first, *sorted(left, key=lambda one: actor not in one.ids)]


def merge(workspace: Changer, keep: str, ids: Collection[str]) -> Change:
    """Return the change that merges actors."""
    others = [one for one in ids if one != keep]
    return merging.merged(workspace.current, keep, others)


def merge_preview(workspace: Changer, keep: str, ids: Collection[str]) -> list[str]:
    """Return what merging actors would do, or why it can't be done; not neutral yet."""
    try:
        return preview(merge(workspace, keep, ids))
    except MergeError as error:
        return [f"! {error}"]


def naming(workspace: Changer, actor: str) -> list[StatementCard]:
    """Return the statements that name an actor."""
    rows = workspace.current.naming([actor])
    found = []
    for key, document in islice(rows, MOST_STATEMENTS):
        role = "said" if document.get("speaker") == actor else "named"
        status = str(document.get("status") or Status.CONFIRMED)
        about = f"{role} · {document.get('said') or 'undated'}"
        about += "" if status == Status.CONFIRMED else f" · {status}"
        about += f" · {polarity}" if (polarity := document.get("polarity")) else ""
        found.append(StatementCard(key, str(document.get("quote", "")), about))
    return found


def split(workspace: Changer, actor: str, name: str, keys: Collection[str]) -> Change:
    """Return the change that gives some statements of an actor to a new one."""
    return merging.split(workspace.current, actor, name, keys)
