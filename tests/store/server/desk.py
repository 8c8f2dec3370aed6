"""A store that two coders work on, and a person for each right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import psycopg

from quoth.store.journal import JournalEdit
from quoth.store.parsing import Document, Tables
from quoth.store.server.documents import COMMIT, LOWEST_OF_CODERS, arguments
from quoth.store.server.pulling import revision_of
from quoth.store.server.pushing import push
from tests.postgres import ServerDatabase

Connection = psycopg.Connection[tuple[Any, ...]]

PEOPLE: Final = {
    "reader": "rea", "coder": "ann", "curator": "cur", "owner": "owen", "nothing": "nat",
}  # fmt: skip
"""Who has which right."""
FREE: Final = str(LOWEST_OF_CODERS + 77)
"""A key that a coder may give."""


def said(quote: str, layer: str = "", **fields: object) -> Document:
    """Return a statement, in a layer or none."""
    made: Document = {"quote": quote, "kind": "direct", "speaker": "guild", "source": "paper"}
    return made | ({"layer": layer, "coder": layer} if layer else {}) | fields


CURATED: Final = said("Bread is dear")
OWN: Final = said("Bread, dear as ever", "ann")
OTHER: Final = said("Bread is far too dear", "ben", id="bens-own")
SETTLING: Final = said("Bread is too dear") | {"from": ["2", "bens-own"]}
TOPIC: Final[Document] = {"id": "bread", "name": "Bread"}
ACTOR: Final[Document] = {"id": "nemo", "name": "Nemo"}
EVENT: Final[Document] = {"id": "fair", "title": "The fair", "when": "2025-03"}
META: Final[Document] = {"schema": 1, "title": "Bread", "blind": True}
SOURCE: Final[Document] = {"id": "paper", "title": "The Paper", "assigned": ["ann", "ben"]}
UNREAD: Final[Document] = {"id": "blank", "title": "The Blank"}


def check(of: Iterable[str], record_id: str) -> Document:
    """Return the check of what some statements claim."""
    return {"id": record_id, "claim": "Bread is dear", "statements": list(of)}


CHECKS: Final = {
    "1": check(["1"], "curated"),
    "2": check(["1", "2"], "ann-has-it"),
    "3": check(["5", "bens-own"], "both-have-it"),
}
WORDING: Final[Document] = {"statements": ["2", "bens-own"], "verdict": "same"}


def coded() -> Tables:
    """Return a store with a layer of Ann's, one of Ben's, and what a curator made of them."""
    return {
        "meta": {"1": META},
        "actors": {"1": {"id": "guild", "name": "The Guild"}, "2": ACTOR},
        "sources": {"1": SOURCE, "2": UNREAD},
        "topics": {"1": TOPIC},
        "events": {"1": EVENT},
        "statements": {
            "1": CURATED, "2": OWN, "3": OTHER, "4": SETTLING, "5": OWN, "6": OWN,
        },
        "checks": CHECKS,
        "wordings": {"1": WORDING},
    }  # fmt: skip


def without_ben() -> Tables:
    """Return the same store as it would be if Ben had coded nothing."""
    tables = coded()
    del tables["statements"]["3"]
    tables["statements"]["4"] = SETTLING | {"from": ["2"]}
    tables["checks"] = {key: CHECKS[key] for key in ("1", "2")}
    return tables | {"wordings": {}}


def filled(database: ServerDatabase, tables: Tables) -> ServerDatabase:
    """Return a database with a store on it, and with people who have rights to it."""
    database.make()
    for right, who in PEOPLE.items():
        if right == "nothing":
            database.person(who)
        else:
            database.grant(right, who)
    database.grant("coder", "ben")
    with database.connect() as connection:
        push(connection, tables, "bread", "here")
    return database


def commit(
    connection: Connection,
    *edits: tuple[str, str, Document | None, Document | None],
    revision: int | None = None,
) -> int:
    """Make a change: of each record its table, its key, what it was, and what it is to be."""
    seen = revision_of(connection) if revision is None else revision
    made = arguments("change", [JournalEdit(*edit) for edit in edits], seen)
    found = connection.execute(COMMIT, made).fetchone()
    assert found is not None
    return int(found[0])
