"""Records to be exported: a few that are invented, and many that are trouble."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, Final, cast

from hypothesis import strategies as st

from quoth.basics.dates import parse
from quoth.formats.outgoing.exporting import FORMATS, encoded
from quoth.formats.outgoing.selection import Selection
from quoth.index.corpus import Corpus
from quoth.store.model import (
    Actor,
    ActorKind,
    Event,
    Kind,
    Locator,
    Position,
    Records,
    Source,
    Stance,
    Statement,
    Status,
    Topic,
)
from tests import strategies
from tests.making import say

GUILD: Final = Actor("guild", "The Guild", kind=ActorKind.ORGANISATION, country="GB")
ANN: Final = Actor(
    "ann", "Ann Archer", kind=ActorKind.PERSON, role="Baker", affiliation="guild", wikidata="Q1"
)
BOB: Final = Actor("bob", "Bob Brewer")
PAPER: Final = Source(
    "the-paper",
    "Bread & Games: 100 % of it",
    publisher="The Paper",
    author="Cy Clerk and Di Dean",
    published=parse("2025-03-20"),
    url="https://paper.example/bread?a=1&b=2",
    archived="https://archive.example/1",
    accessed=parse("2025-03-21"),
    licence="CC BY",
)
BREAD: Final = Topic("bread", "Bread")
GAMES: Final = Topic("games", "Games")
SAYING: Final = say(
    "Bread is *dear*.\nVery dear.",
    1,
    said="2025-03-17/2025-03-20",
    context="On the price of bread.",
    cue="said",
    medium="speech",
    via=("bob", "guild"),
    addressee=("guild",),
    mentions=("guild", "bob"),
    topics=("bread", "games"),
    stances=(Stance("bread", Position.OPPOSE), Stance("games", Position.NEUTRAL)),
    locator=Locator(2, 10, 23),
    tags=("price; of bread", "back\\slash"),
    note="A note.",
)
RETOLD: Final = say("Games are free.", 2, kind=Kind.INDIRECT, said=None, status=Status.DRAFT)
MIXED: Final = say('Beer is "cheap".', 3, kind=Kind.MIXED, speaker="bob", said="2025-03~")
FAIR: Final = Event("fair", "The fair", parse("2025-03"))


def records(*spoken: Statement, sources: tuple[Source, ...] = (PAPER,)) -> Records:
    """Return a small store of these statements."""
    return Records(
        "Bread",
        {actor.id: actor for actor in (ANN, GUILD, BOB)},
        spoken or (SAYING, RETOLD, MIXED),
        {source.id: source for source in sources},
        (FAIR,),
        {BREAD.id: BREAD, GAMES.id: GAMES},
    )


def selection(held: Records, *, is_whole: bool = False) -> Selection:
    """Return all statements of a store, in its order; a corpus is as good as its tables here."""
    corpus = SimpleNamespace(
        title=held.title,
        actors=held.actors,
        sources=held.sources,
        topics=held.topics,
        events=held.events,
        checks=held.checks,
        decisions=held.wordings,
        row_of=[one.id for one in held.statements].index,
        checks_of=lambda one: [check for check in held.checks if one in check.statements],
        read_statement=held.statements.__getitem__,
    )
    return Selection(cast("Corpus", corpus), range(len(held.statements)), is_whole)


def exported(name: str, held: Records, *, is_whole: bool = False) -> str:
    """Return a file of a format, as it is read back."""
    pieces = FORMATS[name].pieces(selection(held, is_whole=is_whole))
    return b"".join(encoded(pieces)).decode()


# -- Trouble ---------------------------------------------------------------------------------------

_SNIPPETS: Final = (
    "<script>alert(1)</script>", "</blockquote>", "<!--", "]]>", "&lt;", "&", '"', "'", "=1+1", "@",
    "-", "+", "\t", "\r\n", "\n", "\n\n", "    ", "# ", "> ", "1. ", "```", "`", "*", "_", "[a](b)",
    "![", "\\", "{", "}", "$", "%", "~", "^", ";", "; ", ":", ",", "\x00", "\x1b[2J", "\x85",
    "\u202e", "\u2028", "\ufffe", "javascript:alert(1)", "http://a.example/", "|", "---", "===",
    "From ", "-- ", "bread", " ", "é", "ن",
)  # fmt: skip
trouble = st.lists(st.sampled_from(_SNIPPETS), min_size=1, max_size=6).map("".join)
"""Text that means something in one format or another."""
_any = trouble | st.text()
_filled = _any.filter(str.strip)
_address = _any | st.builds("https://{}".format, _any)


@st.composite
def stores(draw: st.DrawFn) -> Records:
    """Return a small store, in which everything that is named is there."""
    people = _unique(draw, strategies.actors, id=_filled, name=_filled, role=_any, note=_any)
    places = _unique(
        draw, strategies.sources, id=_filled, title=_filled, publisher=_any, author=_any,
        url=_address, archived=_address, note=_any,
    )  # fmt: skip
    subjects = _unique(draw, strategies.topics, id=_filled, name=_filled)
    spoken = _unique(
        draw, strategies.statements, id=_filled, quote=_filled, context=_any, medium=_any, note=_any
    )
    actor, source, topic = (
        st.sampled_from([record.id for record in table]) for table in (people, places, subjects)
    )
    some = st.lists(actor, max_size=3).map(tuple)
    stance = st.builds(Stance, topic, st.sampled_from(Position))
    tags = st.lists(_filled, max_size=3).map(tuple)
    fields = st.fixed_dictionaries(
        {
            "speaker": actor, "source": source, "via": some, "addressee": some,
            "on_behalf_of": some, "mentions": some, "tags": tags,
            "topics": st.lists(topic, max_size=2).map(tuple),
            "stances": st.lists(stance, max_size=2).map(tuple),
        }
    )  # fmt: skip
    return Records(
        draw(_any),
        {
            one.id: one._replace(affiliation=draw(st.just("") | actor)) for one in people
        },
        tuple(one._replace(**draw(fields)) for one in spoken),
        {one.id: one for one in places},
        (),
        {one.id: one for one in subjects},
    )  # fmt: skip


def _unique(
    draw: st.DrawFn, kind: st.SearchStrategy[Any], **texts: st.SearchStrategy[str]
) -> list[Any]:
    """Return records of a kind with different ids, some of their texts made anew."""
    made = [
        one._replace(**draw(st.fixed_dictionaries(texts)))
        for one in draw(st.lists(kind, min_size=1, max_size=3))
    ]
    return list({one.id: one for one in made}.values())
