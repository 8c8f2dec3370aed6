"""Keeps the changes that were folded into the store's file with the segments of the older file.

So the next run opens the store at once, however large it is. The changes are kept while they are
few; after many, it is better to read the store again.
"""

from __future__ import annotations

import contextlib
import time
from array import array
from collections.abc import Mapping, Sequence
from typing import Final

from quoth.basics.places import FilePath
from quoth.editing.current import Current, record_id_of
from quoth.editing.overlay import ChangesLayer, Held, layered
from quoth.index.corpus import Corpus
from quoth.index.segment import layer as kept
from quoth.index.segment.building import Pieces
from quoth.index.segment.layout import OVER, SIZE
from quoth.index.segment.shelf import Manifest, Shelf, default_folder
from quoth.store.file import Stamp
from quoth.store.journal import Extent
from quoth.store.moving import TableChanges

MOST: Final = 20_000
"""How many statements are read again, at most."""


def keep(
    path: FilePath, current: Current, checks: Sequence[int], stamp: Stamp, cache: FilePath | None
) -> bool:
    """Keep what was changed, now that it is in the file, and tell whether that could be done.

    `checks` are the checksums of the file with the changes in it, and `stamp` is what tells it.
    """
    made = _made(current, checks, stamp)
    shelf = Shelf(default_folder() if cache is None else cache, path)
    with contextlib.suppress(OSError), shelf.locked(lambda: None) as can_keep:
        if can_keep and made is not None:
            return _put(shelf, current.corpus, *made, stamp)
        if can_keep:
            shelf.sweep(shelf.manifest())
    return False


def _made(
    current: Current, checks: Sequence[int], stamp: Stamp
) -> tuple[Pieces, kept.SegmentLayer] | None:
    """Return what is to be kept: a part and the layer that puts it in place; nothing if unknown."""
    corpus = current.corpus
    if current.shifts is None or ("meta", "1") in current.changed:
        return None
    made = layered(corpus, current.changed, current.ids)
    places = [_place(current, one) for one in made.held]
    if not made.is_whole or len(made.held) > MOST or None in places:
        return None
    tables = _tables(current, made)
    if tables is None:
        return None
    over = list(corpus.opened.segments)
    facts = {"highest_keys": current.highest(), OVER: over, SIZE: stamp.size}
    spans = [(place.start, place.end) for place in places if place is not None]
    part = made.segment(spans, facts, array("I", checks))
    before = corpus.overlay.shifts if corpus.overlay is not None else None
    shifts = current.shifts if before is None else before.then(current.shifts)
    return part, kept.SegmentLayer(made.dead, tables, shifts)


def _put(
    shelf: Shelf, corpus: Corpus, part: Pieces, layer: kept.SegmentLayer, stamp: Stamp
) -> bool:
    """Put a layer on the shelf, behind the parts of a corpus and its own, if those are there."""
    manifest, parts = shelf.manifest(), list(corpus.opened.segments)
    if manifest is None or not parts or list(manifest.segments[: len(parts)]) != parts:
        return False
    names = [*parts, shelf.put(part)]
    names.append(shelf.put(kept.write_layer(layer, names)))
    shelf.keep(Manifest(stamp, stamp.is_settled(time.time_ns()), names, layered=True))
    return True


def _place(current: Current, one: Held) -> Extent | None:
    """Return where a statement stands in the file now, if that is known."""
    if one.is_changed or one.row is None:
        return current.changed_place("statements", one.key)
    start, length = current.corpus.span_of_row(one.row)
    return current.moved_place(Extent(start, start + length))


def _tables(current: Current, made: ChangesLayer) -> Mapping[str, TableChanges] | None:
    """Return what became of the tables, with where their records stand; nothing if unknown."""
    tables = {}
    for name, changes in made.tables.items():
        spans: dict[int, tuple[int, int]] = {}
        for number, (start, length) in changes.spans.items():
            spans[number] = current.moved_place(Extent(start, start + length)).start, length
        for (table, key), document in current.changed.items():
            if table != name or document is None:
                continue
            number_now = made.now.table(name).number(record_id_of(document, key))
            place = current.changed_place(name, key)
            if number_now is None or place is None:
                return None
            spans[number_now] = place.start, place.end - place.start
        tables[name] = changes._replace(spans=spans)
    return tables
