"""What goes out and is imported again is what there was, as far as a format can hold it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.formats.importing.known import NOTHING, KnownRecords, StoreView
from quoth.formats.importing.plan import plan
from quoth.store.model import (
    NOTHING_MORE,
    Actor,
    Kind,
    Locator,
    Position,
    Records,
    Source,
    Stance,
    Statement,
    Topic,
)
from quoth.store.parsing import Document
from quoth.store.reading import read_actor, read_event, read_source, read_statement, read_topic
from tests import strategies
from tests.formats.outgoing import FAIR, exported


def imported(name: str, ending: str, held: Records, store: StoreView = NOTHING) -> Records:
    """Return what a store gets of a file of all that another holds."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"file{ending}"
        path.write_bytes(exported(name, held, is_whole=True).encode())
        made = plan([path], store, duplicates="add", strict=True)
    tables: dict[str, list[Document]] = {
        table: [edit.after for edit in made.change.edits if edit.table == table and edit.after]
        for table in ("actors", "sources", "topics", "events", "statements")
    }
    return Records(
        held.title,
        {found.id: found for found in map(read_actor, tables["actors"])},
        tuple(read_statement(found, "") for found in tables["statements"]),
        {found.id: found for found in map(read_source, tables["sources"])},
        tuple(map(read_event, tables["events"])),
        {found.id: found for found in map(read_topic, tables["topics"])},
    )


# -- Records that are in order ---------------------------------------------------------------------

_word = st.text("abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=8)
_sign = st.sampled_from(
    ['"', "'", "=", "+", "-", "@", ";", ",", "\\", "\n", "\t", ":", "#", "نی", "é ß"]
)
_text = st.lists(_word | _sign, max_size=6).map(" ".join).map(str.strip)
_filled = st.builds(lambda word, text: f"{word} {text}".strip(), _word, _text)
_extra = st.dictionaries(_word.map("x-{}".format), st.integers() | st.text(), max_size=2)


@st.composite
def tidy_stores(draw: st.DrawFn) -> Records:
    """Return a store as people keep them: no two names alike, no white space around a text."""
    count = draw(st.integers(1, 3))
    names = draw(st.lists(_word, min_size=3 * count, max_size=3 * count, unique=True))
    people = [
        Actor(f"a-{name}", f"Actor {name}", role=draw(_text), note=draw(_text))
        for name in names[:count]
    ]
    places = [
        Source(f"s-{name}", f"Paper {name}", author=draw(_text), published=draw(strategies.dates),
               url=f"https://{name}.example/", note=draw(_text))
        for name in names[count : 2 * count]
    ]  # fmt: skip
    subjects = [Topic(f"t-{name}", f"Topic {name}") for name in names[2 * count :]]
    actor, source, topic = (
        st.sampled_from([record.id for record in table]) for table in (people, places, subjects)
    )
    some = st.lists(actor, max_size=2, unique=True).map(tuple)
    stance = st.builds(Stance, topic, st.sampled_from(Position))
    statement = st.builds(
        Statement, id=_word.map("q-{}".format), quote=_filled, kind=st.sampled_from(Kind),
        speaker=actor, source=source, said=st.none() | strategies.dates, context=_text, cue=_text,
        medium=_text, via=some, addressee=some, on_behalf_of=some, mentions=some,
        topics=st.lists(topic, max_size=2, unique=True).map(tuple),
        stances=st.lists(stance, max_size=2, unique=True).map(tuple),
        locator=st.none() | st.integers(0, 999).map(Locator),
        tags=st.lists(_filled, max_size=2, unique=True).map(tuple), note=_text,
        extra=_extra.map(lambda fields: fields or NOTHING_MORE),
    )  # fmt: skip
    spoken = draw(st.lists(statement, min_size=1, max_size=4, unique_by=lambda one: one.id))
    return Records(
        "Tidy",
        {one.id: one for one in people},
        tuple(spoken),
        {one.id: one for one in places},
        (FAIR,),
        {one.id: one for one in subjects},
    )


@given(tidy_stores())
def test_json_lines_bring_back_whole_records(held: Records) -> None:
    assert imported("jsonl", ".jsonl", held) == held


@pytest.mark.parametrize(("name", "ending"), [("csv", ".csv"), ("tsv", ".tsv")])
@given(held=tidy_stores())
def test_tables_bring_back_statements_to_a_store_that_knows_whom_they_name(
    name: str, ending: str, held: Records
) -> None:
    back = imported(name, ending, held, knowing(held))
    assert back.statements == held.statements
    assert (back.actors, back.sources, back.topics) == ({}, {}, {})


@given(tidy_stores())
def test_dna_brings_back_who_takes_which_position(held: Records) -> None:
    back = imported("dna", ".dna.csv", held, knowing(held))
    assert [
        (one.speaker, one.polarity, one.stances) for one in back.statements
    ] == [
        (one.speaker, one.polarity, (stance,) if stance.position is not Position.NEUTRAL else ())
        for one in held.statements
        for stance in one.stances
    ]  # fmt: skip


def knowing(held: Records) -> KnownRecords:
    """Return a store that has all of another but what was said."""
    return KnownRecords(held._replace(statements=()))
