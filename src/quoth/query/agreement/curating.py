"""What several coders made of one place, to be settled: the statement that counts is one of theirs.

The statement that is made keeps in `from` the ids of those that it settles; their layers stay.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from quoth.query.agreement.gathering import gathered
from quoth.query.agreement.matching import matched
from quoth.query.agreement.measuring import agreement
from quoth.query.agreement.units import CodedSource, UnitGroup
from quoth.store.facets import Facet
from quoth.store.model import Source, Status
from quoth.store.parsing import Document
from quoth.store.snapshot import Snapshot

FROM: Final = "from"
"""The field of a curated statement that has the ids of those it settles."""
_OWN: Final = frozenset({"id", "layer", "coder", "status", FROM})
"""What each coder's statement has of its own, whatever it says."""
_VOTED: Final = ("kind", "speaker", "via", "topics", "stances")
"""What a majority decides on; all else comes with the statement that has most of that."""


class CodedVersion(NamedTuple):
    """What one coder made of a place."""

    coder: str
    id: str
    document: Document


class CurationCase(NamedTuple):
    """What several coders made of one place, not settled yet."""

    group: UnitGroup
    versions: tuple[CodedVersion, ...]
    """In the order of the coders' names."""
    share: float
    """Its part of all that the coders disagree on."""

    @property
    def is_same(self) -> bool:
        """Whether all coders of the source found the same, in all fields."""
        said = {_said(one.document) for one in self.versions}
        return len(said) == 1 and not self.group.missing

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of its statements."""
        return tuple(one.id for one in self.versions)

    @property
    def majority(self) -> Document | None:
        """What more than half of the coders say; nothing if they don't in all that is voted on.

        The coders of the source who found nothing here say none of it.
        """
        versions = self.versions
        coders = len(versions) + len(self.group.missing)
        voted: dict[str, object] = {}
        for field in _VOTED:
            found = _most((one.document.get(field) for one in versions), coders)
            if found is None:
                return None
            voted[field] = json.loads(found)
        nearest = max(
            versions, key=lambda one: sum(one.document.get(f) == voted[f] for f in _VOTED)
        )
        merged = {**nearest.document, **voted}
        return {name: value for name, value in merged.items() if value is not None}


def _most(values: Iterable[object], coders: int) -> str | None:
    """Return what more than half of some coders say, in JSON; nothing if no value is."""
    counts = Counter(json.dumps(value, sort_keys=True) for value in values)
    ((value, many),) = counts.most_common(1)
    return value if 2 * many > coders else None


def _said(document: Document) -> str:
    """Return what a statement says, without what is its coder's own."""
    told = {name: value for name, value in document.items() if name not in _OWN and value}
    return json.dumps(told, sort_keys=True)


def cases(
    layers: Snapshot, rows: Sequence[int], curated: Snapshot, *, ready: bool = True
) -> list[CurationCase]:
    """Return the cases to settle among some statements; those that cost most agreement first.

    Args:
        layers: What holds the statements of layers.
        rows: Which of them.
        curated: What holds the curated statements.
        ready: Whether a source waits until all have closed it to whom it is assigned.
    """
    ahead = layers.read_ahead(rows)
    layered = [row for row in rows if layers.document_of_row(row)[1].get("layer")]
    sources = [
        one
        for one in gathered(layers, layered)
        if not ready or not _is_awaited(layers.sources[one.id])
    ]
    del ahead
    shares = _shares(sources)
    settled = {one.id: _settled(curated, one.id) for one in sources}
    found = [
        CurationCase(group, _versions(layers, group), shares.get(_key(group), 0.0))
        for source in sources
        for group in matched(source)
        if settled[source.id].isdisjoint(unit.id for unit in group.units)
    ]
    return sorted(found, key=lambda one: -one.share)


def _is_awaited(source: Source) -> bool:
    """Tell whether a coder to whom a source is assigned has yet to close it."""
    return not set(source.assigned).issubset(source.done)


def awaited(layers: Snapshot) -> int:
    """Return how many sources some of their coders have yet to close."""
    return sum(map(_is_awaited, layers.sources.values()))


def _shares(sources: Sequence[CodedSource]) -> Mapping[tuple[str, ...], float]:
    """Return what each group costs, by the ids in it."""
    return {_key(one.group): one.share for one in agreement(sources).disagreements}


def _key(group: UnitGroup) -> tuple[str, ...]:
    """Return what a group is known by."""
    return tuple(unit.id for unit in group.units)


def _versions(layers: Snapshot, group: UnitGroup) -> tuple[CodedVersion, ...]:
    """Return what coders made of a place."""
    found = []
    for unit in group.units:
        document = layers.document("statements", unit.id)
        assert document is not None  # noqa: S101  # it was read just now
        found.append(CodedVersion(unit.coder, unit.id, document))
    return tuple(found)


def _settled(curated: Snapshot, source: str) -> frozenset[str]:
    """Return the ids of the statements of a source that a curated one settles."""
    found: set[str] = set()
    for row in curated.rows_of([Facet.SOURCE], source):
        ids = curated.read_statement(row).extra.get(FROM)
        if isinstance(ids, list):
            found.update(one for one in ids if isinstance(one, str))
    return frozenset(found)


def settled(case: CurationCase, taken: Document | None, who: str) -> Document:
    """Return the curated statement that settles a case: one of its versions, or what was made.

    Args:
        case: What is settled.
        taken: What counts; nothing where it isn't a statement, which is kept as rejected.
        who: Who settles it, and so is its coder; nothing where that isn't known.
    """
    document = case.versions[0].document if taken is None else taken
    status = {"status": str(Status.REJECTED)} if taken is None else {}
    rest = {name: value for name, value in document.items() if name not in _OWN}
    coder = {"coder": who} if who else {}
    return {**rest, **status, **coder, FROM: list(case.ids)}
