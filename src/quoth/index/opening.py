"""Opens a store's file as a corpus: from the segments that are kept of it, or by making them.

Kept segments are used if the file is the one they were made of: it has the same stamp or, where
that can't be trusted, the same checksums. If statements were appended, only those are read; if
anything else changed, the segments are rebuilt. So an answer is never that of another file.
"""

from __future__ import annotations

import contextlib
import os
import struct
import time
from array import array
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import Any, Final

from quoth.basics.places import FilePath
from quoth.index.corpus import Corpus, OpeningReport, Overlay
from quoth.index.rows import PureSets, Sets
from quoth.index.segment.layout import OVER, SEARCHED, SIZE, Damaged
from quoth.index.segment.part import Part
from quoth.index.segment.shelf import Manifest, Shelf, default_folder
from quoth.store.errors import StoreError
from quoth.store.file import StoreFile, checksums, is_pending

# To make a segment takes the whole of the store's reading; to use one does not.
# ruff: noqa: PLC0415

_SOON_READ: Final = 1 << 22
"""Bytes of a store that is read in about the time that a person notices."""
_SMALL: Final = 1 << 16
"""Bytes of a store that is read faster than anything that is kept of it."""

ASTRAY: Final = (
    LookupError, ValueError, TypeError, AttributeError, ArithmeticError, MemoryError,
    RecursionError, struct.error,
)  # fmt: skip
"""What comes of following an index that is wrong, though all of its checksums are right."""

Progress = Callable[[int, int], None]
"""Called with how many bytes have been read, and of how many."""
Pieces = list[bytes | memoryview]


def _ignore(done: int, whole: int) -> None:
    """Take no notice of how far something is."""


def open_corpus(
    path: FilePath,
    *,
    cache: FilePath | None = None,
    progress: Progress = _ignore,
    early: Callable[[Pieces], None] | None = None,
    wait: Callable[[], None] = lambda: None,
    make_sets: Callable[[int], Sets] = PureSets,
) -> Corpus:
    """Return what a store holds.

    Segments are kept in the folder `cache`, or the platform's; if that isn't possible, in memory.
    `progress` is called with how far the file is read, `wait` while another process is making the
    segments. `early` is called now and then with the segment of what is read so far.

    Raises:
        StoreError: the file can't be read, or isn't a valid store; the message is one line.
    """
    return _Opening(path, cache, progress, wait, make_sets, early).corpus()


def open_checked(path: FilePath, **how: Any) -> Corpus:
    """Return what a store holds as `open_corpus` does, every byte of its index checked.

    A command that changes a store relies on it to the end: no damage may turn up half-way.
    The time that takes is short beside that of writing a store of such a size.

    Raises:
        StoreError: the file can't be read, or isn't a valid store; the message is one line.
    """
    corpus = open_corpus(path, **how)
    try:
        check_index(corpus)
    except Damaged:
        cache = forget(path, how.get("cache"))
        corpus = open_corpus(path, **{**how, "cache": cache})
    return corpus


def check_index(corpus: Corpus, *, searched: bool = True) -> None:
    """Check every byte of the index of a corpus that was not checked yet.

    What only a search reads is most of it, and is left out where it isn't `searched`.

    Raises:
        Damaged: one is not what was written.
    """
    for piece in corpus.pieces:
        piece.part.sections.check_all(() if searched else SEARCHED)


def forget(path: FilePath, cache: FilePath | None = None) -> FilePath | None:
    """Remove the index of a store, and return the folder `cache` in which to keep the next.

    If it can't be removed, as from a read-only disk, the result isn't a folder.
    """
    is_gone = Shelf(default_folder() if cache is None else cache, path).forget()
    return cache if is_gone else os.devnull


def at_hand(
    path: FilePath, *, cache: FilePath | None = None, make_sets: Callable[[int], Sets] = PureSets
) -> Corpus | None:
    """Return what a store holds, if that takes no longer than a person waits; else nothing.

    Raises:
        StoreError: the file can't be read, or isn't a valid store; the message is one line.
    """
    return _Opening(path, cache, _ignore, None, make_sets).at_hand()


class _Opening:
    """One store's being opened."""

    def __init__(
        self,
        path: FilePath,
        cache: FilePath | None,
        progress: Progress,
        wait: Callable[[], None] | None,
        make_sets: Callable[[int], Sets],
        early: Callable[[Pieces], None] | None = None,
    ) -> None:
        """Name the store, and where segments are kept."""
        self._early = early
        self._path = path
        self._progress = progress
        self._wait = wait
        self._make_sets = make_sets
        self._started = time.perf_counter()
        self._opened_at = time.time_ns()
        if is_pending(path):
            _fold(path)
        self._file = StoreFile(path)
        self._shelf = Shelf(default_folder() if cache is None else cache, path)

    def corpus(self) -> Corpus:
        """Return the corpus."""
        if self._file.stamp.size < _SMALL:
            return self._made_in_memory()
        manifest = self._shelf.manifest()
        if manifest is not None and manifest.stamp == self._file.stamp and manifest.settled:
            try:
                return self._kept(manifest, "kept")
            except Damaged:
                pass
        with self._shelf.locked(self._wait) as can_keep:
            if not can_keep:
                return self._made_in_memory()
            return self._by_what_is_kept() or self._made()

    def at_hand(self) -> Corpus | None:
        """Return the corpus, unless the whole of a large file would have to be read for it."""
        if self._file.stamp.size < _SOON_READ:
            return self.corpus()
        manifest = self._shelf.manifest()
        try:
            if manifest is not None and manifest.stamp == self._file.stamp and manifest.settled:
                return self._kept(manifest, "kept")
        except Damaged:
            pass
        with self._shelf.locked(self._wait) as can_keep:
            return self._by_what_is_kept() if can_keep else None

    def _by_what_is_kept(self) -> Corpus | None:
        """Return the corpus, if its index needs only to be checked, or appended to."""
        for use in (self._unchanged, self._appended):
            manifest = self._shelf.manifest()
            if manifest is not None:
                try:
                    corpus = use(manifest)
                except (Damaged, OSError, StoreError, *ASTRAY):
                    corpus = None
                if corpus is not None:
                    return corpus
        return None

    def _kept(self, manifest: Manifest, what: str) -> Corpus:
        """Return the corpus of segments that are kept.

        Raises:
            Damaged: they can't be used.
        """
        try:
            return self._of_segments(manifest.segments, what, layered=manifest.layered)
        except ASTRAY as error:
            raise Damaged("it leads nowhere") from error

    def _of_segments(self, names: Sequence[str], what: str, *, layered: bool) -> Corpus:
        """Return the corpus of segments, the last two of which may be what lies on top."""
        found = self._parts(names[:-1] if layered else names)
        if found[-1].facts[SIZE] != self._file.stamp.size:
            raise Damaged("its segments are of another file")
        if not layered:
            return self._corpus(found, what, names)
        from quoth.index.segment.layer import read_layer

        *parts, top = found
        layer = read_layer(self._shelf.open(names[-1]), names[:-1], [part.rows for part in parts])
        return self._corpus(parts, what, names[:-2], Overlay(top, None, *layer))

    def _parts(self, names: Sequence[str]) -> list[Part]:
        """Return the parts of segments that are kept.

        Raises:
            Damaged: they can't be used, or are not of one corpus.
        """
        parts = [self._part(name) for name in names]
        if any(part.facts.get(OVER) != list(names[:n]) for n, part in enumerate(parts)):
            raise Damaged("its segments are not of one corpus")
        return parts

    def _part(self, name: str) -> Part:
        """Return the part of a segment that is kept; it is dropped as soon as it is found damaged.

        Raises:
            Damaged: it can't be used; so may any later use of it.
        """
        part = Part(self._shelf.open(name), self._make_sets)
        part.sections.when_damaged = partial(self._shelf.drop, name)
        return part

    def _corpus(
        self,
        parts: Sequence[Part],
        what: str,
        names: Sequence[str] = (),
        overlay: Overlay | None = None,
    ) -> Corpus:
        """Return the corpus of some parts, and of what lies on top of them."""
        opened = OpeningReport(what, time.perf_counter() - self._started, names)
        return Corpus(self._file, parts, opened, overlay)

    def _unchanged(self, manifest: Manifest) -> Corpus | None:
        """Return the corpus of a file that is what it was, though its stamp doesn't prove it."""
        if manifest.stamp.size != self._file.stamp.size:
            return None
        corpus = self._kept(manifest, "checked")
        if self._checks != corpus.pieces[-1].part.file_checks:
            return None
        self._keep(manifest.segments, layered=manifest.layered)
        return corpus

    @cached_property
    def _checks(self) -> array[int]:
        """The checksums of the file's chunks."""
        return checksums(self._file.read)

    def _appended(self, manifest: Manifest) -> Corpus | None:
        """Return the corpus of a file that is what it was, but for the last of its statements."""
        from quoth.index.appending import append

        names = manifest.segments[:1]
        pieces = append(self._corpus(self._parts(names), "kept", names), self._checks)
        if pieces is None or not self._file.is_same():
            return None
        return self._kept(self._put(pieces, manifest.segments[:1]), "appended")

    def _made(self) -> Corpus:
        """Make segments, and keep them; in memory where that can't be."""
        pieces = self._read()
        try:
            return self._kept(self._put(pieces), "made")
        except (OSError, Damaged):
            return self._of_pieces(pieces)

    def _made_in_memory(self) -> Corpus:
        """Make a segment for this once."""
        return self._of_pieces(self._read())

    def _of_pieces(self, pieces: Pieces) -> Corpus:
        """Return the corpus of a segment that is not kept."""
        return self._corpus([Part(b"".join(pieces), self._make_sets)], "made")

    def _read(self) -> Pieces:
        """Read the whole file into a segment.

        Raises:
            StoreError: it isn't a valid store.
        """
        from quoth.index.segment.building import build
        from quoth.store.scanning import NotUnderstood

        until = time.monotonic() + _SECONDS_OF_TRIES
        tries = 0
        while tries < _TRIES or time.monotonic() < until:
            tries += 1
            try:
                pieces = build(
                    self._path, self._file.stamp.size, self._progress, self._early, self._file.read
                )
            except NotUnderstood as reason:
                if self._stays_as_it_is():
                    raise _explained(self._path, reason) from None
            else:
                # Who put another file in its place meanwhile did not touch what was read.
                if self._file.is_same() or self._file.is_whole():
                    return pieces
            self._file.close()
            self._opened_at = time.time_ns()
            self._file = StoreFile(self._path)
        raise self._file.changed()

    def _stays_as_it_is(self) -> bool:
        """Tell whether a file that can't be understood is not just being written."""
        if time.time_ns() - self._file.stamp.modified < _YOUNG:
            time.sleep(_MOMENT)
        return self._file.is_same()

    def _put(self, pieces: Pieces, others: Sequence[str] = ()) -> Manifest:
        """Keep a segment, and a manifest of it that comes after others; both, or neither.

        Raises:
            OSError: they can't be written.
        """
        name = self._shelf.put(pieces)
        try:
            return self._keep([*others, name])
        except OSError:
            self._shelf.drop(name)
            raise

    def _keep(self, names: Sequence[str], *, layered: bool = False) -> Manifest:
        """Keep a manifest of segments."""
        stamp = self._file.stamp
        manifest = Manifest(stamp, stamp.is_settled(self._opened_at), names, layered)
        self._shelf.keep(manifest)
        return manifest


_TRIES: Final = 3
"""How often a file is read, at least, that is changed while it is read."""
_SECONDS_OF_TRIES: Final = 2.0
"""Seconds in which it is tried more often than that."""
_YOUNG: Final = 1_000_000_000
"""Nanoseconds since a file's last change in which it may still be written."""
_MOMENT: Final = 0.02
"""Seconds in which who writes a file goes on with it."""


def _fold(path: FilePath) -> None:
    """Fold the changes that were left in a journal, if this process may write.

    Raises:
        StoreError: the journal can't be trusted.
    """
    from quoth.store.folding import fold

    with contextlib.suppress(OSError):  # who may not write reads what there is
        fold(path)


def _explained(path: FilePath, reason: Exception) -> StoreError:
    """Read a store as a whole to find out what is wrong with it, and return that."""
    from quoth.store.loading import load

    try:
        load(path)
    except StoreError as error:
        return error
    return StoreError(path, "", f"it can't be read ({reason})", "check it, or name another store")
