"""Folds a large change into the store's file and into its segments.

Changes of few statements are kept on top of the segments of the store (`keeping`). After changes of
very many, the segment itself is rebuilt, which is quick if their words stay the same.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from quoth.basics.places import FilePath
from quoth.index.corpus import Corpus
from quoth.index.segment.layout import Damaged
from quoth.index.segment.revising import (
    Pieces,
    Revision,
    facets_of,
    is_told_by_differences,
    revised,
)
from quoth.index.segment.shelf import Manifest, Shelf, default_folder
from quoth.store.alike import AlikeEdits
from quoth.store.differing import Difference
from quoth.store.entries import with_differences
from quoth.store.facets import Facet
from quoth.store.file import Stamp, lock_path
from quoth.store.folding import Folded, HeldJournal, fold_locked
from quoth.store.journal import JournalEdit, fingerprint
from quoth.store.locking import locked
from quoth.store.moving import Shifts
from quoth.store.parsing import Document
from quoth.store.splicing import Splice
from quoth.store.splicing_alike import AlikeSplices


def fold_many(
    path: FilePath, held: HeldJournal | None, corpus: Corpus, cache: FilePath | None = None
) -> bool:
    """Fold the journal of a store, and tell whether its index was brought up to date as well.

    Args:
        path: the store's file.
        held: the journal, as with `fold`.
        corpus: what the store's file holds without it.
        cache: the folder of indexes; the platform's, if none is named.

    Raises:
        StoreError: as with `fold`.
        OSError: as with `fold`.
    """
    with locked(lock_path(path)):
        folded = fold_locked(path, held=held)
        stamp = Stamp.of(os.stat(path))
    return folded is not None and is_revised(path, held, corpus, folded, stamp, cache)


def is_revised(
    path: FilePath,
    held: HeldJournal | None,
    corpus: Corpus,
    folded: Folded,
    stamp: Stamp,
    cache: FilePath | None = None,
) -> bool:
    """Bring the index of a store up to date with what was folded, if it can be; tell whether.

    Args:
        path: the store's file.
        held: the journal that was folded.
        corpus: what the file held before.
        folded: what was done.
        stamp: the stamp of the file with the changes in it.
        cache: the folder of indexes; the platform's, if none is named.
    """
    with contextlib.suppress(Damaged, KeyError):
        if held is not None and _is_alone(corpus, held):
            made = _made(corpus, folded, stamp)
            return made is not None and _keep(path, cache, corpus, made, stamp)
    return False


def can_be_revised(corpus: Corpus, held: HeldJournal) -> bool:
    """Tell whether the index of a corpus can be brought up to date with what a journal holds."""
    return _is_alone(corpus, held) and all(
        _facets(entry.edits) is not None for entry in held.contents.entries
    )


def _is_alone(corpus: Corpus, held: HeldJournal) -> bool:
    """Tell whether a corpus is one segment, of the version of the store that a journal changes."""
    if len(corpus.pieces) > 1 or corpus.pieces[0].alive is not None or corpus.overlay is not None:
        return False
    return held.contents.base == fingerprint(corpus.file.stamp.size, corpus.base.file_checks)


def _made(corpus: Corpus, folded: Folded, stamp: Stamp) -> Pieces | None:
    """Return the segment of what the store holds now, if that isn't better made from the start."""
    facets = _facets(folded.edits)
    if facets is None or folded.splices is None:
        return None
    moved = _changed(folded.edits, folded.splices, facets)
    if moved is None:
        return None
    changed, places, shifts = moved
    revision = Revision(changed, places, shifts, stamp.size, folded.checks)

    def number_of(facet: Facet, value: str) -> int:
        found = corpus.value_number(corpus.base, facet, value)
        if found is None:
            raise KeyError(value)
        return found

    return revised(corpus.base, facets, revision, number_of)


def _facets(edits: Sequence[JournalEdit]) -> frozenset[Facet] | None:
    """Return the facets that edits may change; nothing if they change more than that."""
    found: dict[int, Difference] = {}
    if isinstance(edits, AlikeEdits):
        if edits.table != "statements":
            return None
        found = {id(one): one for one in edits.differences}
    else:
        for edit in with_differences(edits):
            if edit.table != "statements" or edit.difference is None:
                return None
            found[id(edit.difference)] = edit.difference
    return facets_of({name for one in found.values() for name in (*one.was, *one.now)})


class _Moved(NamedTuple):
    """What became of statements in a file, by the first byte at which each stood."""

    changed: Mapping[int, Document | Difference]
    places: Mapping[int, tuple[int, int]]
    """Where each stands now: the first byte, and how many."""
    shifts: Shifts
    """How far all else moved."""


def _changed(
    edits: Sequence[JournalEdit], splices: Sequence[Splice], facets: frozenset[Facet]
) -> _Moved | None:
    """Return what became of statements; nothing where one doesn't stand where it should."""
    if isinstance(edits, AlikeEdits) and isinstance(splices, AlikeSplices):
        return _changed_alike(edits, splices, facets)
    places, shifts = _moved(splices)
    changed: dict[int, Document | Difference] = {
        edit.place.start: edit.after for edit in edits if edit.place and edit.after
    }
    if len(changed) < len(edits) or changed.keys() != places.keys():
        return None
    return _Moved(changed, places, shifts)


def _changed_alike(edits: AlikeEdits, splices: AlikeSplices, facets: frozenset[Facet]) -> _Moved:
    """Return what became of statements that were changed alike."""
    _, _, starts, ends, which = edits.columns
    growths, order = splices.growths, splices.order
    sums = list(accumulate(growths, initial=0))
    places = {
        starts[one]: (starts[one] + moved, ends[one] - starts[one] + grown)
        for one, moved, grown in zip(order, sums, growths, strict=False)
    }
    changed: dict[int, Document | Difference] = {}
    if is_told_by_differences(facets):
        changed.update(zip(starts, map(edits.differences.__getitem__, which), strict=True))
    else:
        changed.update(
            (edit.place.start, edit.after) for edit in edits if edit.place and edit.after
        )
    return _Moved(changed, places, Shifts(splices.ends, sums))


def _moved(splices: Sequence[Splice]) -> tuple[dict[int, tuple[int, int]], Shifts]:
    """Return where what was replaced stands now, by where it stood, and how far all else moved."""
    places: dict[int, tuple[int, int]] = {}
    sums = [0]
    for start, end, text, _ in splices:
        places[start] = start + sums[-1], len(text)
        sums.append(sums[-1] + len(text) - (end - start))
    return places, Shifts([one.end for one in splices], sums)


def _keep(
    path: FilePath, cache: FilePath | None, corpus: Corpus, made: Pieces, stamp: Stamp
) -> bool:
    """Keep a segment in the place of that of a corpus, and tell whether that could be done."""
    shelf = Shelf(default_folder() if cache is None else cache, path)
    with contextlib.suppress(OSError), shelf.locked(lambda: None) as can_keep:
        manifest = shelf.manifest()
        before = list(manifest.segments) if manifest is not None else []
        if can_keep and before and before == list(corpus.opened.segments):
            name = shelf.put(made)
            shelf.keep(Manifest(stamp, stamp.is_settled(time.time_ns()), [name]))
            return True
    return False
