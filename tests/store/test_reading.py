"""A record is read from its document, and written back, without losing a thing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from quoth.basics.dates import parse
from quoth.store import reading
from quoth.store.errors import FieldError
from quoth.store.model import (
    Actor,
    ActorKind,
    Event,
    Kind,
    Locator,
    Position,
    Source,
    Stance,
    Statement,
    Status,
    Topic,
)
from quoth.store.writing import document
from tests import strategies

FEWER = settings(max_examples=50)


def through_json(written: Any) -> Any:
    """Return a document as a file gives it back."""
    return json.loads(json.dumps(written))


@FEWER
@given(strategies.actors)
def test_an_actor_is_read_as_it_was_written(actor: Actor) -> None:
    assert reading.read_actor(through_json(document(actor))) == actor


@FEWER
@given(strategies.statements)
def test_a_statement_is_read_as_it_was_written(statement: Statement) -> None:
    assert reading.read_statement(through_json(document(statement)), "1") == statement


@FEWER
@given(strategies.sources)
def test_a_source_is_read_as_it_was_written(source: Source) -> None:
    assert reading.read_source(through_json(document(source))) == source


@FEWER
@given(strategies.events)
def test_an_event_is_read_as_it_was_written(event: Event) -> None:
    assert reading.read_event(through_json(document(event))) == event


@FEWER
@given(strategies.topics)
def test_a_topic_is_read_as_it_was_written(topic: Topic) -> None:
    assert reading.read_topic(through_json(document(topic))) == topic


@FEWER
@given(strategies.statements)
def test_writing_and_reading_again_changes_no_document(statement: Statement) -> None:
    written = document(statement)
    assert document(reading.read_statement(through_json(written), "1")) == written


def test_every_field_of_a_statement_is_read_into_its_type() -> None:
    read = reading.read_statement(
        {
            "id": "s",
            "quote": "Bread is dear",
            "kind": "direct",
            "speaker": "ann",
            "source": "paper",
            "said": "2025-03~",
            "via": ["bob", "reuters"],
            "addressee": ["bob"],
            "stances": [{"topic": "bread", "position": "oppose"}],
            "locator": {"paragraph": 2, "start": 5, "end": 18},
            "status": "draft",
        },
        "7",
    )
    assert read == Statement(
        "s",
        "Bread is dear",
        Kind.DIRECT,
        "ann",
        "paper",
        parse("2025-03~"),
        via=("bob", "reuters"),
        addressee=("bob",),
        stances=(Stance("bread", Position.OPPOSE),),
        locator=Locator(2, 5, 18),
        status=Status.DRAFT,
    )


def test_a_statement_without_an_id_goes_by_its_key() -> None:
    read = reading.read_statement(
        {"quote": "Yes", "kind": "direct", "speaker": "ann", "source": "paper"}, "7"
    )
    assert read.id == "7"


def test_a_statement_is_confirmed_unless_it_says_otherwise() -> None:
    read = reading.read_statement(
        {"quote": "Yes", "kind": "direct", "speaker": "ann", "source": "paper"}, "7"
    )
    assert read.status is Status.CONFIRMED


@pytest.mark.parametrize("field", ["addressee", "on_behalf_of"])
def test_one_actor_may_stand_without_a_list(field: str) -> None:
    read = reading.read_statement(
        {"quote": "Yes", "kind": "direct", "speaker": "ann", "source": "paper", field: "bob"}, "7"
    )
    assert getattr(read, field) == ("bob",)


def test_a_field_that_is_null_counts_as_absent() -> None:
    read = reading.read_actor({"id": "ann", "name": "Ann", "kind": None, "role": None})
    assert read == Actor("ann", "Ann")
    assert document(read) == {"id": "ann", "name": "Ann"}


def test_fields_that_nobody_knows_survive() -> None:
    unknown = {"shoe_size": 43, "pets": [{"name": "Rex"}], "extra": {"extra": 1}}
    read = reading.read_actor({"id": "ann", "name": "Ann", "kind": "person", **unknown})
    assert read.kind is ActorKind.PERSON
    assert document(read) == {"id": "ann", "name": "Ann", "kind": "person", **unknown}


def test_what_nobody_knows_of_a_locator_survives() -> None:
    written = {
        "id": "7",
        "quote": "Yes",
        "kind": "direct",
        "speaker": "ann",
        "source": "paper",
        "locator": {"start": 1, "end": 4, "page": "A1"},
        "status": "confirmed",
    }
    assert document(reading.read_statement(dict(written), "7")) == written


STATEMENT = {"quote": "Yes", "kind": "direct", "speaker": "ann", "source": "paper"}


@pytest.mark.parametrize(
    ("field", "value", "problem", "remedy"),
    [
        ("quote", 5, "“quote” is a number, not a text", "quotation marks"),
        ("quote", " \n", "“quote” is empty", "fill it in"),
        ("context", True, "“context” is true or false, not a text", "quotation marks"),
        ("context", ["a"], "“context” is a list, not a text", "quotation marks"),
        ("note", {}, "“note” is an object, not a text", "quotation marks"),
        ("note", 1.5, "“note” is a number, not a text", "quotation marks"),
        ("speaker", "", "“speaker” is empty", "fill it in"),
        ("id", 7, "“id” is a number, not a text", "quotation marks"),
        ("kind", "verbatim", "“kind” is “verbatim”", "one of direct, mixed, indirect"),
        ("kind", ["direct"], "“kind” is a list", "one of direct, mixed, indirect"),
        ("status", "maybe", "“status” is “maybe”", "one of confirmed, draft, rejected"),
        ("said", "yesterday", "“said”: “yesterday” is not a date", "correct the date"),
        ("said", 2025, "“said” is a number, not a text", "quotation marks"),
        ("via", "reuters", "“via” is a text, not a list", "brackets"),
        ("via", ["reuters", None], "“via” is null, not a text", "quotation marks"),
        ("addressee", 5, "“addressee” is a number, not a list", "brackets"),
        ("tags", ["a", ""], "“tags” is empty", "fill it in"),
        ("topics", [["bread"]], "“topics” is a list, not a text", "quotation marks"),
        ("stances", {}, "“stances” is an object, not a list", "brackets"),
        ("stances", ["support"], "“stances” holds a text", '{"topic"'),
        ("stances", [{"topic": "bread"}], "it has no “position”", "fill it in"),
        (
            "stances",
            [{"topic": "bread", "position": "for"}],
            "“position” is “for”",
            "one of support, oppose, neutral",
        ),
        (
            "stances",
            [{"topic": "bread", "position": "oppose", "how": "much"}],
            "“stances” holds more than topic and position",
            "correct it",
        ),
        ("locator", 3, "“locator” is a number", '{"paragraph"'),
        ("locator", {"paragraph": -1}, "“paragraph” isn't a whole number from 0", "correct"),
        ("locator", {"start": "5"}, "“start” isn't a whole number from 0", "correct"),
        ("locator", {"end": True}, "“end” isn't a whole number from 0", "correct"),
        ("locator", {"end": 5.0}, "“end” isn't a whole number from 0", "correct"),
        ("locator", {"start": 9, "end": 5}, "“locator” ends before it starts", "correct"),
    ],
)
def test_a_field_of_the_wrong_type_is_refused_with_a_remedy(
    field: str, value: object, problem: str, remedy: str
) -> None:
    with pytest.raises(FieldError) as refused:
        reading.read_statement({**STATEMENT, field: value}, "1")
    assert problem in refused.value.problem
    assert remedy in refused.value.remedy


@pytest.mark.parametrize("field", STATEMENT)
def test_a_statement_needs_its_words_kind_speaker_and_source(field: str) -> None:
    lacking: dict[str, object] = {name: STATEMENT[name] for name in STATEMENT if name != field}
    with pytest.raises(FieldError, match=f"it has no “{field}”"):
        reading.read_statement(lacking, "1")


@pytest.mark.parametrize(
    ("read", "lacking", "field"),
    [
        (reading.read_actor, {"id": "ann"}, "name"),
        (reading.read_actor, {"name": "Ann"}, "id"),
        (reading.read_source, {"id": "paper"}, "title"),
        (reading.read_event, {"id": "fair", "title": "The fair"}, "when"),
        (reading.read_event, {"id": "fair", "when": "2025"}, "title"),
        (reading.read_topic, {"id": "bread"}, "name"),
    ],
)
def test_other_records_need_an_id_and_a_name(
    read: Any, lacking: dict[str, object], field: str
) -> None:
    with pytest.raises(FieldError, match=f"it has no “{field}”"):
        read(lacking)


@pytest.mark.parametrize("kind", ["robot", 5])
def test_an_actor_is_of_a_known_kind(kind: object) -> None:
    with pytest.raises(FieldError) as refused:
        reading.read_actor({"id": "ann", "name": "Ann", "kind": kind})
    assert refused.value.remedy == "write one of person, organisation, state, group"
