"""Statements out of a store: which formats there are, and the bytes of a file of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from quoth.basics.text import encodable
from quoth.formats.outgoing import (
    bibtex,
    claim_review,
    csl,
    csv,
    dna,
    graphml,
    html,
    jsonl,
    markdown,
    parquet,
    text,
)
from quoth.formats.outgoing.selection import Selection

_PIECE: Final = 1 << 16
"""Bytes that are written at once, or some more."""


class ExportFormat(NamedTuple):
    """A format that statements go out to."""

    name: str
    endings: tuple[str, ...]
    """How the names of such files end, the usual one first."""
    holds: str
    """What of a store it holds, in a few words."""
    pieces: Callable[[Selection], Iterator[str] | Iterator[bytes]]
    """Writes it: yields its text, or its bytes, piece by piece."""
    is_by_speaker: bool = False
    """Whether those who ask for no order want all that one speaker says together."""
    has_status: bool = False
    """Whether it distinguishes drafts and rejected statements from accepted ones."""
    is_text: bool = True
    """Whether a terminal can show it."""


_ALL: Final = (
    ExportFormat(
        "jsonl", (".jsonl", ".ndjson"), "all of it, one record per line", jsonl.pieces,
        has_status=True,
    ),
    ExportFormat("csv", (".csv",), "one row per statement", csv.pieces, has_status=True),
    ExportFormat(
        "tsv", (".tsv",), "the same, separated by tabs", csv.tabbed_pieces, has_status=True
    ),
    ExportFormat(
        "parquet", (".parquet",), "one row per statement, by columns", parquet.pieces,
        has_status=True, is_text=False,
    ),
    ExportFormat("markdown", (".md", ".markdown"), "a sheet of quotes", markdown.pieces, True),
    ExportFormat("html", (".html", ".htm"), "a sheet of quotes", html.pieces, True),
    ExportFormat("text", (".txt",), "a sheet of quotes, for a mail", text.pieces, True),
    ExportFormat("bibtex", (".bib",), "the sources cited", bibtex.pieces),
    ExportFormat("csl-json", (".csl.json",), "the sources cited", csl.pieces),
    ExportFormat(
        "claimreview", (".claimreview.json",), "the checks of claims",
        claim_review.pieces,
    ),
    ExportFormat("dna", (".dna.csv",), "the positions taken, as event list", dna.pieces),
    ExportFormat("graphml", (".graphml",), "who speaks of whom and what", graphml.pieces),
)  # fmt: skip
FORMATS: Final[Mapping[str, ExportFormat]] = {one.name: one for one in _ALL}
"""All formats, by name."""


def format_of(file: str) -> ExportFormat | None:
    """Return the format that the name of a file stands for, if it stands for one."""
    name = file.casefold()
    fitting = [
        (len(ending), one) for one in _ALL for ending in one.endings if name.endswith(ending)
    ]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def encoded(pieces: Iterable[str] | Iterable[bytes]) -> Iterator[bytes]:
    """Yield text as UTF-8, and bytes as they are, in pieces that are worth writing.

    Half a pair of surrogates, which a store may hold and UTF-8 may not, becomes U+FFFD.
    """
    waiting = bytearray()
    for piece in pieces:
        try:
            waiting += piece.encode() if isinstance(piece, str) else piece
        except UnicodeEncodeError:
            waiting += encodable(str(piece)).encode()
        if len(waiting) >= _PIECE:
            yield bytes(waiting)
            waiting.clear()
    yield bytes(waiting)
