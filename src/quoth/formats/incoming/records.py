"""What comes in from a file of another format: neutral values, with names rather than ids.

A reader of a format yields these, one by one, in the file's order; `resolving` finds out which of
them the store has already. Dates, kinds and positions are texts here: they are checked once, as all
that enters a store is, by `store.reading`.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Callable, Generator, Mapping
from typing import Final, NamedTuple, TypeAlias, TypeVar

from quoth.basics.places import FilePath
from quoth.basics.text import NEWLINE_SIGN, spell_out
from quoth.store.model import NO_ATTRIBUTES, NOTHING_MORE

_SHORT: Final = 60


class IncomingActor(NamedTuple):
    """A person or an organisation, by name, and by an id if the file has one."""

    name: str
    id: str = ""
    kind: str = ""
    role: str = ""
    affiliation: str = ""
    """The name or the id of whom they belong to."""
    country: str = ""
    aliases: tuple[str, ...] = ()
    wikidata: str = ""
    tags: tuple[str, ...] = ()
    attributes: Mapping[str, str] = NO_ATTRIBUTES
    note: str = ""
    extra: Mapping[str, object] = NOTHING_MORE
    line: int = 0


class IncomingSource(NamedTuple):
    """Where something was published; without a title it goes by its address or its publisher."""

    title: str
    id: str = ""
    publisher: str = ""
    author: str = ""
    published: str = ""
    url: str = ""
    archived: str = ""
    accessed: str = ""
    licence: str = ""
    note: str = ""
    assigned: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    extra: Mapping[str, object] = NOTHING_MORE
    line: int = 0


class IncomingTopic(NamedTuple):
    """A subject, by name."""

    name: str
    id: str = ""
    note: str = ""
    extra: Mapping[str, object] = NOTHING_MORE
    line: int = 0


class IncomingStance(NamedTuple):
    """The position that a statement takes on a topic: support, oppose or neutral."""

    topic: IncomingTopic
    position: str


class IncomingEvent(NamedTuple):
    """Something that happened."""

    title: str
    when: str
    id: str = ""
    actors: tuple[IncomingActor, ...] = ()
    source: IncomingSource | None = None
    note: str = ""
    extra: Mapping[str, object] = NOTHING_MORE
    line: int = 0


class IncomingCheck(NamedTuple):
    """What a fact-checker found of a claim."""

    claim: str
    id: str = ""
    statements: tuple[str, ...] = ()
    """The ids that the statements have in the file."""
    rating: str = ""
    value: float | None = None
    worst: float | None = None
    best: float | None = None
    publisher: str = ""
    url: str = ""
    date: str = ""
    claimant: str = ""
    appearances: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    by: str = ""
    note: str = ""
    extra: Mapping[str, object] = NOTHING_MORE
    line: int = 0


class IncomingStore(NamedTuple):
    """What another store says of itself: what it is called."""

    title: str
    line: int = 0


NOBODY: Final = IncomingActor("")
NOWHERE: Final = IncomingSource("")
UNATTRIBUTED: Final = IncomingActor("Unattributed")
"""Stands for a speaker whom the file doesn't name."""


class IncomingStatement(NamedTuple):
    """One thing said."""

    quote: str
    kind: str = ""
    speaker: IncomingActor = NOBODY
    source: IncomingSource = NOWHERE
    said: str = ""
    context: str = ""
    cue: str = ""
    medium: str = ""
    via: tuple[IncomingActor, ...] = ()
    addressee: tuple[IncomingActor, ...] = ()
    on_behalf_of: tuple[IncomingActor, ...] = ()
    mentions: tuple[IncomingActor, ...] = ()
    topics: tuple[IncomingTopic, ...] = ()
    stances: tuple[IncomingStance, ...] = ()
    locator: Mapping[str, object] = NOTHING_MORE
    tags: tuple[str, ...] = ()
    status: str = ""
    note: str = ""
    polarity: str = ""
    coder: str = ""
    layer: str = ""
    id: str = ""
    extra: Mapping[str, object] = NOTHING_MORE
    line: int = 0


class BadRow(NamedTuple):
    """A row that can't be taken, and why; the rows around it can."""

    line: int
    """Counted from 1; where a format has no lines, which of its entries it is."""
    field: str
    """The column or the field; empty where it is the row as a whole."""
    problem: str
    remedy: str
    file: str = ""

    def __str__(self) -> str:
        """Say it in one line, in which nothing of the file can act."""
        place = f"line {self.line}" if self.line else ""
        named = f"“{self.field}”" if self.field else ""
        where = ", ".join(part for part in (place, named) if part)
        start = ": ".join(part for part in (self.file, where, self.problem) if part)
        return one_line(f"{start}; {self.remedy}")


class Remark(NamedTuple):
    """What a person should know of what was taken: of the whole file, or of one of its lines."""

    what: str
    """What it is about, in the file's own words."""
    text: str
    line: int = 0
    file: str = ""

    def __str__(self) -> str:
        """Say it in one line, in which nothing of the file can act."""
        place = f"line {self.line}" if self.line else ""
        named = f"“{shortened(self.what)}”" if self.what else ""
        where = ", ".join(part for part in (place, named) if part)
        return one_line(": ".join(part for part in (self.file, where, self.text) if part))


Record: TypeAlias = (
    IncomingStore
    | IncomingActor
    | IncomingSource
    | IncomingTopic
    | IncomingEvent
    | IncomingCheck
    | IncomingStatement
)
Incoming: TypeAlias = Generator[Record | BadRow | Remark, None, None]
_R = TypeVar(
    "_R", IncomingActor, IncomingSource, IncomingTopic, IncomingStatement
)  # the records that a file may describe in more than one place
Told: TypeAlias = Callable[[int], None]
"""Called with how many bytes of a file have been read so far."""


def filled(record: _R, by: _R) -> _R:
    """Return a record with what another says and it doesn't."""
    return type(record)._make(own or other for own, other in zip(record, by, strict=True))


class Choices(NamedTuple):
    """What a person decided of how a file is to be read."""

    columns: Mapping[str, str] = NOTHING_MORE  # type: ignore[assignment]
    """Which column is which field."""
    dates: str = ""
    """What stands first in dates such as 03/04/2025: `day-first` or `month-first`."""
    codec: str = ""
    """What all files of a folder are in, where that was said; else their reader finds out."""


AS_IT_IS: Final = Choices()


def unheard(_done: int) -> None:
    """Ignore how far a reader is."""


class FormatError(Exception):
    """A file that can't be imported: which, where, what is wrong, and what to do about it.

    As a text it is one line, spelt out as a `StoreError` is.
    """

    def __init__(self, file: FilePath, line: int, problem: str, remedy: str) -> None:
        """Take the file, the line (0 where it is none), the problem and the remedy."""
        self.file = file
        self.line = line
        self.problem = problem
        self.remedy = remedy
        place = f"{file}: line {line}" if line else str(file)
        super().__init__(one_line(f"{place}: {problem}; {remedy}"))


def shortened(text: str) -> str:
    """Return the beginning of a text, for a message."""
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"


def one_line(text: str) -> str:
    """Return a message in which nothing that it repeats from a file can act or break the line."""
    return spell_out(text).replace("\n", NEWLINE_SIGN)
