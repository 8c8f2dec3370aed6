"""Match the actors, sources and topics of imported rows with the store's, or create new ones.

An id of the file stands for one record of the store throughout. The same id isn't enough for two
records to be the same, since ids are made from names and everyone makes them the same way. Two
records of the file that have different ids are two, even if they have the same name.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Final, Generic, NamedTuple, TypeVar

from quoth.basics.naming import Ids, folded, given, slug
from quoth.editing.typed import country
from quoth.formats.incoming.records import IncomingActor, IncomingSource, IncomingTopic, filled
from quoth.formats.incoming.rows import RowError
from quoth.store import reading
from quoth.store.errors import FieldError
from quoth.store.parsing import Document

_GIVEN: Final = "add its name to the row, or give one for all rows"
"""What to do about a record without a name."""
AMBIGUOUS: Final = "ambiguous"
"""The further field of an actor who may be any of several of the same name."""
_R = TypeVar("_R", IncomingActor, IncomingSource, IncomingTopic)


class Manner(NamedTuple, Generic[_R]):
    """How records of a table are distinguished."""

    table: str
    what: str
    title: Callable[[_R], str]
    """What a record is called; nothing where it is named by its id alone."""
    called: Callable[[_R, str], _R]
    keys: Callable[[_R], Sequence[Hashable]]
    """By what a record is found, the surest first."""
    found_by: Callable[[_R], Iterable[Hashable]]
    """All that leads to a record."""
    agree: Callable[[_R, _R], bool]
    """Whether two records may be one."""
    read: Callable[[Document], object]
    """Checks a document."""


class References(Generic[_R]):
    """The records of a table, as an import refers to them."""

    def __init__(self, manner: Manner[_R], known: Iterable[_R]) -> None:
        """Take what the store has."""
        self.manner: Manner[_R] = manner
        self.new: dict[str, _R] = {}
        """What the store doesn't have, by the id that it gets."""
        self.ambiguous: list[str] = []
        """What may be any of several, by name."""
        self.known: dict[str, None] = {}
        """What the store has, and the file says more of: it stays as it is."""
        self._all: dict[str, _R] = {}
        self._found_by: dict[Hashable, dict[str, None]] = {}
        self._without_id: dict[Hashable, dict[str, None]] = {}
        """Of what is found by a key, at least what has no id of the file."""
        self._by_file_id: dict[str, str] = {}
        self._claimed: Counter[str] = Counter()
        """How many ids of the file each record has; only those that have one."""
        self._of_this_row: list[tuple[str, str]] = []
        """The ids of the file that this row was the first to give, and what they stand for."""
        self._nameless: set[str] = set()
        self._plain: dict[str, str] = {}
        self._last: tuple[_R, str] | None = None
        """What was asked for last: statements of one source stand together."""
        self._ids = Ids(self._all.__contains__)
        for record in known:
            self._add(record.id, record)

    def __contains__(self, record_id: str) -> bool:
        return record_id in self._all

    def __getitem__(self, record_id: str) -> _R:
        return self._all[record_id]

    def _add(self, record_id: str, record: _R) -> None:
        """Take a record in."""
        self._all[record_id] = record
        for key in self.manner.found_by(record):
            self._found_by.setdefault(key, {})[record_id] = None
            if record_id not in self._claimed:
                self._without_id.setdefault(key, {})[record_id] = None

    def id_of(self, record: _R) -> str:
        """Return the id of a record, which may be new.

        Raises:
            RowError: it has neither a name nor an id, or a field that can't be.
        """
        if self._last is not None and self._last[0] == record:
            return self._last[1]
        found = self._look_up(record)
        self._last = record, found
        return found

    def _look_up(self, record: _R) -> str:
        """Return the id of a record, which may be new."""
        title = self.manner.title(record)
        plain = title if record[1:] == _NOTHING_ELSE[self.manner.table] else ""
        if plain and plain in self._plain:
            return self._plain[plain]
        found = self._by_id(record, title) if record.id else ""
        found = found or self._by_key(record, has_id=bool(record.id))
        if not found and not record.id:
            found = self._by_name_as_id(record, title)
        if not found:
            found = self._make(record, title)
        elif found in self.new:
            self._fill(found, record)
        elif self._says_more(found, record):
            self.known[found] = None
        if record.id and (record.id not in self._by_file_id):
            self._by_file_id[record.id] = found
            self._claimed[found] += 1
            self._of_this_row.append((record.id, found))
        if plain:
            self._plain[plain] = found
        return found

    def end_row(self, *, is_taken: bool) -> None:
        """End a row; if it was refused, take its ids from the records of the store again.

        A refused row adds no record. If its id kept a record of the store that has the same name,
        the row that the record was made from would add it again at every import of the file.
        """
        for file_id, found in () if is_taken else self._of_this_row:
            if found not in self.new:
                del self._by_file_id[file_id]
                self._let_go(found)
                self._last = None
        self._of_this_row.clear()

    def _let_go(self, record_id: str) -> None:
        """Take an id of the file from a record. Without one, it is found by its name again."""
        self._claimed[record_id] -= 1
        if not self._claimed[record_id]:
            del self._claimed[record_id]
            for key in self.manner.found_by(self._all[record_id]):
                self._without_id.setdefault(key, {})[record_id] = None

    def leads_to(self, text: str) -> str:
        """Return the id that a text is, in the file or in the store; nothing if it is none."""
        return self._by_file_id.get(text, "") or (text if text in self._all else "")

    def _by_id(self, record: _R, title: str) -> str:
        """Return what the file's id stands for, if the name doesn't gainsay it."""
        found = self._by_file_id.get(record.id) or (record.id if record.id in self._all else "")
        if not found or found in self._nameless or not title:
            return found
        return found if self.manner.agree(self._all[found], record) else ""

    def _by_name_as_id(self, record: _R, title: str) -> str:
        """Return the record whose id, in the file or the store, is a name that no record has."""
        found = self._by_file_id.get(title, "") or (title if title in self._all else "")
        if not found or (found in self.new and title not in self._by_file_id):
            return ""
        renamed = self.manner.called(record, self.manner.title(self._all[found]))
        return found if self.manner.agree(self._all[found], renamed) else ""

    def _by_key(self, record: _R, *, has_id: bool) -> str:
        """Return what is found by name, or by what is surer than a name."""
        for key in self.manner.keys(record):
            named = self._unclaimed(key) if has_id else self._found_by.get(key, ())
            found = [one for one in named if self.manner.agree(self._all[one], record)]
            if len(found) > 1:
                found = self._settled(found, record)
            if found:
                return found[0]
        return ""

    def _unclaimed(self, key: Hashable) -> list[str]:
        """Return what is found by a key and has no id of the file yet.

        What has one is passed over for good, so that a thousand of one name are looked at but once.
        """
        left = self._without_id.get(key, {})
        for one in [one for one in left if one in self._claimed]:
            del left[one]
        return list(left)

    def _settled(self, found: list[str], record: _R) -> list[str]:
        """Choose among several of the same name: who goes by exactly it, or stands for any.

        Who has an id in the file may be there under the id that was made of that when it was taken.
        Sources and topics of one name say the same: it is the one that was made of the name.
        """
        title = self.manner.title(record)
        if record.id and (numbered := [one for one in found if _is_made_of(one, record.id)]):
            return numbered
        if self.manner.table != "actors":
            return [slug(title)] if slug(title) in found else found
        known = [one for one in found if not self._all[one].extra.get(AMBIGUOUS)]
        if record.id and len(known) == 1:
            return known
        exact = [one for one in found if self.manner.title(self._all[one]) == title]
        if len(exact) == 1:
            return exact
        standing = [one for one in exact if self._all[one].extra.get(AMBIGUOUS)]
        if not standing:
            self.ambiguous.append(title)
        return standing

    def _make(self, record: _R, title: str) -> str:
        """Make a new record."""
        if not title and not record.id:
            raise RowError(self.manner.what, "it is missing", _GIVEN)
        if self.ambiguous[-1:] == [title]:
            record = record._replace(extra={**record.extra, AMBIGUOUS: True})
        named = self.manner.called(record, title or record.id)
        self._check(named)
        made = self._ids.unique(given(record.id) or slug(title), self.manner.what)
        named = named._replace(id=made)
        self._add(made, named)
        self.new[made] = named
        if not title:
            self._nameless.add(made)
        return made

    def _fill(self, record_id: str, record: _R) -> None:
        """Add to a new record what another mention of it says."""
        old = self.new[record_id]
        title = self.manner.title(record)
        made = filled(old, record)
        if title and record_id in self._nameless:
            made = self.manner.called(made, title)
            self._nameless.discard(record_id)
        if made != old:
            self._check(made)
            self.new[record_id] = made
            self._add(record_id, made)

    def _says_more(self, record_id: str, record: _R) -> bool:
        """Tell whether a record has a field that the store's lacks."""
        return any(
            value and not own and name not in ("id", "line")
            for name, value, own in zip(record._fields, record, self._all[record_id], strict=True)
        )

    def _check(self, record: _R) -> None:
        """Check that a record is one that a store may have, but for whom it belongs to."""
        try:
            self.manner.read(document_of(record._replace(id="new"), without=("affiliation",)))
        except FieldError as error:
            raise RowError(self.manner.what, error.problem, error.remedy) from None


def _is_made_of(made: str, file_id: str) -> bool:
    """Tell whether an id is that of a file with a number after it."""
    base, _, number = made.rpartition("-")
    return number.isdecimal() and base == given(file_id)


def document_of(
    record: IncomingActor | IncomingSource | IncomingTopic, without: Sequence[str] = ()
) -> Document:
    """Return a record as a store holds it: no empty fields, the unknown ones last."""
    made: Document = {"id": record.id}
    for name, value in zip(record._fields, record, strict=True):
        if value and name not in ("id", "extra", "line", *without):
            made[name] = _plain(value)
    if isinstance(record, IncomingActor) and record.country:
        made["country"] = country(record.country)
    return made | further(record.extra, record._fields)


def _plain(value: object) -> object:
    """Return the value of a field as JSON has it."""
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value


def further(extra: Mapping[str, object], fields: Sequence[str]) -> Document:
    """Return further fields, none of which takes the place of one that is known.

    A store may have a field called as what only an incoming record has.
    """
    taken = frozenset(fields) - {"extra", "line"}
    return {f"{name}_" if name in taken else name: value for name, value in extra.items()}


def _names_agree(one: IncomingActor, other: IncomingActor) -> bool:
    """Tell whether two actors may be one: a name in common, and no two Wikidata ids.

    An ambiguous placeholder and an actor with a Wikidata id are never one.
    """
    stand = (bool(one.extra.get(AMBIGUOUS)), bool(other.extra.get(AMBIGUOUS)))
    if stand[0] != stand[1] and (one.wikidata or other.wikidata):
        return False
    if one.wikidata and other.wikidata:
        return one.wikidata == other.wikidata
    return not _spellings(one).isdisjoint(_spellings(other))


def _spellings(actor: IncomingActor) -> set[str]:
    """Return all names of an actor, folded."""
    return {folded(name) for name in (actor.name, *actor.aliases)}


def _actor_keys(actor: IncomingActor) -> list[Hashable]:
    """Return by what an actor is found."""
    keys: list[Hashable] = [("wikidata", actor.wikidata)] if actor.wikidata else []
    return [*keys, folded(actor.name)] if actor.name else keys


def _source_title(source: IncomingSource) -> str:
    """Return what a source is called: its title, else its address or its publisher."""
    return source.title or source.url or source.publisher


def _source_keys(source: IncomingSource) -> list[Hashable]:
    """Return by what a source is found: its address, else all that a citation says of it."""
    keys: list[Hashable] = [("url", source.url)] if source.url else []
    title = _source_title(source)
    cited = (folded(title), folded(source.publisher), source.published)
    return [*keys, cited] if title else keys


def _sources_agree(one: IncomingSource, other: IncomingSource) -> bool:
    """Tell whether two sources may be one."""
    if not (one.title and other.title):
        return True
    if folded(one.title) == folded(other.title):
        return True
    return bool(one.url) and one.url == other.url and one.url in (one.title, other.title)


ACTORS: Final = Manner[IncomingActor](
    "actors", "actor", lambda actor: actor.name,
    lambda actor, name: actor._replace(name=name), _actor_keys,
    lambda actor: [*_actor_keys(actor), *map(folded, actor.aliases)],
    _names_agree, reading.read_actor,
)  # fmt: skip
SOURCES: Final = Manner[IncomingSource](
    "sources", "source", _source_title,
    lambda source, title: source._replace(title=title), _source_keys, _source_keys,
    _sources_agree, reading.read_source,
)  # fmt: skip
TOPICS: Final = Manner[IncomingTopic](
    "topics", "topic", lambda topic: topic.name,
    lambda topic, name: topic._replace(name=name),
    lambda topic: [folded(topic.name)] if topic.name else [],
    lambda topic: [folded(topic.name)],
    lambda one, other: folded(one.name) == folded(other.name), reading.read_topic,
)  # fmt: skip
_NOTHING_ELSE: Final = {
    "actors": IncomingActor("")[1:],
    "sources": IncomingSource("")[1:],
    "topics": IncomingTopic("")[1:],
}
