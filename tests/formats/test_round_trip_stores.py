"""Whole stores that are trouble go out, come into an empty one through an editor, and come once."""

from __future__ import annotations

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.basics.naming import folded
from quoth.basics.naming import given as as_id
from quoth.editing.creating import create
from quoth.editing.editor import Editor
from quoth.formats.cells import is_formula
from quoth.formats.importing.known import NOTHING, KnownCorpus, KnownRecords
from quoth.formats.importing.plan import Plan, plan
from quoth.index.opening import open_corpus
from quoth.store.loading import load
from quoth.store.model import Actor, Event, Position, Records, Source, Stance, Statement, Topic
from tests import strategies
from tests.formats.outgoing import exported, stores, trouble

FEWER = settings(max_examples=20)
_texts = (trouble | strategies.hostile_text).map(lambda text: str(json.loads(json.dumps(text))))
"""As a store's file holds it: two halves of a pair of surrogates, side by side, are the pair."""
_encodable = _texts.map(lambda text: re.sub("[\ud800-\udfff]", "?", text))
"""What UTF-8 can hold, which a table is."""
_ids = st.from_regex(r"[A-Za-zé][\w. +-]{0,6}", fullmatch=True).filter(
    lambda one: as_id(one) == one
)


def _called(draw: st.DrawFn, kind: st.SearchStrategy[Any], **texts: st.SearchStrategy[str]) -> Any:
    """Return records of a kind by ids that differ, some of their texts as odd as can be."""
    made = draw(st.lists(st.tuples(_ids, kind), min_size=1, max_size=3))
    return {
        one: record._replace(id=one, **draw(st.fixed_dictionaries(texts))) for one, record in made
    }


@st.composite
def whole_stores(draw: st.DrawFn, texts: st.SearchStrategy[str] = _texts) -> Records:
    """Return a store with all that it may hold, of which only the ids can stand as they are."""
    filled = texts.filter(str.strip)
    actors: dict[str, Actor] = _called(draw, strategies.actors, name=filled, note=texts)
    sources: dict[str, Source] = _called(draw, strategies.sources, title=filled, url=texts)
    topics: dict[str, Topic] = _called(draw, strategies.topics, name=filled)
    spoken: dict[str, Statement] = _called(
        draw, strategies.statements, quote=filled, note=texts, cue=texts, medium=texts
    )
    events: dict[str, Event] = _called(draw, strategies.events, title=filled)
    actor, source, topic = map(st.sampled_from, (sorted(actors), sorted(sources), sorted(topics)))
    some = st.lists(actor, max_size=3).map(tuple)
    stance = st.builds(Stance, topic, st.sampled_from(Position))
    fields: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
        {
            "speaker": actor, "source": source, "via": some, "addressee": some, "mentions": some,
            "on_behalf_of": some, "topics": st.lists(topic, max_size=2).map(tuple),
            "stances": st.lists(stance, max_size=2).map(tuple),
            "tags": st.lists(filled, max_size=2).map(tuple),
        }
    )  # fmt: skip
    before: list[str] = [""]
    for one, who in actors.items():
        actors[one] = who._replace(affiliation=draw(st.sampled_from(before)))
        before.append(one)
    return Records(
        draw(filled),
        actors,
        tuple(one._replace(**draw(fields)) for one in spoken.values()),
        sources,
        tuple(
            one._replace(actors=draw(some), source=draw(st.just("") | source))
            for one in events.values()
        ),
        topics,
    )


def brought(folder: Path, name: str, ending: str, held: Records, *, twice: bool = True) -> Records:
    """Return a new store that a file of another was imported into, through an editor."""
    path, store = folder / f"file{ending}", folder / "store.json"
    path.write_bytes(exported(name, held, is_whole=True).encode())
    made = plan([path], NOTHING, duplicates="add")
    assert made.report.bad == []
    create(store, made.report.title)
    editor = Editor(store, cache=folder)
    editor.commit(made.change)
    editor.fold()
    if twice:
        assert again(path, store).change.edits == []
    return load(store)


def again(path: Path, store: Path) -> Plan:
    """Return what a file adds to a store that has it, whichever way that is asked."""
    made = plan([path], KnownCorpus(open_corpus(store)))
    assert made.change.edits == plan([path], KnownRecords(load(store))).change.edits
    return made


@FEWER
@given(whole_stores())
def test_json_lines_bring_back_a_store_whatever_is_in_it(held: Records) -> None:
    with TemporaryDirectory() as folder:
        back = brought(Path(folder), "jsonl", ".jsonl", held)
    assert back.title == held.title
    assert back.actors == held.actors
    assert back.sources == held.sources
    assert back.topics == held.topics
    # Two events that are the same in all but their ids are one.
    told: dict[str, Event] = {}
    for one in held.events:
        told.setdefault(repr(one._replace(id="")), one)
    assert back.events == tuple(told.values())
    assert back.statements == held.statements


@FEWER
@pytest.mark.parametrize(("name", "ending"), [("csv", ".csv"), ("tsv", ".tsv")])
@given(held=whole_stores(_encodable))
def test_tables_bring_back_statements_who_made_them_and_where(
    name: str, ending: str, held: Records
) -> None:
    with TemporaryDirectory() as folder:
        back = brought(Path(folder), name, ending, held)
    assert back.statements == held.statements
    for one in held.statements:
        assert back.actors[one.speaker].name == held.actors[one.speaker].name
        told = held.sources[one.source]
        bare = Source(told.id, told.title, told.publisher, published=told.published, url=told.url)
        assert back.sources[one.source] == bare


_plain = _encodable.map(lambda text: f"({text})" if is_formula(text) else text.replace("'", "’"))
"""What an event list can hold: an apostrophe that guards a formula stays, for DNA's lists have no
guards that could be removed."""


@FEWER
@given(whole_stores(_plain))
def test_an_event_list_brings_back_who_takes_which_position_where(held: Records) -> None:
    with TemporaryDirectory() as folder:
        back = brought(Path(folder), "dna", ".dna.csv", held)
    assert [
        (folded(back.actors[one.speaker].name), folded(back.sources[one.source].title),
         [folded(back.topics[topic].name) for topic in one.topics],
         [stance.position for stance in one.stances])
        for one in back.statements
    ] == [
        (folded(held.actors[one.speaker].name), folded(held.sources[one.source].title),
         [folded(held.topics[stance.topic].name)],
         [stance.position] if stance.position is not Position.NEUTRAL else [])
        for one in held.statements for stance in one.stances
    ]  # fmt: skip


@FEWER
@given(stores())
def test_ids_that_cannot_stand_as_they_are_are_made_anew_and_nothing_is_lost(held: Records) -> None:
    at_home = {one: actor._replace(affiliation="") for one, actor in held.actors.items()}
    with TemporaryDirectory() as folder:
        back = brought(Path(folder), "jsonl", ".jsonl", held._replace(actors=at_home), twice=False)
    for table in ("actors", "sources", "topics"):
        assert [one._replace(id="") for one in getattr(back, table).values()] == [
            one._replace(id="", **({"affiliation": ""} if table == "actors" else {}))
            for one in getattr(held, table).values()
        ]
    assert [one.quote for one in back.statements] == [one.quote for one in held.statements]
