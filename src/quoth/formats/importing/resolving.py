"""What comes in, resolved against a store: one change that adds what the store doesn't have.

Each statement is checked as those of a store are before it becomes part of the change, so that a
store with the change made is valid. Nothing that the store has is altered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final

from quoth.basics.counting import counted
from quoth.basics.naming import Ids, given, slug
from quoth.editing.changes import Edit
from quoth.editing.fields import PLAIN
from quoth.formats.importing.checks import CheckedClaims
from quoth.formats.importing.duplicates import Happened, Likeness, SeenStatements
from quoth.formats.importing.known import StoreView
from quoth.formats.importing.lengths import check_length
from quoth.formats.importing.references import (
    ACTORS,
    SOURCES,
    TOPICS,
    References,
    document_of,
    further,
)
from quoth.formats.importing.reporting import (
    TABLES,
    Duplicate,
    ImportReport,
    Plan,
    labelled,
    references,
)
from quoth.formats.incoming.own import of_actor, of_source, of_topic
from quoth.formats.incoming.records import (
    UNATTRIBUTED,
    BadRow,
    IncomingActor,
    IncomingCheck,
    IncomingEvent,
    IncomingSource,
    IncomingStatement,
    IncomingStore,
    IncomingTopic,
    Record,
    Remark,
)
from quoth.formats.incoming.rows import RowError
from quoth.store import reading
from quoth.store.errors import FieldError
from quoth.store.links import ACTOR_LISTS
from quoth.store.model import NOTHING_MORE, Statement, Status
from quoth.store.parsing import Document

KEPT_BAD: Final = 1_000
"""Rows that can't be taken of which a report says why; more are counted."""
_NO_ID: Final = " "
"""Stands for the id of an event that has none yet: no file gives it."""
_TEXTS: Final = tuple(
    name for name in PLAIN if name not in ("id", "quote", "kind", "status", "note")
)


class Duplicates(StrEnum):
    """What becomes of statements that may be there already."""

    ASK = "ask"
    """The same in every field are left out; those nearly the same are added, and reported."""
    SKIP = "skip"
    """Those nearly the same are left out as well."""
    ADD = "add"
    """All are added."""


class Resolver:
    """Makes a plan of records as they come in."""

    def __init__(self, known: StoreView, duplicates: Duplicates = Duplicates.ASK) -> None:
        """Take what the store has, and what is to become of duplicates."""
        self._known = known
        self._duplicates = duplicates
        self.actors = References(ACTORS, map(of_actor, known.actors.values()))
        self.sources = References(SOURCES, map(of_source, known.sources.values()))
        self.topics = References(TOPICS, map(of_topic, known.topics.values()))
        self._named: set[tuple[str, object]] = set()
        """New records that the file has for their own sake, or that others refer to."""
        self._title = ""
        self._events: list[Document] = []
        self._happened = Happened(known.events)
        known_events = frozenset(event.id for event in known.events)
        self._event_ids = Ids(known_events.__contains__)
        self._unstated: list[int] = []
        self._statements: list[Document] = []
        self._origins: list[tuple[int, str]] = []
        """The line and the file of each statement."""
        self._statement_ids = Ids(known.has_statement)
        self._memory = SeenStatements(known.statements_by)
        self._checks = CheckedClaims(known)
        self._found: list[tuple[Duplicate, int | None]] = []
        self._bad: list[BadRow] = []
        self._remarks: list[Remark] = []
        self._counts: Counter[str] = Counter()

    def add(self, record: Record | BadRow | Remark, file: str = "") -> BadRow | None:
        """Take in a record, and return why it can't be, if it can't."""
        if isinstance(record, Remark):
            if len(self._remarks) < KEPT_BAD:
                self._remarks.append(record if record.file else record._replace(file=file))
            return None
        try:
            if not isinstance(record, BadRow):
                check_length(record)
                self._take(record, file)
                self._end_row(is_taken=True)
                return None
            bad = record if record.file else record._replace(file=file)
        except RowError as error:
            bad = BadRow(record.line, error.field, error.problem, error.remedy, file)
        except FieldError as error:
            bad = BadRow(record.line, "", error.problem, error.remedy, file)
        self._end_row(is_taken=False)
        self._counts["bad"] += 1
        if len(self._bad) < KEPT_BAD:
            self._bad.append(bad)
        return bad

    def _end_row(self, *, is_taken: bool) -> None:
        """Say that a row was taken in, or refused."""
        for references_ in (self.actors, self.sources, self.topics):
            references_.end_row(is_taken=is_taken)

    def _take(self, record: Record, file: str) -> None:
        """Take in a record that a file has for its own sake."""
        match record:
            case IncomingStatement():
                self._statement(record, file)
            case IncomingEvent():
                self._event(record)
            case IncomingCheck():
                self._checks.add(record, file)
            case IncomingStore():
                self._title = self._title or record.title
            case IncomingActor():
                self._named.add(("actors", self.actors.id_of(record._replace(line=0))))
            case IncomingSource():
                self._named.add(("sources", self.sources.id_of(record._replace(line=0))))
            case IncomingTopic():
                self._named.add(("topics", self.topics.id_of(record._replace(line=0))))

    # Events.

    def _event(self, event: IncomingEvent) -> None:
        """Take in an event, unless it is there already."""
        made: Document = {"id": given(event.id) or slug(event.title) or _NO_ID}
        made |= {"title": event.title, "when": event.when}
        made["actors"] = [self.actors.id_of(actor) for actor in event.actors]
        if event.source is not None:
            made["source"] = self.sources.id_of(event.source)
        made["note"] = event.note
        made = {name: value for name, value in made.items() if value}
        made |= further(event.extra, event._fields)
        met = self._happened.met(reading.read_event(made), has_id=bool(event.id))
        if met is not None:
            self._counts[met.value] += 1
            return
        wanted = str(made["id"])
        made["id"] = self._event_ids.unique("" if wanted == _NO_ID else wanted, "event")
        self._events.append(made)
        self._named.update(references("events", made))

    # Statements.

    def _statement(self, statement: IncomingStatement, file: str) -> None:
        """Take in a statement, unless it is there already."""
        made = self._document(statement)
        read = reading.read_statement(made, "new")
        look = self._memory.look(read)
        likenesses: list[Likeness] = []
        if self._duplicates is not Duplicates.ADD:
            same = self._memory.same_as(look)
            if same is not None:
                self._counts["same" if isinstance(same, str) else "repeated"] += 1
                self._checks.met(file, statement.id, same)
                return
            is_attributed = self.actors[read.speaker].name != UNATTRIBUTED.name
            likenesses = self._memory.like(look, is_attributed=is_attributed)
        place: int | None = len(self._statements)
        if likenesses and self._duplicates is Duplicates.SKIP:
            self._counts["left_out"] += 1
            self._checks.met(file, statement.id, likenesses[0].place)
            place = None
        if likenesses:
            self._propose(read, likenesses[0], place, (statement.line, file))
        if place is None:
            return
        self._memory.add(look, place)
        self._checks.met(file, statement.id, place)
        self._counts["unattributed"] += self.actors[read.speaker].name == UNATTRIBUTED.name
        self._named.update(references("statements", made))
        if wanted := _own_id(statement.id):
            made = {"id": self._statement_ids.unique(wanted, "statement"), **made}
        if not statement.status:
            self._unstated.append(len(self._statements))
        self._statements.append(made)
        self._origins.append((statement.line, file))

    def _propose(
        self, statement: Statement, like: Likeness, place: int | None, origin: tuple[int, str]
    ) -> None:
        """Report a statement that may be another one."""
        in_store = isinstance(like.place, str)
        other = -1 if isinstance(like.place, str) else like.place
        duplicate = Duplicate(
            *origin,
            quote=statement.quote,
            speaker=statement.speaker,
            other=str(like.place) if in_store else "",
            other_line=0 if in_store else self._origins[other][0],
            other_quote="" if in_store else str(self._statements[other]["quote"]),
            score=like.score,
            edit=None,
        )
        self._found.append((duplicate, place))

    def _document(self, statement: IncomingStatement) -> Document:
        """Return a statement as a store holds it, its references resolved."""
        made: Document = {
            "quote": statement.quote,
            "kind": statement.kind,
            "speaker": self.actors.id_of(statement.speaker),
            "source": self.sources.id_of(statement.source),
        }
        for name in _TEXTS:
            if value := getattr(statement, name):
                made[name] = value
        for name in ACTOR_LISTS:
            if actors := getattr(statement, name):
                made[name] = [self.actors.id_of(actor) for actor in actors]
        status = "" if statement.status == Status.CONFIRMED else statement.status
        rest = {
            "topics": [self.topics.id_of(topic) for topic in statement.topics],
            "stances": [
                {"topic": self.topics.id_of(stance.topic), "position": stance.position}
                for stance in statement.stances
            ],
            "tags": list(statement.tags),
            "status": status,
            "note": statement.note,
        }
        made.update((name, value) for name, value in rest.items() if value)
        if statement.locator is not NOTHING_MORE:  # an empty one is one
            made["locator"] = dict(statement.locator)
        return made | further(statement.extra, statement._fields)

    # The end.

    def plan(self) -> Plan:
        """Return the change, and what there is to know of it."""
        circles = self._settle_affiliations()
        checks = self._settle_checks()
        edits = [Edit(table, "", None, made) for table, made in self._documents()]
        edits += [Edit("checks", "", None, made) for made in checks]
        first = len(edits) - len(checks) - len(self._statements)
        duplicates = [
            duplicate if place is None else duplicate._replace(edit=first + place)
            for duplicate, place in self._found
        ]
        added = Counter(edit.table for edit in edits)
        if number := self._counts["unattributed"]:
            self._remarks.append(Remark("", _unattributed(number, len(self._statements))))
        report = ImportReport(
            added={table: added[table] for table in TABLES},
            same=self._counts["same"] + self._checks.same,
            repeated=self._counts["repeated"] + self._checks.repeated,
            left_out=self._counts["left_out"],
            duplicates=duplicates,
            bad=self._bad,
            bad_count=self._counts["bad"],
            ambiguous=list(dict.fromkeys(self.actors.ambiguous)),
            circles=circles,
            known=list(self.actors.known),
            title=self._title,
            remarks=self._remarks,
            unstated=[first + place for place in self._unstated],
        )
        return Plan(labelled(edits, len(self._statements)), report)

    def _settle_checks(self) -> list[Document]:
        """Return the checks that are added, once all statements are known."""
        found = []
        for one in self._checks.documents(self._statements, self._statement_ids):
            if isinstance(one, BadRow):
                self._counts["bad"] += 1
                self._bad.append(one)
            else:
                found.append(one)
        return found

    def _documents(self) -> Iterator[tuple[str, Document]]:
        """Yield what is added, in the order of the tables; nothing that nothing refers to."""
        for references_of in (self.actors, self.sources, self.topics):
            table = references_of.manner.table
            for record_id, record in references_of.new.items():
                if (table, record_id) in self._named:
                    yield table, document_of(record)
        for made in self._events:
            yield "events", made
        for made in self._statements:
            yield "statements", made

    def _settle_affiliations(self) -> list[str]:
        """Find the affiliations of new actors, once all are known; no actor belongs to itself."""
        homes: dict[str, str] = {}
        circles = []
        waiting = [one for table, one in sorted(self._named, key=str) if table == "actors"]
        while waiting:
            actor_id = str(waiting.pop())
            actor = self.actors.new.get(actor_id)
            if actor is None or actor_id in homes or not actor.affiliation:
                continue
            home = self._home(actor.affiliation)
            if self._leads_back(home, actor_id, homes):
                circles.append(actor_id)
                home = ""
            homes[actor_id] = home
            if home:
                self._named.add(("actors", home))
                waiting.append(home)
        for actor_id, home in homes.items():
            self.actors.new[actor_id] = self.actors.new[actor_id]._replace(affiliation=home)
        return circles

    def _home(self, affiliation: str) -> str:
        """Return the id of whom an actor belongs to, by an id or by a name."""
        found = self.actors.leads_to(affiliation)
        return found or self.actors.id_of(IncomingActor(affiliation, kind="organisation"))

    def _leads_back(self, home: str, actor_id: str, homes: Mapping[str, str]) -> bool:
        """Tell whether one who would belong to another belongs to the first already."""
        met = set()
        while home and home not in met:
            if home == actor_id:
                return True
            met.add(home)
            is_new = home in self.actors.new
            home = homes.get(home, "") if is_new else self._known.actors[home].affiliation
        return False


def _own_id(file_id: str) -> str:
    """Return the id of a statement, unless it is a mere number.

    Without an id of its own a statement goes by its number in its store, which means nothing in
    another, and may be taken there at any time.
    """
    made = given(file_id)
    return "" if made.isdecimal() else made


def _unattributed(number: int, everything: int) -> str:
    """Say how many statements have no speaker, of everything that is added."""
    if number == everything:
        return f"no row names a speaker: all are by “{UNATTRIBUTED.name}”"
    are = "names no speaker: it is" if number == 1 else "name no speaker: they are"
    return f"{counted(number, 'row')} {are} by “{UNATTRIBUTED.name}”"
