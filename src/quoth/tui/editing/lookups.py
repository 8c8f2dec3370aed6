"""The names that a form completes, and the records that exactly a typed name means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Final

from quoth.basics.naming import folded
from quoth.query.language.names import NamedValue, NameIndex
from quoth.query.language.tree import FieldName
from quoth.query.seam import StoreQueries
from quoth.store.facets import Facet
from quoth.store.snapshot import Snapshot

_MOST_OFFERED: Final = 8
_TEXTS: Final = {Facet.MEDIUM: FieldName.MEDIUM, Facet.TAG: FieldName.TAG}


class Lookups:
    """The names in a corpus; each list is made when it is first of use."""

    def __init__(self, engine: StoreQueries) -> None:
        """Create lookups over an engine, which has most names at hand."""
        self._engine = engine
        self._exact: dict[str, Mapping[str, Sequence[NamedValue]]] = {}
        self._urls: Mapping[str, str] = {}
        """The address of each source that has one."""

    @property
    def corpus(self) -> Snapshot:
        """The corpus they are of."""
        return self._engine.corpus

    def prepare(self) -> Lookups:
        """Make what would be waited for while one types, and return the lookups."""
        for table in ("actors", "sources", "topics"):
            self._by_name(table)
            self.names(table).prepare()
        return self

    def names(self, table: str) -> NameIndex:
        """Return the names of a table."""
        if table == "sources":
            return self._sources
        field = FieldName.BY if table == "actors" else FieldName.TOPIC
        return self._engine.names(field)

    @cached_property
    def _sources(self) -> NameIndex:
        """The sources by title."""
        sources = self.corpus.sources
        records = [sources.record(number) for number in sources.numbers()]
        self._urls = {one.id: one.url for one in records if one.url}
        return NameIndex(NamedValue(one.id, one.title, (), 0, one.publisher) for one in records)

    def _by_name(self, table: str) -> Mapping[str, Sequence[NamedValue]]:
        """Return the entries of a table by each of their spellings, folded."""
        if table not in self._exact:
            found: defaultdict[str, list[NamedValue]] = defaultdict(list)
            for entry in self.names(table):
                names = (entry.name, *entry.spellings, *self._addresses(table, entry))
                for spelling in dict.fromkeys(map(folded, filter(None, names))):
                    found[spelling].append(entry)
            self._exact[table] = found
        return self._exact[table]

    def _addresses(self, table: str, entry: NamedValue) -> Sequence[str]:
        """Return the addresses that a source goes by as well."""
        return (self._urls.get(entry.id, ""),) if table == "sources" else ()

    def meant(self, table: str, name: str, /) -> Sequence[str]:
        """Return the ids of the records whose id, or one of whose names, is exactly what is typed.

        Those whose own name it is come before those of whom it is an alias.
        """
        typed = name.strip()
        if table == "statements":  # which have no name
            return [typed] if typed and self.corpus.row_of(typed) is not None else []
        if typed and self.corpus.table(table).number(typed) is not None:
            return [typed]
        wanted = folded(typed)
        found = self._by_name(table).get(wanted, ()) if wanted else ()
        return [one.id for one in sorted(found, key=lambda one: folded(one.name) != wanted)]

    def name(self, table: str, record_id: str) -> str:
        """Return a record's name; its id if there is no such record, or no name."""
        if table == "statements":
            return record_id
        try:
            record = self.corpus.table(table)[record_id]
        except KeyError:
            return record_id
        return str(record.title if table == "sources" else record.name)

    def offered(self, table: str, typed: str) -> Sequence[NamedValue]:
        """Return the entries that a name may become, or that may be meant by it."""
        if table == "statements":
            return ()
        names = self.names(table)
        typed = typed.strip()
        if not typed:
            return ()
        found = dict.fromkeys([*names.starting(typed)[:_MOST_OFFERED], *names.meant_by(typed)])
        return list(islice(found, _MOST_OFFERED))

    def values(self, facet: Facet, typed: str) -> Sequence[str]:
        """Return the values of a facet that a text may become."""
        names = self._engine.names(_TEXTS[facet])
        if not typed.strip():
            return ()
        return [one.name for one in names.starting(typed)[:_MOST_OFFERED]]
