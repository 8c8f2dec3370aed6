"""The layers of a store that a person sees: by default none, under blind coding only their own.

A layer is one coder's independent coding. A corpus that is narrowed to some rows has no others: not
in a count, a search, a list of names or a timeline. So what isn't to be seen can't be asked for.
"""

from __future__ import annotations

from collections.abc import Set
from itertools import compress, count

from quoth.index.corpus import Corpus, Piece
from quoth.index.rows import Rows
from quoth.store.facets import Facet
from quoth.store.layers import Sight, sight


def curated(corpus: Corpus) -> Corpus:
    """Return a corpus without any layer."""
    if not corpus.has_layers:
        return corpus
    kept = [piece.rows - _layered(corpus, piece) for piece in corpus.pieces]
    return corpus.narrowed(kept, reaches=True)


def seen_by(corpus: Corpus, who: str) -> Corpus:
    """Return what a person may see of a corpus: all of it, unless its sources are coded blind."""
    if not corpus.is_blind:
        return corpus
    own_alone, without_layers = _unclosed(corpus, who)
    if not own_alone and not without_layers:
        return corpus
    kept = []
    for piece in corpus.pieces:
        sources = piece.part.column(Facet.SOURCE)
        layered, own = _layered(corpus, piece), _layer(corpus, piece, who)
        hidden = (sources.rows(list(own_alone)) - own) | (
            sources.rows(list(without_layers)) & layered
        )
        kept.append(piece.rows - hidden)
    return corpus.narrowed(kept)


def _unclosed(corpus: Corpus, who: str) -> tuple[Set[int], Set[int]]:
    """Return the sources of which a person sees their own layer alone, and those without layers."""
    coders = _coders(corpus)
    own_alone: set[int] = set()
    without_layers: set[int] = set()
    for number in corpus.sources.numbers():
        source = corpus.sources.record(number)
        what = sight(source.assigned, coders.get(number, ()), source.done, who)
        if what is Sight.OWN_ALONE:
            own_alone.add(number)
        elif what is Sight.WITHOUT_LAYERS:
            without_layers.add(number)
    return own_alone, without_layers


def _coders(corpus: Corpus) -> dict[int, set[str]]:
    """Return the layers that there are of each source."""
    found: dict[int, set[str]] = {}
    for piece in corpus.pieces:
        column = piece.part.column(Facet.SOURCE)
        for name, layer in corpus.value_numbers(piece.part, Facet.LAYER).items():
            rows = piece.part.column(Facet.LAYER).rows([layer]) & piece.rows
            codes, highest = column.codes.whole(), max(len(column.counts) - 1, 0)
            counts = piece.part.sets.tally(codes, rows, highest)
            for code in compress(count(), counts):
                for number in column.set_of_code(code):
                    found.setdefault(number, set()).add(name)
    return found


def _layered(corpus: Corpus, piece: Piece) -> Rows:
    """Return the rows of a piece that are part of a layer."""
    numbers = list(corpus.value_numbers(piece.part, Facet.LAYER).values())
    return piece.part.column(Facet.LAYER).rows(numbers)


def _layer(corpus: Corpus, piece: Piece, name: str) -> Rows:
    """Return the rows of a piece that are part of one layer."""
    number = corpus.value_numbers(piece.part, Facet.LAYER).get(name)
    return piece.part.column(Facet.LAYER).rows([] if number is None else [number])
