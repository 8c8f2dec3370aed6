"""The preview of a change of drafts, as lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textual.content import Content

from quoth.basics.counting import counted
from quoth.basics.text import neutralise
from quoth.presenting.quotation import polarity, quoted, said, speaker
from quoth.store.parsing import Document
from quoth.store.reading import read_statement
from quoth.store.snapshot import Snapshot
from quoth.tui.editing.joining import Joined
from quoth.tui.editing.reviewing import Item
from quoth.tui.look.painting import join, line, plain


class ShownChange(NamedTuple):
    """One way to make a change."""

    title: str
    """Neutral."""
    lines: Sequence[Content]
    """What it makes, of any length; neutral."""


def join_way(corpus: Snapshot, made: Joined, pair: tuple[Document, Document]) -> ShownChange:
    """Return what the joined statement says, and what of the two is lost."""
    return ShownChange("Join them?", list(_joined(corpus, made, *pair)))


def _joined(corpus: Snapshot, made: Joined, one: Document, other: Document) -> Iterator[Content]:
    """Yield the words as they will be stored, who says them, and what goes."""
    statement, second = read_statement(made.after, "1"), read_statement(other, "2")
    first = read_statement(one, "1")
    for part in neutralise(quoted(statement), lines=True).text.split("\n"):
        yield line(part)
    yield Content("")
    shown = (str(statement.kind), polarity(statement), said(statement), str(statement.status))
    about = join([text for text in shown if text])
    yield line((plain(speaker(corpus, statement)), "strong"), (f"  {about}", "label"))
    for which, each in (("first", first), ("second", second)):
        if said(each) != said(statement):
            when = said(each) or "at an unknown time"
            yield line(("! ", "sign"), f"the {which} was said {when}")
    for name in made.lost:
        if name != "said":
            yield line(("! ", "sign"), plain(f"of the second goes {name}: {other[name]}"))


def speaker_way(corpus: Snapshot, found: Sequence[Item], item: Item, words: str) -> ShownChange:
    """Return which drafts get another speaker: those that name theirs by some words, if any."""
    who, more = plain(speaker(corpus, item.statement)), counted(len(found), "more draft")
    if words:
        first = f"“{plain(words)}” is {who} in {more}:"
    else:
        first = f"{who} said {more} that had the same speaker as this one:"
    return ShownChange("Change the speaker?", [line(first), *_listed(corpus, found)])


def drop_way(corpus: Snapshot, found: Sequence[Item], alike: str) -> ShownChange:
    """Return which drafts are dropped, and what they have in common."""
    first = line(f"{counted(len(found), 'draft')} {plain(alike)}:")
    return ShownChange("Drop them?", [first, *_listed(corpus, found)])


def _listed(corpus: Snapshot, found: Sequence[Item]) -> Iterator[Content]:
    """Yield the words of some drafts, and who says them so far."""
    for one in found:
        yield Content("")
        yield line(plain(quoted(one.statement)))
        yield line((f"said by {plain(speaker(corpus, one.statement))} so far", "faint"))
