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
    """Return which drafts get another speaker."""
    who = plain(speaker(corpus, item.statement))
    lines = [line(f"“{plain(words)}” is {who} in {counted(len(found), 'more draft')}:")]
    for one in found:
        lines += [
            Content(""),
            line(plain(quoted(one.statement))),
            line((f"said by {plain(speaker(corpus, one.statement))} so far", "faint")),
        ]
    return ShownChange("Change the speaker?", lines)
