"""The drafts of a source in a review, and the changes that a review makes.

Decisions are kept in the store: a review that is opened again shows the drafts that are left,
beside those that were accepted and dropped.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from quoth.basics.text import words
from quoth.editing.changes import Change, Edit
from quoth.editing.entering import name_of
from quoth.editing.errors import ConflictError, EditError
from quoth.intake import adjusting, noted
from quoth.intake.adjusting import Spans
from quoth.intake.noted import Noted
from quoth.query.seam import HeldRecords
from quoth.store.facets import Facet
from quoth.store.model import Kind, Locator, Statement, Status
from quoth.store.parsing import Document
from quoth.store.reading import read_statement
from quoth.store.snapshot import Snapshot

MOST: Final = 1_000
"""Statements of one source that are gone through at once; those that are left come after them."""
SURE: Final = 0.8
"""The confidence from which on drafts are offered to be accepted at once."""
_UNPLACED: Final = 1 << 40


class Item(NamedTuple):
    """A statement that is a draft, or was one."""

    row: int
    statement: Statement
    noted: Noted
    """How it was drafted; empty if a person did it."""
    spans: Spans
    """Where it stands in the text of its source; nothing if that isn't known."""

    @property
    def id(self) -> str:
        """The statement's id."""
        return self.statement.id

    @property
    def is_sure(self) -> bool:
        """Whether it has no doubt, and a confidence at which many may be accepted at once."""
        return not self.noted.doubts and self.noted.confidence >= SURE

    @property
    def is_left(self) -> bool:
        """Whether it waits to be decided."""
        return self.statement.status is Status.DRAFT


def id_of(corpus: Snapshot, number: int) -> str:
    """Return the id of the source that has a number."""
    return corpus.sources.record(number).id


def neighbour(corpus: Snapshot, source: str, steps: int) -> str:
    """Return the next or previous source with drafts, round and round; none without another."""
    here = corpus.sources.number(source)
    others = [one for one in corpus.sources_with_drafts() if one != here]
    if not others:
        return ""
    before = bisect_left(others, -1 if here is None else here)
    return id_of(corpus, others[(before if steps > 0 else before - 1) % len(others)])


def items(corpus: Snapshot, source: str) -> list[Item]:
    """Return the drafts of a source, and those already decided, in the order of its text."""
    length = len(text_of(corpus, source))
    found = [_item(corpus, row, length) for row in _rows(corpus, source)]
    kept = [one for one in found if one.is_left or noted.FIELD in one.statement.extra]
    return sorted(kept, key=_place)


def text_of(corpus: Snapshot, source: str) -> str:
    """Return the text of a source, if it is kept and the source is still there."""
    return noted.text_of(corpus.sources[source]) if source in corpus.sources else ""


def _rows(corpus: Snapshot, source: str) -> Iterator[int]:
    """Yield the rows of a source's statements; of a large one those of its first drafts."""
    rows = list(islice(corpus.rows_of([Facet.SOURCE], source), MOST + 1))
    if len(rows) <= MOST:
        yield from rows
        return
    yield from islice(corpus.drafts_of(source), MOST)


def _item(corpus: Snapshot, row: int, length: int) -> Item:
    """Return a statement of a source."""
    statement = corpus.statements[row]
    spans = noted.spans_of(statement.locator, length)
    return Item(row, statement, noted.noted(statement.extra) or Noted(), spans)


def _place(item: Item) -> tuple[int, int, int, int]:
    """Return the sort key of a statement among those of its source."""
    locator = item.statement.locator or Locator()
    start = item.spans[0].start if item.spans else locator.start
    paragraph = locator.paragraph if locator.paragraph is not None else _UNPLACED
    return (
        start if start is not None else _UNPLACED,
        item.spans[-1].end if item.spans else 0,
        paragraph,
        item.row,
    )


def called(how: Noted, text: str) -> str:
    """Return the words by which an article names the speaker of a draft, with single spaces."""
    return " ".join(how.speaker.of(text).split()) if how.speaker is not None else ""


def names_here(how: Noted, text: str) -> bool:
    """Tell whether an article names the speaker of a draft by a word of their name, not "she"."""
    return how.speaker is not None and not set(words(how.named)).isdisjoint(
        words(how.speaker.of(text))
    )


def named_alike(found: Sequence[Item], item: Item, text: str) -> list[Item]:
    """Return the drafts whose speaker the article names by the same words, but who have another.

    Only the words that stand in the article count, case and blanks aside: "Archer" may be another
    than "Ann Archer". A pronoun isn't a name.
    """
    words_here = called(item.noted, text)
    if not words_here or not names_here(item.noted, text):
        return []
    return [
        one
        for one in found
        if one.is_left
        and one.statement.speaker != item.statement.speaker
        and one.noted.named == item.noted.named
        and called(one.noted, text).casefold() == words_here.casefold()
    ]


def alike(left: Sequence[Item], item: Item, who: str) -> list[tuple[str, list[Item]]]:
    """Return what drafts that are left have in common with one, and which these are.

    They have the same speaker, the same kind, or were found by the same rule: each set once, and
    none that is of this draft alone.
    """
    own = item.statement
    ways = [
        (f"of {who}", [one for one in left if one.statement.speaker == own.speaker]),
        (f"of this kind, {own.kind}", [one for one in left if one.statement.kind is own.kind]),
        (f"found by {item.noted.rule}", [one for one in left if one.noted.rule == item.noted.rule]),
    ]
    found: list[tuple[str, list[Item]]] = []
    for common, those in ways:
        if those not in ([], [item], *(others for _, others in found)):
            found.append((common, those))
    return found


# What a review changes.


def decided(current: HeldRecords, ids: Collection[str], status: Status) -> Change:
    """Return the change that gives statements a status.

    Raises:
        ConflictError: one isn't there any more.
    """
    edits = [
        Edit("statements", key, before, {**before, "status": str(status)})
        for key, before in (found_statement(current, one) for one in ids)
    ]
    deed = {Status.CONFIRMED: "accept", Status.REJECTED: "drop"}.get(status, "leave open")
    if len(edits) == 1:
        return Change(f"{deed} {name_of('statements', edits[0].before or {})}", edits)
    return Change(f"{deed} {len(edits):,} drafts", edits)


def adjusted(current: HeldRecords, statement_id: str, text: str, spans: Spans) -> Change:
    """Return the change that moves the ends of a statement in its article.

    Raises:
        EditError: there would be no word in it.
        ConflictError: it isn't there any more.
    """
    key, before = found_statement(current, statement_id)
    after = placed(before, text, spans)
    what = name_of("statements", after)
    return Change(f"adjust {what}", [Edit("statements", key, before, after)])


def cut(current: HeldRecords, statement_id: str, text: str, at: int) -> Change:
    """Return the change that makes two statements of one, the second from a place on.

    Raises:
        EditError: one of them would have no word.
        ConflictError: it isn't there any more.
    """
    key, before = found_statement(current, statement_id)
    first, second = adjusting.cut(text, spans_in(before, text), at)
    if not first or not second:
        raise EditError("each part needs at least one word")
    other = {name: value for name, value in before.items() if name != "id"}
    edits = [
        Edit("statements", key, before, placed(before, text, first)),
        Edit("statements", "", None, placed(other, text, second)),
    ]
    return Change(f"cut in two {name_of('statements', before)}", edits)


def respoken(current: HeldRecords, ids: Collection[str], speaker: str) -> Change:
    """Return the change that gives statements another speaker.

    Raises:
        ConflictError: one isn't there any more.
    """
    edits = [
        Edit("statements", key, before, noted.answered(before, {**before, "speaker": speaker}))
        for key, before in (found_statement(current, one) for one in ids)
    ]
    return Change(f"change the speaker of {len(edits):,} drafts", edits)


def found_statement(current: HeldRecords, statement_id: str) -> tuple[str, Document]:
    """Return the key and the document of a statement.

    Raises:
        ConflictError: it isn't there any more.
    """
    found = current.find("statements", statement_id)
    if found is None:
        raise ConflictError(f"statement {statement_id} was deleted meanwhile")
    return found


def spans_in(document: Document, text: str) -> Spans:
    """Return where a statement is in its article.

    Raises:
        EditError: it isn't known.
    """
    spans = noted.spans_of(read_statement(document, "1").locator, len(text))
    if not spans:
        raise EditError("its place in the article is unknown")
    return spans


def placed(
    document: Document, text: str, spans: Spans, *, has_gaps: bool | None = None
) -> Document:
    """Return a statement moved to spans of its article: words, kind and place follow.

    A kind that a person set stays, and so does that of direct words of which some are left: those
    of a transcript stand in no marks. What stands between pieces is marked where it was before, or
    as `has_gaps` says.

    Raises:
        EditError: there would be no word in it.
    """
    old = read_statement(document, "1").locator
    marks = noted.has_gaps(old) if has_gaps is None else has_gaps
    said = adjusting.said(text, spans, has_gaps=marks)
    if not said.quote:
        raise EditError("a statement needs at least one word")
    before = old.start if old is not None and old.start is not None else spans[0].start
    known = old.paragraph if old is not None and old.paragraph is not None else 1
    paragraph = adjusting.paragraph(text, known, before, spans[0].start)
    stays = kind_is_set(document) or (
        document.get("kind") == str(Kind.DIRECT)
        and adjusting.are_within(spans, noted.spans_of(old, len(text)))
    )
    rest = dict(old.extra) if old is not None else {}
    for name in ("spans", noted.GAPS):
        rest.pop(name, None)
    return {
        **document,
        "quote": said.quote,
        "kind": document.get("kind") if stays else str(said.kind),
        "locator": noted.locator(paragraph, spans, has_gaps=marks) | rest,
    }


def kind_is_set(document: Document) -> bool:
    """Tell whether the user set a statement's kind, as for all that no intake drafted."""
    how = noted.noted(document)
    return how is None or how.kind_is_set
