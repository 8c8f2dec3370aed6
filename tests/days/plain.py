"""A store as the plainest reader has it: its file, and after that its journal, line by line.

Nothing here uses what it is compared with: no index, no journal reader, no query. Dates alone are
read by `quoth.basics.dates`.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple

from quoth.basics.dates import parse, recency
from quoth.store import scanning

Document = dict[str, Any]
Tables = dict[str, dict[str, Document]]

LINKS: Final = ("via", "addressee", "on_behalf_of", "mentions")
"""The fields of a statement that hold lists of actors, beside its speaker."""


def tables_of(store: Path) -> Tables:
    """Return the tables of a store, with what is in its journal; none where there is no store."""
    if not store.exists():
        return {}
    tables: Tables = json.loads(store.read_text(encoding="utf-8"))
    journal = Path(f"{store}.journal")
    if not journal.exists():
        return tables
    whole = journal.read_text().split("\n")[:-1]  # a line without an end was never acknowledged
    lines = [json.loads(line[9:]) for line in whole]
    if any("folded" in line and line["folded"] == _version(store) for line in lines):
        return tables
    for line in lines[1:]:
        if "folded" in line:
            continue
        for edit in line["edits"]:
            table = tables.setdefault(edit["table"], {})
            if edit.get("after") is None:
                table.pop(edit["key"], None)
            else:
                table[edit["key"]] = edit["after"]
    return tables


def _version(store: Path) -> str:
    """Return what a journal calls the version of the store that is in place."""
    data = store.read_bytes()
    chunks = range(0, len(data), scanning.CHUNK)
    checks = [zlib.crc32(data[start : start + scanning.CHUNK]) for start in chunks]
    digest = sha256(f"{len(data)}:".encode())
    digest.update(b"".join(check.to_bytes(4, "little") for check in checks))
    return digest.hexdigest()[:32]


class Difference(NamedTuple):
    """What two readings of a store don't have in common, by table and key."""

    added: dict[tuple[str, str], Document]
    changed: dict[tuple[str, str], tuple[Document, Document]]
    deleted: dict[tuple[str, str], Document]

    @property
    def touched(self) -> set[tuple[str, str]]:
        """Every record that is different."""
        return {*self.added, *self.changed, *self.deleted}

    @property
    def asked_to_go(self) -> list[tuple[str, str]]:
        """The deleted records, but for actors of an intake: these go when nothing uses them."""
        return [
            (table, key)
            for (table, key), gone in self.deleted.items()
            if not (table == "actors" and gone.get("intake"))
        ]


def difference(before: Tables, after: Tables) -> Difference:
    """Return what became of some tables."""
    old, new = _flat(before), _flat(after)
    both = old.keys() & new.keys()
    return Difference(
        {which: new[which] for which in new.keys() - old.keys()},
        {which: (old[which], new[which]) for which in both if old[which] != new[which]},
        {which: old[which] for which in old.keys() - new.keys()},
    )


def _flat(tables: Tables) -> dict[tuple[str, str], Document]:
    """Return all records by table and key."""
    return {(name, key): one for name, table in tables.items() for key, one in table.items()}


class Asked(NamedTuple):
    """A query that needs no search: what each field has to be, and the order."""

    fields: Mapping[str, str]
    """By the names that the language of queries has for them: `by`, `kind`, `topic`, ..."""
    order: str = "newest"

    @property
    def text(self) -> str:
        """The query as a person types it."""
        return " ".join(f"{name}:{value}" for name, value in self.fields.items()) + (
            f" sort:{self.order}"
        )


class Plain:
    """Answers to questions about tables, each by looking at every record."""

    def __init__(self, tables: Tables) -> None:
        """Take the tables."""
        self.tables = tables
        self.actors = {one["id"]: one for one in self.rows("actors")}
        self.statements = {
            one.get("id") or key: one for key, one in tables.get("statements", {}).items()
        }

    def rows(self, table: str) -> Iterable[Document]:
        """Return the records of a table."""
        return self.tables.get(table, {}).values()

    def homes(self, actor: str) -> set[str]:
        """Return an actor and all to whom they belong."""
        found = {actor}
        while actor := self.actors[actor].get("affiliation") or "":
            found.add(actor)
        return found

    def voices(self, statement: Document) -> set[str]:
        """Return all whose voice is heard in a statement."""
        heard = (statement["speaker"], *_ids(statement, "on_behalf_of"))
        return {home for actor in heard for home in self.homes(actor)}

    def is_standing(self, statement: Document) -> bool:
        """Tell whether a statement is neither a draft nor rejected."""
        return _status(statement) == "confirmed"

    def standing(self) -> dict[str, Document]:
        """Return the statements that stand."""
        return {one: it for one, it in self.statements.items() if self.is_standing(it)}

    def found(self, asked: Asked) -> list[str]:
        """Return the ids of the statements that a query lets through, in its order."""
        pool = self.statements if "status" in asked.fields else self.standing()
        left = [
            (one, it)
            for one, it in pool.items()
            if all(self._has(it, *field) for field in asked.fields.items())
        ]
        return [one for one, _ in self._ordered(left, asked.order)]

    def _has(self, statement: Document, field: str, value: str) -> bool:
        """Tell whether a statement has a value of a field."""
        tests: Mapping[str, Callable[[], bool]] = {
            "by": lambda: value in self.voices(statement),
            "to": lambda: value in _ids(statement, "addressee"),
            "via": lambda: value in _ids(statement, "via"),
            "about": lambda: value in _ids(statement, "mentions"),
            "topic": lambda: value in _topics(statement),
            "kind": lambda: statement["kind"] == value,
            "source": lambda: statement["source"] == value,
            "tag": lambda: value in statement.get("tags", ()),
            "status": lambda: _status(statement) == value,
            "said": lambda: _overlaps(statement, value),
        }
        return tests[field]()

    def _ordered(
        self, statements: list[tuple[str, Document]], order: str
    ) -> list[tuple[str, Document]]:
        """Return statements in an order; those that are alike in it in the file's order."""

        def newest(pair: tuple[str, Document]) -> tuple[int, int, int]:
            said = pair[1].get("said")
            return (0, *recency(*parse(said)[1:])) if said else (1, 0, 0)

        rows = sorted(statements, key=newest)
        if order == "oldest":
            dated = [pair for pair in rows if pair[1].get("said")]
            return [*reversed(dated), *(pair for pair in rows if not pair[1].get("said"))]
        if order == "speaker":
            rows.sort(key=lambda pair: self.actors[pair[1]["speaker"]]["name"].casefold())
        return rows

    def counts(self, statements: Iterable[Document]) -> dict[str, Counter[str]]:
        """Return how many of some statements have each value of each facet."""
        found: dict[str, Counter[str]] = {
            name: Counter() for name in ("actor", "kind", "topic", "via", "source", "tag", "status")
        }
        for one in statements:
            found["actor"].update(self.voices(one))
            found["kind"][one["kind"]] += 1
            found["topic"].update(_topics(one))
            found["via"].update(_ids(one, "via"))
            found["source"][one["source"]] += 1
            found["tag"].update(set(one.get("tags", ())))
            found["status"][_status(one)] += 1
        return found

    def numbers(self) -> dict[str, int]:
        """Return what `quoth stats` counts."""
        standing = self.standing().values()
        kinds = Counter(one["kind"] for one in standing)
        status = Counter(map(_status, self.statements.values()))
        return {
            "statements": len(standing),
            **{kind: kinds[kind] for kind in ("direct", "mixed", "indirect")},
            **{
                polarity: sum(one.get("polarity") == polarity for one in standing)
                for polarity in ("denied", "hypothetical")
            },
            "undated": sum(not one.get("said") for one in standing),
            "drafts": status["draft"],
            "rejected": status["rejected"],
            **{name: len([*self.rows(name)]) for name in ("actors", "sources", "topics", "events")},
        }

    def has_tag(self, tag: str) -> bool:
        """Tell whether any statement has a tag."""
        return any(tag in one.get("tags", ()) for one in self.rows("statements"))

    def dangling(self) -> list[str]:
        """Return what refers to a record that isn't there."""
        ids = {name: {one["id"] for one in self.rows(name)} for name in ("sources", "topics")}
        ids["actors"] = set(self.actors)
        found = []
        for name, it in self.statements.items():
            actors = {it["speaker"], *(one for field in LINKS for one in _ids(it, field))}
            found += [f"{name}: actor {one}" for one in actors - ids["actors"]]
            found += [f"{name}: topic {one}" for one in _topics(it) - ids["topics"]]
            found += [f"{name}: source"] * (it["source"] not in ids["sources"])
        return found


def _ids(statement: Document, field: str) -> list[str]:
    """Return the ids of a field that is one id or a list of them."""
    value = statement.get(field) or []
    return [value] if isinstance(value, str) else value


def _topics(statement: Document) -> set[str]:
    """Return the topics of a statement."""
    return set(statement.get("topics", ()))


def _status(statement: Document) -> str:
    """Return the status of a statement."""
    return str(statement.get("status") or "confirmed")


def _overlaps(statement: Document, period: str) -> bool:
    """Tell whether a statement may have been made in a period."""
    if not statement.get("said"):
        return False
    said, wanted = parse(statement["said"]), parse(period)
    return said.first <= wanted.last and said.last >= wanted.first
