"""Which format a file is of: by what it begins with, and where that leaves a choice by its name."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import json
import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeAlias

from quoth.basics import files
from quoth.basics.places import FilePath
from quoth.formats.incoming import (
    brat,
    claim_review,
    dna,
    dna_file,
    gdelt,
    json_lines,
    own,
    quotebank,
    table,
)
from quoth.formats.incoming.lines import WHOLE, beginning
from quoth.formats.incoming.mapping import ColumnMapping
from quoth.formats.incoming.records import BadRow, Choices, FormatError, Incoming, Told
from quoth.store.parsing import Document

_MUCH: Final = 1 << 16
_TABLES: Final = (
    b"meta", b"actors", b"statements", b"sources", b"events", b"topics", b"checks", b"wordings",
    b"_default",
)  # fmt: skip
_LINES: Final = (".jsonl", ".ndjson")


class ImportFormat(StrEnum):
    """A format that is read."""

    TABLE = "csv"
    JSON = "json"
    JSON_LINES = "jsonl"
    STORE = "quoth"
    GDELT = "gdelt"
    QUOTEBANK = "quotebank"
    BRAT = "brat"
    DNA = "dna"
    DNA_TABLE = "dna-csv"
    CLAIM_REVIEW = "claimreview"


Reader: TypeAlias = Callable[[FilePath, Choices, Told], Incoming]

READERS: Final[Mapping[ImportFormat, Reader]] = {
    ImportFormat.TABLE: table.read,
    ImportFormat.JSON: json_lines.read_whole,
    ImportFormat.JSON_LINES: json_lines.read_lines,
    ImportFormat.STORE: own.read_store,
    ImportFormat.GDELT: gdelt.read,
    ImportFormat.QUOTEBANK: quotebank.read,
    ImportFormat.BRAT: brat.read,
    ImportFormat.DNA: dna_file.read,
    ImportFormat.DNA_TABLE: dna.read_table,
    ImportFormat.CLAIM_REVIEW: claim_review.read,
}
OTHER_NAMES: Final[Mapping[str, ImportFormat]] = {
    "tsv": ImportFormat.TABLE, "ndjson": ImportFormat.JSON_LINES, "gqg": ImportFormat.GDELT,
    "store": ImportFormat.STORE,
    "polnear": ImportFormat.BRAT, "ann": ImportFormat.BRAT,
}  # fmt: skip


def format_named(name: str, path: FilePath) -> ImportFormat:
    """Return a format by its name.

    Raises:
        FormatError: there is none of that name; the message names the nearest.
    """
    plain = name.strip().casefold()
    names = {str(one): one for one in ImportFormat} | dict(OTHER_NAMES)
    if plain in names:
        return names[plain]
    from rapidfuzz import process  # noqa: PLC0415  # only where somebody slipped

    found = process.extractOne(plain, list(names), score_cutoff=60)
    remedy = f"write “{found[0]}” if that is meant" if found else f"write one of {', '.join(names)}"
    raise FormatError(path, 0, f"there is no format “{name}”", remedy)


def sniffed(path: FilePath) -> ImportFormat:
    """Return the format that a file, or a folder, is of.

    Raises:
        FormatError: it can't be read, or is of none that is known.
    """
    suffix = Path(path).suffix.casefold()
    if files.is_folder(path) or suffix == ".ann":
        return ImportFormat.BRAT
    start = beginning(path, _MUCH)
    if start.startswith(dna_file.MAGIC):
        return ImportFormat.DNA
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text:
        raise FormatError(path, 0, "the file is empty", "name a file with statements")
    if _is_claim_review(path, text):
        return ImportFormat.CLAIM_REVIEW
    if text[:1] == b"[":
        return ImportFormat.JSON
    if text[:1] == b"{":
        return _of_objects(path, text)
    if suffix == ".txt" and brat.pairs_of(Path(path)):
        return ImportFormat.BRAT
    if suffix in (".json", *_LINES):
        raise FormatError(path, 1, "this isn't JSON", "correct it, or name its format")
    # A text of a table may hold a zero byte; the names of its columns never do.
    if start[:2] not in (b"\xff\xfe", b"\xfe\xff") and b"\x00" in start.partition(b"\n")[0]:
        raise FormatError(
            path, 0, "its format isn't known", f"name one of {', '.join(ImportFormat)}"
        )
    with table.opened(path) as opened:
        return ImportFormat.DNA_TABLE if dna.is_table(opened.header) else ImportFormat.TABLE


def _is_claim_review(path: FilePath, start: bytes) -> bool:
    """Tell whether a file holds reviews of claims: their type stands near the start of one."""
    if start[:1] not in b"[{" or b"ClaimReview" not in start:
        return False
    try:
        found = json.loads(files.whole(path, WHOLE))
    except (ValueError, RecursionError, OSError):
        return False
    return claim_review.is_review({"@graph": found} if isinstance(found, list) else found)


def _of_objects(path: FilePath, start: bytes) -> ImportFormat:
    """Return the format of a file that begins with an object: one of many, or the only one."""
    if _is_store(start):
        return ImportFormat.STORE
    line, ended, _ = start.partition(b"\n")
    try:
        first = json.loads(line)
    except (ValueError, RecursionError):
        first = None
        if not ended:  # The line is longer than what was looked at.
            found = next(json_lines.line_entries(path), None)
            first = None if found is None or isinstance(found, BadRow) else found[1]
    if not isinstance(first, dict) or _holds_list(first):
        suffix = Path(path).suffix.casefold()
        return ImportFormat.JSON_LINES if suffix in _LINES else ImportFormat.JSON
    if own.is_own(first):
        return ImportFormat.JSON_LINES
    if gdelt.is_article(first):
        return ImportFormat.GDELT
    return ImportFormat.QUOTEBANK if quotebank.is_quotation(first) else ImportFormat.JSON_LINES


def _holds_list(document: Document) -> bool:
    """Tell whether an object is the only one of its file, and holds the others in a list."""
    return not ("quote" in document or "quotes" in document or "type" in document) and any(
        isinstance(value, list) and value and isinstance(value[0], dict)
        for value in document.values()
    )


def _is_store(start: bytes) -> bool:
    """Tell whether a file begins as a store does: a table, and in it a record by its number."""
    squeezed = b"".join(start[:4096].split())
    return bool(re.match(rb'\{"(?:%b)":\{(?:\}|"[^"]*":\{)' % b"|".join(_TABLES), squeezed))


def mapping_of(
    path: FilePath, kind: ImportFormat, decided: Mapping[str, str]
) -> ColumnMapping | None:
    """Return which columns go where, in formats whose columns have no names of their own."""
    if kind is ImportFormat.TABLE:
        return table.mapping_of(path, decided)
    if kind is ImportFormat.JSON:
        return json_lines.mapping_of(json_lines.entries(path), decided)
    if kind is ImportFormat.JSON_LINES:
        return json_lines.mapping_of(json_lines.line_entries(path), decided)
    return None
