"""A statement's whole record as lines to read, some of which lead somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from textual.content import Content

from quoth.basics.dates import DateStyle, describe
from quoth.basics.text import ALTERED_SIGN, neutralise, spell_out
from quoth.presenting.quotation import chain, polarity, quoted, said, told
from quoth.presenting.record import Field, Label, known_fields, unknown_fields
from quoth.query import Choice
from quoth.search import Matches, highlights
from quoth.store.facets import Facet
from quoth.store.model import Statement, Status
from quoth.store.snapshot import Snapshot
from quoth.tui.look.actor_colours import ActorColours
from quoth.tui.look.painting import emphasise, join, line, plain, width_of

_SAID_OTHERWISE: Final = frozenset(
    [Label.SPEAKER, Label.ROLE, Label.CHAIN, Label.TOPICS, Label.CONTEXT]
)
_AROUND: Final = 2
"""Statements before and after it in its source that are shown."""
_RELATED: Final = 5
"""Further statements on the same topics that are shown."""

NO_COLOURS: Final = ActorColours()


class RecordLine(NamedTuple):
    """A line, and where it leads: to a row, or to a choice for the query."""

    content: Content
    target: int | Choice | None = None


class Reading(NamedTuple):
    """What is being read, and how."""

    corpus: Snapshot
    row: int
    matches: Matches | None
    width: int
    spelled: bool
    """Whether characters that are shown otherwise than stored are named."""
    form: DateStyle = DateStyle.DAY
    """How dates are written."""
    colours: ActorColours = NO_COLOURS
    """The colours that actors have."""
    key: str = ""
    """The key that names those characters, or hides them again."""

    @property
    def statement(self) -> Statement:
        """The statement."""
        return self.corpus.statements[self.row]

    def text(self, text: str) -> str:
        """Return a text of the store as it is shown here, line breaks kept."""
        return spell_out(text) if self.spelled else neutralise(text, lines=True).text


def record_lines(reading: Reading) -> list[RecordLine]:
    """Return all lines of a statement's record."""
    known = known_fields(reading.corpus, reading.statement, reading.form)
    unknown = unknown_fields(reading.statement)
    return [
        *_words(reading),
        *_altered(reading, [*known, *unknown]),
        *_heading("Who said it, and through whom"),
        *_chain(reading),
        *_heading("What is known"),
        *_fields(
            reading, [*(field for field in known if field[0] not in _SAID_OTHERWISE), *unknown]
        ),
        *_topics(reading),
        *_around(reading),
        *_related(reading),
        *_events(reading),
    ]


def _words(reading: Reading) -> Iterator[RecordLine]:
    """Yield the quote, and the sentence that makes it readable alone."""
    text = reading.text(quoted(reading.statement))
    quote = emphasise(line((text, "strong")), highlights(text, reading.matches), "match")
    word = polarity(reading.statement)
    yield from _wrapped(line((f"{word} ", "sign") if word else "") + quote, reading.width)
    if reading.statement.context:
        context = reading.text(reading.statement.context)
        spans = highlights(context, reading.matches)
        yield from _wrapped(emphasise(line((context, "faint")), spans, "match"), reading.width)


def _altered(reading: Reading, fields: Sequence[Field]) -> Iterator[RecordLine]:
    """Yield a line that says that something is shown otherwise than it is stored."""
    texts = (reading.statement.quote, *(text for field in fields for text in field))
    if any(neutralise(text, lines=True).altered for text in texts):
        said_so = (
            f"hidden characters are named; {reading.key} hides them"
            if reading.spelled
            else f"characters that could mislead are hidden; {reading.key} names them"
        )
        yield RecordLine(line(""))
        yield from _wrapped(line((f"{ALTERED_SIGN} {said_so}", "sign")), reading.width)


def _heading(title: str) -> Iterator[RecordLine]:
    """Yield a heading, set off."""
    yield RecordLine(line(""))
    yield RecordLine(line((title, "label")))


def _chain(reading: Reading) -> Iterator[RecordLine]:
    """Yield the chain that carried the words, each link below the one before."""
    statement, corpus = reading.statement, reading.corpus
    actors: list[str | None] = [statement.speaker, *statement.via, None]
    for depth, (name, actor) in enumerate(zip(chain(corpus, statement), actors, strict=True)):
        indent = min(3 * (depth - 1), reading.width // 2)
        arrow = f" {' ' * indent}└─▸ " if depth else " "
        facet = Facet.VIA if depth else Facet.ACTOR
        target: Choice | None = Choice(facet, actor) if actor else None
        if actor is None:
            target = Choice(Facet.SOURCE, statement.source)
        words = reading.text(name).replace("\n", " ")
        named = line((words, "link" if depth else "strong"))
        if actor is not None and (colour := reading.colours.role(actor)):
            named = emphasise(named, [(0, len(words))], colour)
        yield from _hanging(line((arrow, "faint")), named, reading.width, target)
        role = corpus.actors[statement.speaker].role
        if not depth and role:
            yield from _hanging(line("   "), line((reading.text(role), "faint")), reading.width)


def _fields(reading: Reading, fields: Sequence[Field]) -> Iterator[RecordLine]:
    """Yield fields, their names in a column of their own."""
    room = min(max((width_of(plain(label)) for label, _ in fields), default=0), reading.width // 3)
    for label, value in fields:
        name = line((f" {plain(label)}", "faint"))
        if name.cell_length > room + 1:
            name = name.truncate(room + 1, ellipsis=True)
        head = name + line(" " * (room + 2 - name.cell_length))
        yield from _hanging(head, line(reading.text(value)), reading.width)


def _topics(reading: Reading) -> Iterator[RecordLine]:
    """Yield the topics, each a way to all that was said on it."""
    if not reading.statement.topics:
        return
    yield from _heading("Topics")
    for topic in reading.statement.topics:
        name = line((plain(reading.corpus.topics[topic].name), "link"))
        yield from _hanging(line(" "), name, reading.width, Choice(Facet.TOPIC, topic))


def _around(reading: Reading) -> Iterator[RecordLine]:
    """Yield the statements that stand before and after it in its source."""
    statement = reading.statement
    before, after = reading.corpus.around(reading.row, statement.source, _AROUND)
    if before or after:
        yield from _heading("Around it in the source")
        yield from _brief(reading, before, "↑")
        yield from _brief(reading, after, "↓")


def _related(reading: Reading) -> Iterator[RecordLine]:
    """Yield other statements on the same topics, the newest first."""
    others = reading.corpus.related(reading.row, reading.statement.topics, _RELATED)
    if others:
        yield from _heading("On the same topics")
        yield from _brief(reading, others, "·")


def _events(reading: Reading) -> Iterator[RecordLine]:
    """Yield what happened when it was said, or may have been, and is about who is in it."""
    statement = reading.statement
    if statement.said is None:
        return
    concerned = {statement.speaker, *statement.on_behalf_of, *statement.mentions}
    events = [
        event
        for event in reading.corpus.events
        if event.when.overlaps(statement.said.first, statement.said.last)
        and not concerned.isdisjoint(event.actors)
    ]
    if events:
        yield from _heading("What happened then")
    for event in events[:_RELATED]:
        text = f"{reading.text(event.title)} ({describe(event.when, reading.form)})"
        yield from _hanging(line((" ◆ ", "sign")), line(text), reading.width)
        if event.note:
            note = line((reading.text(event.note), "faint"))
            yield from _hanging(line("   "), note, reading.width)


def _brief(reading: Reading, rows: Iterable[int], sign: str) -> Iterator[RecordLine]:
    """Yield a line a statement, which leads to it."""
    for row in rows:
        statement = reading.corpus.statements[row]
        name = plain(reading.corpus.actors[statement.speaker].name)
        about = join([name, said(statement, reading.form), marked(statement)])
        words = line((plain(told(statement)), "link"))
        yield RecordLine(line((f" {sign} ", "faint")) + words, row)
        yield RecordLine(line(("   " + about, "faint")), row)


def marked(statement: Statement) -> str:
    """Return the mark of a statement that isn't confirmed: its status."""
    return "" if statement.status is Status.CONFIRMED else str(statement.status)


def _wrapped(content: Content, width: int) -> Iterator[RecordLine]:
    """Yield a text in lines of a width."""
    for part in content.wrap(max(width, 1)):
        yield RecordLine(part)


def _hanging(
    head: Content, content: Content, width: int, target: int | Choice | None = None
) -> Iterator[RecordLine]:
    """Yield a text in lines, the first behind a head and the others below it."""
    indent = head.cell_length
    for number, part in enumerate(content.wrap(max(width - indent, 8))):
        yield RecordLine((line(" " * indent) if number else head) + part, target)
