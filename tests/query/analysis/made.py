"""Made stores for the analyses, and a plain reading of their codings: nothing is shared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, NamedTuple

from hypothesis import strategies as st

from quoth.basics.dates import parse
from quoth.index.corpus import Corpus
from quoth.query.analysis.codings import Codings
from quoth.query.analysis.options import Counted, DateBasis, Once, Who
from quoth.query.model import Query
from quoth.query.run import Engine
from quoth.store.model import Actor, Position, Source, Stance, Statement, Status, Topic
from tests.making import corpus_edited, corpus_in_pieces, corpus_of_records, records_of, say

ACTORS: Final = (
    Actor("a", "Ann", affiliation="g", attributes={"party": "Red"}, tags=("old",)),
    Actor("b", "Ben", affiliation="g"),
    Actor("c", "Cho"),
    Actor("g", "Guild", affiliation="u"),
    Actor("u", "Union"),
)
HOMES: Final = {"a": "u", "b": "u", "c": "c", "g": "u", "u": "u"}
TOPICS: Final = ("x", "y", "z")
DAYS: Final = ("2004-12-30", "2005-01-01", "2005-01-03", "2006-01-03")
PUBLISHED: Final = {
    "paper": "2005-01-02",
    "post": "2006-01-05",
    "wire": None,
    "wire too": None,
    "daily": "2005-01-02",
}
DATES: Final = (*DAYS, "2005-01", "2005", "2004-12-30/2005-01-03", "2005-01-03/..", None)


def statements(dates: Sequence[str | None] = DATES) -> st.SearchStrategy[Statement]:
    """Return statements that take positions."""
    stances = st.builds(Stance, st.sampled_from(TOPICS), st.sampled_from(Position))
    return st.builds(
        lambda quote, said, **fields: say(quote, 0, said=said, **fields),
        st.sampled_from(["Bread is dear", "bread is dear!", "Salt is cheap"]),
        st.sampled_from(dates),
        speaker=st.sampled_from("abcg"),
        on_behalf_of=st.lists(st.sampled_from("abcgu"), max_size=2).map(tuple),
        stances=st.lists(stances, max_size=3).map(tuple),
        topics=st.just(TOPICS),
        source=st.sampled_from([*PUBLISHED]),
        status=st.sampled_from([Status.CONFIRMED, Status.CONFIRMED, Status.DRAFT]),
    )


class MadeStore(NamedTuple):
    """A store, and what is in it."""

    corpus: Corpus
    statements: Sequence[Statement]


@st.composite
def stores(draw: st.DrawFn, dates: Sequence[str | None] = DATES) -> MadeStore:
    """Return a store of one piece or of two, or one that was edited."""
    drawn = draw(st.lists(statements(dates), max_size=10))
    spoken = [one._replace(id=str(place)) for place, one in enumerate(drawn, 1)]
    sources = [
        Source(
            name,
            name.title(),
            published=parse(day) if day else None,
            publisher="" if name == "post" else name.split()[0],
        )
        for name, day in PUBLISHED.items()
    ]
    topics = [Topic(name, name.upper()) for name in TOPICS]
    records = records_of(spoken, ACTORS)._replace(
        sources={one.id: one for one in sources}, topics={one.id: one for one in topics}
    )
    how = draw(st.sampled_from(["read", "appended to", "edited"]))
    if how == "edited" and spoken:
        old = draw(st.sets(st.sampled_from([one.id for one in spoken])))
        return MadeStore(corpus_edited(records, old, kept=False), spoken)
    appended = draw(st.integers(0, len(drawn))) if how == "appended to" else 0
    corpus = corpus_in_pieces(records, appended) if appended else corpus_of_records(records)
    return MadeStore(corpus, spoken)


def analysed(corpus: Corpus, counted: Counted, query: str = "") -> Codings:
    """Return the codings of what a query finds in a store."""
    engine = Engine(corpus)
    return Codings(engine, engine.find(Query(query)), counted)


class PlainCoding(NamedTuple):
    """A coding: what is counted of it, and which statement it is of."""

    who: str
    topic: str
    position: Position
    unit: object
    statement: str


def plainly(made: MadeStore, counted: Counted) -> list[PlainCoding]:
    """Return the codings that count, those of one unit once."""
    found: dict[tuple[object, ...], PlainCoding] = {}
    for one in made.statements:
        if one.status is not Status.CONFIRMED:
            continue
        for who in _who(one, counted.who):
            for stance in one.stances:
                unit = _unit(one, counted)
                coding = PlainCoding(who, stance.topic, stance.position, unit, one.id)
                found.setdefault(coding[:4], coding)
    return list(found.values())


def _who(one: Statement, who: Who) -> set[str]:
    """Return whose position a statement is."""
    if who is Who.ACTOR:
        return {one.speaker}
    voices = set(one.on_behalf_of) or {one.speaker}
    return voices if who is Who.VOICE else {HOMES[voice] for voice in voices}


def _unit(one: Statement, counted: Counted) -> object:
    """Return in what the same counts once."""
    days = _days(one, counted.dates)
    first = days[0] or days[1]
    by_day: dict[Once, Callable[[date], object]] = {
        Once.DAY: lambda day: day,
        Once.WEEK: lambda day: day.isocalendar()[:2],
        Once.MONTH: lambda day: (day.year, day.month),
        Once.YEAR: lambda day: day.year,
    }
    if counted.once in by_day:
        return by_day[counted.once](first) if first else "undated"
    return {
        Once.CODING: one.id,
        Once.SOURCE: one.source,
        Once.EVER: "",
        Once.QUOTE: one.quote.casefold().strip("!"),
    }[counted.once]


def _days(one: Statement, basis: DateBasis) -> tuple[date | None, date | None]:
    """Return the first and the last day of a date; nothing for an end that isn't known."""
    published = PUBLISHED[one.source]
    said = one.said.text if one.said else None
    text = {
        DateBasis.SAID: said,
        DateBasis.PUBLISHED: published,
        DateBasis.EITHER: said or published,
    }[basis]
    if text is None:
        return None, None
    first, last = parse(text).first, parse(text).last
    return _day(first), _day(last)


def _day(ordinal: int) -> date | None:
    """Return a day, if it is one."""
    return date.fromordinal(ordinal) if 0 < ordinal < 4_000_000 else None


counted_somehow = st.builds(
    Counted, st.sampled_from(Who), st.sampled_from(Once), st.sampled_from(DateBasis)
)
