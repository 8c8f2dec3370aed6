"""The lines that show a draft beside its article: who said what, and how surely."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from textual.content import Content

from quoth.basics.text import neutralise
from quoth.intake.adjusting import GAP
from quoth.intake.linking import key_of
from quoth.intake.reason_words import in_words
from quoth.intake.reasons import Doubt, DoubtKind
from quoth.presenting.quotation import names, said, speaker, told
from quoth.presenting.record import Label, known_fields
from quoth.store.model import Kind, Status
from quoth.store.snapshot import Snapshot
from quoth.tui.editing.review import Progress
from quoth.tui.editing.reviewing import Item, called, names_here
from quoth.tui.look.painting import ends, join, line, plain, width_of

_ABOVE: Final = frozenset(
    [Label.SPEAKER, Label.ROLE, Label.KIND, Label.SAID, Label.STATUS, Label.PLACE, Label.FOUND_BY,
     Label.ID]
)  # fmt: skip
_SOURCE: Final = frozenset(
    [Label.SOURCE, Label.PUBLISHER, Label.AUTHOR, Label.PUBLISHED, Label.ADDRESS, Label.ARCHIVED,
     Label.ACCESSED, Label.LICENCE, Label.ABOUT_IT, Label.CHAIN, Label.ABOUT_THEM,
     Label.BELONGS_TO]
)  # fmt: skip
DECIDED: Final = {Status.CONFIRMED: "accepted", Status.REJECTED: "dropped", Status.DRAFT: "draft"}
"""What is said of a draft that was decided."""


class DraftView(NamedTuple):
    """What is shown of a draft."""

    corpus: Snapshot
    item: Item
    text: str
    """The text of its article."""
    status: Status
    """The one it has, or will have once that is on the disk."""
    has_words: bool
    """Whether its words are shown, too, and not in the article alone."""


def progress(far: Progress, *, is_short: bool) -> str:
    """Return how much of a source was reviewed; in signs if there is little room."""
    if is_short:
        place = f"{far.place:,}/{far.number:,}" if far.left else "all read"
        accepted, dropped = f"✓{far.accepted:,}", f"✗{far.dropped:,}"
    else:
        place = f"{far.place:,} of {far.number:,}" if far.left else "all read"
        accepted, dropped = f"{far.accepted:,} accepted", f"{far.dropped:,} dropped"
    parts = [place if far.number else "", accepted if far.accepted else ""]
    return join([*parts, dropped if far.dropped else ""], " " if is_short else " · ")


_CONFIDENCE: Final = "confidence "
"""The label of a draft's confidence, if there is room."""


def draft_lines(shown: DraftView, width: int) -> list[Content]:
    """Return the lines of a draft, the most important first."""
    return [*_head(shown, width), *_words(shown, width), *_doubts(shown, width),
            *_fields(shown, width), *_found_by(shown, width)]  # fmt: skip


def _head(shown: DraftView, width: int) -> Iterator[Content]:
    """Yield who said it and what became of the draft; then how, when and how surely."""
    corpus, item = shown.corpus, shown.item
    statement = item.statement
    actor = corpus.actors[statement.speaker]
    who = line((plain(speaker(corpus, statement)), "strong"))
    if actor.role:
        who += line((f"  {plain(actor.role)}", "faint"))
    decided = DECIDED[shown.status]
    role = "faint" if shown.status is Status.DRAFT else "chosen"
    yield ends(who, line((decided, role)), width)
    parts = [str(statement.kind), said(statement)]
    sure = f"{item.noted.confidence:.2f}" if item.noted.rule or item.noted.confidence else ""
    about = line((join(parts), "label"))
    if sure and about.cell_length + len(_CONFIDENCE) + len(sure) + 1 < width:
        sure = f"{_CONFIDENCE}{sure}"
    yield ends(about, line((sure, "sign")), width)
    words = called(item.noted, shown.text)
    if (
        words
        and names_here(item.noted, shown.text)
        and key_of(words) not in map(key_of, (actor.name, *actor.aliases))
    ):
        yield line((f"called “{plain(words)}” here", "faint"))


def _words(shown: DraftView, width: int) -> Iterator[Content]:
    """Yield the words."""
    if shown.has_words:
        yield Content("")
        text = neutralise(told(shown.item.statement), lines=True).text
        for part in text.split("\n"):
            yield from line(part).wrap(max(width, 8))
        yield Content("")


def _doubts(shown: DraftView, width: int) -> Iterator[Content]:
    """Yield what a person should check; the noted doubts only until the draft is decided."""
    doubts = list(shown.item.noted.doubts) if shown.status is Status.DRAFT else []
    statement = shown.item.statement
    if statement.kind is Kind.DIRECT and shown.text and not _stands_in(statement.quote, shown.text):
        doubts.append(in_words(Doubt(DoubtKind.WORDS)))
    for doubt in doubts:
        yield from _hanging("! ", "sign", plain(doubt), width)


def _stands_in(words: str, text: str) -> bool:
    """Tell whether words are in a text, whatever spaces are between them.

    The pieces of a broken quotation stand apart, and a comma may stand for the full stop of one; so
    each of its words is looked for after the last.
    """
    place = 0
    for word in words.replace(f" {GAP} ", " ").split():
        place = text.find(word.rstrip(".,"), place) + 1
        if not place:
            return False
    return True


def _fields(shown: DraftView, width: int) -> Iterator[Content]:
    """Yield the other fields, their names in a column of their own."""
    via = names(shown.corpus, shown.item.statement.via)
    fields = [("via", via)] if via else []
    fields += [
        (label, value)
        for label, value in known_fields(shown.corpus, shown.item.statement)
        if label not in _ABOVE and label not in _SOURCE
    ]
    room = min(max((width_of(plain(label)) for label, _ in fields), default=0), max(width // 3, 1))
    for label, value in fields:
        head = plain(label)[:room].ljust(room + 2)
        yield from _hanging(head, "faint", neutralise(value, lines=True).text, width)


def _found_by(shown: DraftView, width: int) -> Iterator[Content]:
    """Yield the rule by which it was found, and its place."""
    how = shown.item.noted
    if how.rule:
        yield from _hanging("found by ", "faint", plain(how.rule), width, "faint")
    locator = shown.item.statement.locator
    if locator is not None and locator.paragraph is not None:
        yield line((f"in paragraph {locator.paragraph:,}", "faint"))


def _hanging(head: str, role: str, text: str, width: int, of_text: str = "") -> Iterator[Content]:
    """Yield a text in lines, the first behind a head and the others below it."""
    indent = width_of(head)
    for number, part in enumerate(line((text, of_text)).wrap(max(width - indent, 8))):
        yield (line(" " * indent) if number else line((head, role))) + part
