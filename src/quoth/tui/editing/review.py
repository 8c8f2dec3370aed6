"""A review in progress: the drafts of one source, the current one, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from quoth.intake import adjusting, noted
from quoth.intake.adjusting import Spans
from quoth.store.model import Source, Status
from quoth.store.snapshot import Snapshot
from quoth.tui.editing import reviewing
from quoth.tui.editing.reviewing import Item
from quoth.tui.lines.article_lines import ArticleMark
from quoth.tui.widgets.article_pane import QUOTE


class Progress(NamedTuple):
    """How much of a source was reviewed."""

    place: int
    """The number of the current one, counted from 1."""
    number: int
    left: int
    accepted: int
    dropped: int


class Review:
    """What the screen shows: the store, with changes that are still being saved."""

    def __init__(self, source: str) -> None:
        """Create a review that begins with a source."""
        self.source = source
        self.items: Sequence[Item] = ()
        self.place = 0
        self.text = ""
        """The text of the article, if it is kept."""
        self._corpus: Snapshot | None = None
        self._decided: dict[str, Status] = {}
        self._moved: Spans | None = None
        self._speakers: dict[str, str] = {}
        """Who said a statement, by its id, before a person corrected that."""

    def load(self, corpus: Snapshot, statement: str = "") -> None:
        """Load the current store; make a statement the current one, else the first draft left."""
        self._corpus = corpus
        known = self.source in corpus.sources
        self.text = reviewing.text_of(corpus, self.source) if known else ""
        self.items = reviewing.items(corpus, self.source) if known else ()
        there = {item.id: item.statement.status for item in self.items}
        self._decided = {
            one: status for one, status in self._decided.items() if there.get(one) != status
        }
        places = [place for place, item in enumerate(self.items) if item.id == statement]
        if places:
            self.place = places[0]
            return
        self._moved = None
        self.place = min(self.place, max(0, len(self.items) - 1))
        if not statement and (left := self.left()):
            self.place = min(left)

    def reload(self, corpus: Snapshot) -> None:
        """Load the current store, and stay at the current statement."""
        self.load(corpus, self.item.id if self.item else "")

    def go_to(self, place: int) -> None:
        """Take the statement of a place, if there is one."""
        self.place = min(max(place, 0), max(0, len(self.items) - 1))

    def go_to_source(self, source: str, corpus: Snapshot) -> None:
        """Begin with another source."""
        self.source, self.place, self.items, self._moved = source, 0, (), None
        self.load(corpus)

    # What there is.

    @property
    def item(self) -> Item | None:
        """The current statement."""
        return self.items[self.place] if self.items else None

    @property
    def after(self) -> Item | None:
        """The one behind it that wasn't dropped, if there is one."""
        behind = self.items[self.place + 1 :]
        return next((one for one in behind if self.status(one) is not Status.REJECTED), None)

    @property
    def origin(self) -> Source | None:
        """The source, if it is there."""
        corpus = self._corpus
        known = corpus is not None and self.source in corpus.sources
        return corpus.sources[self.source] if corpus is not None and known else None

    def status(self, item: Item) -> Status:
        """Return the status that a statement has, or will have once that is on the disk."""
        return self._decided.get(item.id, item.statement.status)

    def left(self) -> list[int]:
        """Return the places of the drafts that are left, from behind the current one and around."""
        places = range(len(self.items))
        around = (*places[self.place + 1 :], *places[: self.place + 1])
        return [one for one in around if self.status(self.items[one]) is Status.DRAFT]

    def doubtful(self) -> int | None:
        """Return the place of the next draft left that isn't sure, from behind and around."""
        others = (one for one in self.left() if one != self.place)
        return next((one for one in others if not self.items[one].is_sure), None)

    @property
    def next_left(self) -> Item | None:
        """The next draft behind the current one that is left, if there is one."""
        behind = self.items[self.place + 1 :]
        return next((one for one in behind if self.status(one) is Status.DRAFT), None)

    @property
    def progress(self) -> Progress:
        """The progress through the source."""
        states = [self.status(item) for item in self.items]
        counts = (states.count(one) for one in (Status.DRAFT, Status.CONFIRMED, Status.REJECTED))
        return Progress(self.place + 1, len(states), *counts)

    # What is decided.

    def decide(self, ids: Sequence[str], status: Status) -> None:
        """Note the decisions on some statements."""
        self._decided |= dict.fromkeys(ids, status)

    def forget(self, ids: Sequence[str]) -> None:
        """Forget the decisions on some statements; those in the store count."""
        for one in ids:
            self._decided.pop(one, None)

    # Who said it before.

    def note_speaker(self, before: Item) -> None:
        """Note who said a statement before a person was asked, if they named another.

        After a second correction that is still whom the draft named.
        """
        now = next((one for one in self.items if one.id == before.id), None)
        if now is not None and now.statement.speaker != before.statement.speaker:
            self._speakers.setdefault(before.id, before.statement.speaker)

    def speaker_before(self, item: Item) -> str:
        """Return who said a statement before a person corrected that; nothing if they didn't."""
        before = self._speakers.get(item.id, "")
        return before if before != item.statement.speaker else ""

    # Where the words stand.

    @property
    def spans(self) -> Spans:
        """Where the current statement stands, or will once that is kept."""
        return self._moved or (self.item.spans if self.item else ())

    @property
    def gap(self) -> int:
        """Where what was missed is likely to begin: behind the statement before this draft.

        That is behind this one if it was decided, and with it if there is none before.
        """
        item = self.item
        if item is None or not item.spans:
            return 0
        if self.status(item) is not Status.DRAFT:
            return item.spans[-1].end
        before = [one.spans[-1].end for one in self.items[: self.place] if one.spans]
        begin = item.spans[0].start
        return max((end for end in before if end <= begin), default=begin)

    def move(self, spans: Spans) -> None:
        """Move the ends of the current statement; `take_move` hands the move over to be saved."""
        self._moved = spans

    def moved(self) -> Item | None:
        """Return the current statement as it is shown, with the words where it stands now."""
        if self.item is None or self._moved is None:
            return self.item
        before = self.item.statement
        marks = noted.has_gaps(before.locator)
        words = adjusting.said(self.text, self._moved, has_gaps=marks)
        how = noted.noted(before.extra)
        kind = before.kind if how is None or how.kind_is_set else words.kind
        now = before._replace(quote=words.quote, kind=kind)
        return self.item._replace(statement=now, spans=self._moved)

    def take_move(self) -> tuple[str, Spans] | None:
        """Hand over which statement is to stand where, if its words were moved; only once."""
        before, now = self.item, self.moved()
        self._moved = None
        if before is None or now is None or now.spans == before.spans:
            return None
        self.items = [now if one is before else one for one in self.items]
        return now.id, now.spans

    def marks(self) -> list[ArticleMark]:
        """Return the marked places in the article: the other drafts, and the current one."""
        item = self.item
        if item is None:
            return []
        others = [
            ArticleMark(*span, "drafted")
            for other in self.items
            if other is not item and self.status(other) is Status.DRAFT
            for span in other.spans
        ]
        own = [ArticleMark(*span, QUOTE) for span in self.spans]
        for span, role in ((item.noted.cue, "cue"), (item.noted.speaker, "named")):
            own += [] if span is None else [ArticleMark(*span, role)]
        return [*others, *own]
