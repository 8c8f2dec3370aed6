"""Our own articles as an intake takes them in: with what each draft of them says and where."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from quoth.intake import adjusting
from quoth.intake.extraction import extract
from quoth.intake.files.clipping import Clipping
from quoth.intake.model import Extraction
from quoth.store import Location
from quoth.store.model import Kind
from quoth.store.parsing import Document
from quoth.tui.editing.reviewing import spans_in
from tests.intake.making import drafted_store

PUBLISHED: Final = date(2025, 3, 20)
TEXTS: Final = ("court", "obituary", "results")
_FOLDER: Final = Path(__file__).parent / "texts"
MIXED_UP: Final = """\
Bakers deny a cartel

Ann Archer, the master of the Guild, denied on Tuesday that the bakers had agreed on a price. \
“There was no meeting,” she told the Herald. “There was a dinner.”

Bob Baker said flour was "dear enough" and that Archer "never asked for a crown". He did not say \
who had.

“If the mills close,” Baker warned, “we bake with oats.” Nobody laughed.

Cy Cook: I would not call it a cartel. They said “soup”, and soup it was.
"""
"""Denials, an interrupted quotation, marks of both kinds, a condition and a transcript's line."""


@cache
def texts() -> Sequence[str]:
    """Return the texts of the articles."""
    read = [(_FOLDER / f"{name}.txt").read_text(encoding="utf-8") for name in TEXTS]
    return [*read, MIXED_UP]


def taken_in(path: Path, text: str) -> Location:
    """Make a store of one article with the drafts that an intake makes of it."""
    found = extract(text, PUBLISHED)
    clipping = Clipping(text, "own", "Our own article", published=PUBLISHED.isoformat())
    return drafted_store(path, (clipping, Extraction(found.drafts, found.actors)))


def wrong_words(document: Document, text: str, before: Document | None = None) -> list[str]:
    """Return what is false in the words of a statement, as its article has them.

    The words are those that stand there, in their order. Those of a direct one stand in marks, or
    within the words that were direct `before`. Marks in the words of others are in pairs.
    """
    spans = spans_in(document, text)
    wrong = []
    there = [word for span in spans for word in words_of(span.of(text))]
    if words_of(str(document["quote"]).replace(adjusting.GAP, " ")) != there:
        wrong.append(f"not the article's words: {document['quote']!r}")
    if document["kind"] == str(Kind.DIRECT):
        was = spans_in(before, text) if before and before["kind"] == str(Kind.DIRECT) else ()
        marked = adjusting.said(text, spans).kind is Kind.DIRECT
        if not marked and not adjusting.are_within(spans, was):
            wrong.append(f"not in marks: {document['quote']!r}")
    elif before is None or document["quote"] != before["quote"]:
        quote = str(document["quote"])
        if quote.count("“") != quote.count("”") or quote.count('"') % 2:
            wrong.append(f"marks without their other ones: {quote!r}")
    return wrong


def words_of(text: str) -> list[str]:
    """Return the words of a text, without any signs."""
    return "".join(sign if sign.isalnum() else " " for sign in text).split()
