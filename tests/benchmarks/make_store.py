"""Write a store of any size that is shaped like a real one, to measure with.

    python tests/benchmarks/make_store.py OUT.json --statements 100000 [--actors N] [--seed 1]

What a search or a screen costs depends on the shape of what it reads: how many different words
there are, how often the most frequent speaker speaks, how many statements share a day. Copies of
one statement would measure none of it. So, everything being drawn from one seeded generator (a
version of Python always writes the same bytes):

- the text follows the laws of Zipf and Heaps, see `invention`, and its lengths are log-normal;
- speakers, outlets, topics and events are drawn by 1 / rank (Zipf's law again), and their numbers
  grow with the store's, but more slowly;
- statements come from sources, several each; sources keep to the rhythm of weeks and years, and
  crowd together after events, whose actors then speak on the event's topic.

States are invented and bear the country codes that ISO 3166 reserves for private use, web
addresses end in `.example` (RFC 2606): nothing here was ever said by anybody. Records are written
as they are made; only the actors, the plan of the sources and the vocabulary are kept in memory.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from json import JSONEncoder
from pathlib import Path
from typing import Final, NamedTuple

# Run as a script, this finds its neighbour where tests do: under the root of the checkout.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.invention import (
    CYRILLIC,
    LANGUAGES,
    Dice,
    Language,
    cyrillic,
    parts,
    plain,
    slug,
)

Document = dict[str, object]

_COUNTRIES: Final = [
    *(f"Q{letter}" for letter in "MNOPQRSTUVWXYZ"),
    *(f"X{letter}" for letter in "ABCDEFGHJLMNOPQRSTVWXYZ"),
]
_OFFICES: Final = parts(
    "President/Prime Minister/Foreign Minister/Finance Minister/Deputy Defence Minister/Member of"
    " parliament/Leader of the opposition/Ambassador/Spokesperson for the government/Governor of"
    " the central bank/Trade union leader/Mayor of the capital/Chief of staff/Professor/Judge",
    "/",
)
_BODIES: Final = parts(
    "Foreign Ministry/Defence Ministry/Central Bank/Parliament/Supreme Court/Farmers’ Union/Trade"
    " Council/Red Lantern Party/Green Alliance/Statistics Office/Rail Company/Energy Agency",
    "/",
)
_TITLES: Final = parts("Times Herald Courier Post Tribune Observer Radio Agency Gazette Wire")
_CROWDS: Final = parts("Officials Diplomats Protesters Doctors Teachers Investors Residents")
_ISSUES: Final = parts(
    "Grain tariffs/Water rights/Border controls/Rail strikes/Pension reform/Energy prices/Election"
    " rules/Troop deployments/Fishing quotas/Bank rescue/Prison conditions/School funding/Carbon"
    " tax/Press freedom/Ceasefire talks/Vaccine supply/Asylum law/Debt relief/Nuclear inspections",
    "/",
)
_HAPPENINGS: Final = parts("vote summit strike court ruling flood protest treaty signing raid")
_MEDIA: Final = parts(
    "press conference/interview/statement/speech/X/social media/telephone call/radio interview"
    "/debate in parliament/open letter/report/email/Telegram",
    "/",
)
_CUES: Final = {
    "direct": parts("said said said told wrote posted asked added replied shouted"),
    "mixed": parts("said said told called described wrote insisted"),
    "indirect": parts("said said believes announced denied warned agreed suggested promised"),
}
_TAGS: Final = parts("checked to-check translated leaked disputed follow-up headline transcript")

_FIRST_DAY: Final = date(2015, 1, 1).toordinal()
_DAYS: Final = date(2024, 12, 31).toordinal() - _FIRST_DAY + 1
_WEEK: Final = (1.0, 0.95, 1.0, 0.97, 0.85, 0.4, 0.3)
_YEAR: Final = (0.85, 1.0, 1.0, 0.9, 0.95, 1.0, 0.75, 0.55, 1.0, 1.0, 1.0, 0.7)
_MARGIN: Final = 60  # days beyond those ten years that a date may name
_STATEMENTS_PER_SOURCE: Final = 6


class Cast:
    """The actors of a store: states, who belongs to them, and who speaks for whom."""

    def __init__(self, dice: Dice, language: Language, count: int) -> None:
        """Invent so many actors."""
        self.documents: list[Document] = []
        self.short: dict[str, str] = {}
        """What each is called in running text, by id."""
        self.behalf: dict[str, str] = {}
        """On whose behalf spokespersons speak."""
        self._dice, self._language = dice, language
        self._countries: dict[str, str] = {}
        self.states = [
            self._add(f"{language.name(2).capitalize()}ia", "state", country=country)
            for country in _COUNTRIES[: max(2, count // 40)]
        ]
        self.outlets = [
            self._add(f"{language.name(2).capitalize()} {dice.any(_TITLES)}", role="News outlet")
            for _ in range(max(2, count // 16))
        ]
        bodies = [self._body() for _ in range(count // 6)]
        people = [self._person(bodies) for _ in range(count - len(self.documents))]
        # The likeliest to speak comes first: mostly people, seldom the outlets themselves.
        weights = ((people, 1.0), (bodies, 1.3), (self.states, 1.0), (self.outlets, 4.0))
        places = [(dice.random() * weight, one) for group, weight in weights for one in group]
        self.speakers = [one for _, one in sorted(places)]

    def _body(self) -> str:
        """Add an organisation or a group of a state, or of a place in it."""
        dice, state = self._dice, self._dice.ranked(self.states)
        place = self.short[state] if dice.chance(0.4) else self._language.name(2).capitalize()
        if dice.chance(0.2):
            return self._add(f"{dice.any(_CROWDS)} in {place}", "group")
        return self._add(f"{dice.any(_BODIES)} of {place}", home=state)

    def _person(self, bodies: Sequence[str]) -> str:
        """Add a person; those of one state are named in one language."""
        dice = self._dice
        home = dice.any(bodies) if bodies and dice.chance(0.3) else dice.ranked(self.states)
        country = self._countries.get(home) or dice.any(_COUNTRIES)
        tongue = _COUNTRIES.index(country) % LANGUAGES
        first, family = self._language.person(tongue)
        office = dice.any(_OFFICES)
        middle = f" {chr(65 + dice.below(20))}." if dice.chance(0.2) else ""
        full = f"{first} {family}"
        aliases = [f"{parts(office)[0]} {family}", f"{first[0]}. {family}"]
        aliases += [plain(full)] * (plain(full) != full) + [cyrillic(full)] * (tongue == CYRILLIC)
        name, role = f"{first}{middle} {family}", f"{office}, {self.short[home]}"
        made = self._add(name, "person", role=role, home=home, aliases=aliases)
        self.short[made] = family
        if office.startswith("Spokesperson"):
            self.behalf[made] = home
        return made

    def _add(self, name: str, kind: str = "organisation", *, home: str = "", **more: object) -> str:
        """Add an actor, and return its id."""
        stem = made = slug(name)
        number = 1
        while made in self.short:
            number += 1
            made = f"{stem}-{number}"
        self.short[made] = name
        country = more.pop("country", "") or self._countries.get(home, "")
        self._countries[made] = str(country)
        record = {"id": made, "name": name, "kind": kind, "affiliation": home, "country": country}
        self.documents.append(_filled(record | more))
        return made


class Topic(NamedTuple):
    """A subject, and the words that belong to it."""

    id: str
    name: str
    words: list[int]


class Event(NamedTuple):
    """Something that happens, and who then speaks of what."""

    id: str
    title: str
    day: int
    actors: list[str]
    topic: Topic


class Source(NamedTuple):
    """A source that is still to be written: when it appears, on what, with how many statements."""

    day: int
    event: Event | None
    statements: int


class Store:
    """All that is written: one record after the other, none of them kept."""

    def __init__(self, statements: int, actors: int, seed: int) -> None:
        """Invent what statements refer to."""
        self.language = Language(dice := Dice(seed))
        self._dice = dice
        self._cast = cast = Cast(dice, self.language, actors)
        days = range(-_MARGIN, _DAYS + _MARGIN)
        self._days = {day: date.fromordinal(_FIRST_DAY + day) for day in days}
        self._iso = {day: on.isoformat() for day, on in self._days.items()}
        topics = {}
        for _ in range(5 + int(statements**0.4)):
            name = f"{dice.any(_ISSUES)} in {cast.short[dice.ranked(cast.states)]}"
            topics[name] = Topic(slug(name), name, self.language.subject())
        self._topics = list(topics.values())
        self._events = [self._event(number) for number in range(3 + int(statements**0.55))]
        self._sources = self._plan(statements)

    def tables(self) -> Iterator[tuple[str, Iterable[Document]]]:
        """Yield the tables in order, each with its records."""
        title = f"benchmark-{sum(source.statements for source in self._sources)}"
        yield "meta", [{"schema": 1, "title": title}]
        yield "actors", self._cast.documents
        yield "sources", map(self._source, range(len(self._sources)), self._sources)
        yield "topics", ({"id": topic.id, "name": topic.name} for topic in self._topics)
        yield "events", map(self._event_document, self._events)
        yield "statements", self._statements()

    def _day(self) -> int:
        """Return a day, later years and working days being likelier."""
        dice = self._dice
        while True:
            day = int(_DAYS * dice.random() ** 0.7)
            on = self._days[day]
            if dice.chance(_WEEK[on.weekday()] * _YEAR[on.month - 1]):
                return day

    def _event(self, number: int) -> Event:
        """Invent an event."""
        dice, topic = self._dice, self._dice.ranked(self._topics)
        title = f"{topic.name}: {dice.any(_HAPPENINGS)} in {self.language.name(2).capitalize()}"
        actors = dice.several(self._cast.speakers, 5)
        return Event(f"event-{number + 1}", title, self._day(), actors, topic)

    def _plan(self, statements: int) -> list[Source]:
        """Return the sources, nearly by date: a tenth of them is found only later."""
        dice, left = self._dice, statements
        planned: list[tuple[float, int, Source]] = []
        while left:
            count = min(left, 1 + int(dice.exponential(1 / (_STATEMENTS_PER_SOURCE - 0.5))))
            left -= count
            event, day = None, self._day()
            if dice.chance(0.4):
                event = dice.ranked(self._events)
                after = dice.normal(-1, 3) if dice.chance(0.1) else dice.exponential(1 / 3)
                day = min(max(event.day + int(after), 0), _DAYS - 1)
            delay = dice.exponential(1 / 400) if dice.chance(0.1) else 0
            planned.append((day + delay, len(planned), Source(day, event, count)))
        return [source for _, _, source in sorted(planned)]

    def _source(self, number: int, source: Source) -> Document:
        """Make a source's record."""
        dice, published = self._dice, self._iso[source.day]
        publisher = dice.ranked(self._cast.outlets)
        words = source.event.topic.words if source.event else dice.ranked(self._topics).words
        title = self.language.prose(5 + dice.below(7), words).rstrip(".")
        url = f"https://{publisher}.example/{published.replace('-', '/')}/{number + 1}"
        return _filled(
            {
                "id": f"source-{number + 1}",
                "title": title,
                "publisher": self._cast.short[publisher],
                "author": " ".join(self.language.person()) if dice.chance(0.6) else "",
                "published": published if dice.chance(0.97) else "",
                "url": url,
                "archived": f"https://archive.example/{number + 1}" if dice.chance(0.2) else "",
                "accessed": self._iso[source.day + dice.below(50)] if dice.chance(0.5) else "",
                "licence": "CC BY 4.0" if dice.chance(0.1) else "",
            }
        )

    def _event_document(self, event: Event) -> Document:
        """Make an event's record."""
        when = self._date(event.day) or self._iso[event.day]
        return {"id": event.id, "title": event.title, "when": when, "actors": event.actors}

    def _date(self, day: int) -> str:
        """Return a date as precise as sources are: mostly a day, in a sixth of cases vaguer."""
        die, on = self._dice.random(), self._iso[day]
        if die < 0.81:
            return on
        if die < 0.85:
            return ""
        if die < 0.90:
            return f"{self._iso[day - 1 - self._dice.below(6)]}/{on}"
        if die < 0.94:
            return f"{on}~"
        if die < 0.98:
            return on[:7]
        return f"/{on}" if die < 0.99 else on[:4]

    def _statements(self) -> Iterator[Document]:
        """Make the statements, source by source."""
        for number, source in enumerate(self._sources, 1):
            start = 0
            for paragraph in range(1, source.statements + 1):
                start += self._dice.below(400)
                statement = self._statement(f"source-{number}", source, paragraph, start)
                start += len(str(statement["quote"]))
                yield statement

    def _statement(self, where: str, source: Source, paragraph: int, start: int) -> Document:
        """Make a statement's record."""
        dice, cast, prose, event = self._dice, self._cast, self.language.prose, source.event
        chance = dice.chance
        about = event.actors if event and chance(0.75) else cast.speakers
        speaker = dice.ranked(about)
        topic = event.topic if event else dice.ranked(self._topics)
        mentions = [one for one in dice.several(about, 1) if one != speaker and chance(0.6)]
        topics = [topic.id] if chance(0.85) else []
        if topics and chance(0.3):
            topics = list(dict.fromkeys([*topics, dice.ranked(self._topics).id]))
        stance = dice.any(("support", "support", "oppose", "neutral"))
        stances = [{"topic": topic.id, "position": stance}] if topics and chance(0.25) else []
        kind = "direct" if (die := dice.random()) < 0.35 else "mixed" if die < 0.5 else "indirect"
        marks = "" if kind != "mixed" else '""' if chance(0.7) else "“”"
        length = self.language.length()
        named = [cast.short[one] for one in mentions if chance(0.6)]
        quote = prose(max(length, 6) if marks else length, topic.words, named, marks)
        context = ""
        if chance(0.5):
            context = f"{cast.short[speaker]} on {topic.name}: {prose(4 + dice.below(9))}"
        locator = {"paragraph": paragraph, "start": start, "end": start + len(quote)}
        status = "" if (die := dice.random()) < 0.92 else "draft" if die < 0.98 else "rejected"
        return _filled(
            {
                "quote": quote,
                "kind": kind,
                "speaker": speaker,
                "said": self._date(source.day - int(dice.exponential(1.2))),
                "source": where,
                "context": context,
                "cue": dice.any(_CUES[kind]),
                "medium": dice.ranked(_MEDIA) if chance(0.6) else "",
                "via": dice.several(cast.outlets, 0.4) if chance(0.3) else [],
                "addressee": dice.several(about, 0.2) if chance(0.12) else [],
                "on_behalf_of": cast.behalf.get(speaker, "") if chance(0.8) else "",
                "mentions": mentions,
                "topics": topics,
                "stances": stances,
                "locator": locator if chance(0.7) else None,
                "tags": dice.several(_TAGS, 0.3) if chance(0.1) else [],
                "status": status,
                "note": prose(6 + dice.below(12)) if chance(0.04) else "",
            }
        )


def write(path: Path, store: Store) -> None:
    """Write a store as TinyDB lays it out, one record a line; a file of this name is replaced."""
    encode = JSONEncoder(ensure_ascii=False).encode
    made = path.with_name(f"{path.name}.part")
    try:
        with made.open("w", encoding="utf-8", newline="\n") as file:
            for place, (table, records) in enumerate(store.tables()):
                file.write(f"{',' if place else '{'}\n{encode(table)}: {{")
                for number, record in enumerate(records, 1):
                    file.write(f'{"," if number > 1 else ""}\n "{number}": {encode(record)}')
                file.write("\n}")
            file.write("\n}\n")
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)


def _filled(record: Document) -> Document:
    """Return a record without its empty fields."""
    return {name: value for name, value in record.items() if value}


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the store that the command line asks for, and say on stderr what it holds."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("out", metavar="OUT.json", type=Path, help="the file to write")
    parser.add_argument("--statements", type=int, default=100_000, metavar="N")
    parser.add_argument(
        "--actors", type=int, metavar="N", help="default: grows with the statements, as n ** 0.6"
    )
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    options = parser.parse_args(arguments)
    actors = 12 + int(2 * options.statements**0.6) if options.actors is None else options.actors
    if options.statements < 1 or actors < 6:
        parser.error("a store has at least 1 statement and 6 actors")
    began = time.perf_counter()
    store = Store(options.statements, actors, options.seed)
    write(options.out, store)
    print(
        f"{options.out}: {options.statements:,} statements, {actors:,} actors, "
        f"{options.out.stat().st_size / 1e6:,.1f} MB, {store.language.tokens:,} running words, "
        f"{len(store.language.by_rank):,} of them different, "
        f"{time.perf_counter() - began:.1f} s",
        file=sys.stderr,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
